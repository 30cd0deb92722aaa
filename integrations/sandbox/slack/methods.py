"""The Web API: who asks, may they, is Slack well today, do it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from integrations.sandbox.slack.conversations import Conversations
from integrations.sandbox.slack.messages import Messages
from integrations.sandbox.slack.refusals import Broken, Lost, Refused, TooMany
from integrations.sandbox.slack.state import Message, Tree
from integrations.sandbox.slack.switches import SCOPES
from integrations.sandbox.slack.views import Views
from integrations.sandbox.slack.workspace import Workspace

# What changes nothing, and is therefore not struck by the switches that strike once.
READING = frozenset(
    {
        "auth.test",
        "conversations.info",
        "conversations.history",
        "conversations.list",
        "conversations.replies",
        "users.info",
        "chat.getPermalink",
        "apps.connections.open",
    }
)


@dataclass
class Asked:
    """One request, as it came and as it was answered; `answer` is the error's code, or "ok"."""

    method: str
    args: Tree
    answer: str = ""


class Methods:
    def __init__(
        self,
        workspace: Workspace,
        told: Callable[[Message, str | None], None],
        socket_address: Callable[[], str],
    ) -> None:
        self._workspace = workspace
        self.asked: list[Asked] = []
        self.views = Views(workspace)
        messages = Messages(workspace, told)
        conversations = Conversations(workspace, messages)
        self._methods: dict[str, Callable[[Tree], Tree]] = {
            "auth.test": conversations.who_we_are,
            "apps.connections.open": lambda _args: {"url": socket_address()},
            "chat.postMessage": messages.post,
            "chat.postEphemeral": messages.whisper,
            "chat.update": messages.update,
            "chat.getPermalink": messages.permalink,
            "conversations.history": conversations.history,
            "conversations.info": conversations.info,
            "conversations.join": conversations.join,
            "conversations.list": conversations.every,
            "conversations.open": conversations.open,
            "conversations.replies": conversations.replies,
            "users.info": conversations.person,
            "views.open": self.views.open,
            "views.publish": self.views.publish,
            "views.push": self.views.push,
            "views.update": self.views.update,
        }

    def call(self, method: str, token: str, args: Tree) -> Tree:
        """The answer of one request. Raises Lost, TooMany and Broken, which are no answers of the
        method's own."""
        asked = Asked(method, args)
        self.asked.append(asked)
        switches = self._workspace.switches
        if switches.down:
            raise Lost
        time.sleep(switches.slow)
        try:
            answer = {"ok": True, **self._do(method, token, args)}
        except Refused as refused:
            answer = refused.body()
        except TooMany:
            asked.answer = "ratelimited"
            raise
        asked.answer = str(answer.get("error", "ok"))
        if method not in READING and switches.strikes("lost"):
            raise Lost
        return answer

    def _do(self, method: str, token: str, args: Tree) -> Tree:
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        self._let_in(method, token)
        if method not in READING:
            if self._workspace.switches.strikes("too_many"):
                raise TooMany(1)
            if self._workspace.switches.strikes("broken"):
                raise Broken
        return self._methods[method](args)

    def _let_in(self, method: str, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if self._workspace.switches.revoked:
            raise Refused("token_revoked")
        wanted = self._workspace.bot_token
        if method == "apps.connections.open":
            wanted = self._workspace.app_token
        if token != wanted:
            raise Refused("invalid_auth")
        granted = self._workspace.switches.scopes
        needed = SCOPES.get(method, frozenset())
        if needed and not needed & granted:
            provided = ",".join(sorted(granted))
            raise Refused("missing_scope", needed=",".join(sorted(needed)), provided=provided)
