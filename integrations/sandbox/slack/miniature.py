"""A Slack in miniature on loopback, as strict as the real one, with people in it.

    with Miniature("http://localhost:8000/slack/events", loopback_post()) as slack:
        slack.workspace.user("U0AMARA", "Dr Amara Example", "amara@example.org")
        slack.workspace.channel("C0HOTDOC", "hot-doc", "U0AMARA")
        ...  # the application posts to slack.api_url with slack.bot_token
        slack.person("U0AMARA").clicks("Claim").sees("It is yours")
        slack.switches.too_many = 2

What people do comes to the application at once, events in their order. What the application shows
is there when it has asked for it: `sees` waits.
"""

from types import TracebackType
from typing import Self

from integrations.sandbox.slack import payloads
from integrations.sandbox.slack.delivering import Delivered, Delivering
from integrations.sandbox.slack.methods import Asked, Methods
from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.posting import Post
from integrations.sandbox.slack.server import Server
from integrations.sandbox.slack.sockets import Sockets
from integrations.sandbox.slack.state import Message
from integrations.sandbox.slack.switches import Switches
from integrations.sandbox.slack.workspace import Workspace

BOT_TOKEN, APP_TOKEN = "xoxb-miniature", "xapp-miniature"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105  # of Slack's own documentation


class Miniature:
    def __init__(
        self,
        address: str,
        post: Post,
        *,
        port: int = 0,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
    ) -> None:
        """`address` is where the application is told, by `post`, while no socket is connected."""
        self.workspace = Workspace(
            bot_token=bot_token, app_token=app_token, signing_secret=signing_secret
        )
        self.sockets = Sockets(self.workspace)
        self.delivering = Delivering(self.workspace, post, address, self.sockets)
        self._methods = Methods(self.workspace, self._told, self.sockets.address)
        self._server = Server(self, self._methods, port)
        self.workspace.base = self._server.base
        self.api_url = f"{self._server.base}/api/"

    @property
    def bot_token(self) -> str:
        return self.workspace.bot_token

    @property
    def switches(self) -> Switches:
        return self.workspace.switches

    @property
    def asked(self) -> list[Asked]:
        """Every request of the application, oldest first."""
        return self._methods.asked

    @property
    def delivered(self) -> list[Delivered]:
        return self.delivering.log

    def person(self, user_id: str) -> Person:
        return Person(self.workspace, self.delivering, self._methods.views, user_id)

    def messages(self, channel_id: str) -> list[Message]:
        """What everybody in a channel sees, oldest first."""
        messages = self.workspace.channels[channel_id].messages
        return [each for each in messages if each.seen_by is None and not each.deleted]

    def wait_for_messages(self, channel_id: str, count: int, seconds: float = 5.0) -> list[Message]:
        there = self.workspace.wait(lambda: len(self.messages(channel_id)) >= count, seconds)
        if not there:
            raise AssertionError(f"{len(self.messages(channel_id))} messages, not {count}")
        return self.messages(channel_id)

    def refused(self) -> list[Asked]:
        """What the application asked for and did not get."""
        return [each for each in self.asked if each.answer not in ("", "ok")]

    def __enter__(self) -> Self:
        for part in (self._server, self.sockets, self.delivering):
            part.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for part in (self.delivering, self.sockets, self._server):
            part.stop()

    def _told(self, message: Message, before: str | None) -> None:
        """The application hears of what it did itself, like everybody in the channel."""
        if before is None:
            event = payloads.message_event(self.workspace, message)
        else:
            event = payloads.changed_event(self.workspace, message, before)
        self.delivering.event(event)
