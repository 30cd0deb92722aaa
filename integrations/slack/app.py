"""Bolt, fitted so that nothing is lost.

Bolt answers Slack before a listener has run, so the envelope is kept before that, by what comes
first. A listener that raises just after its `ack()` makes Bolt answer with an error, so each does
nothing but acknowledge, and the work is Bolt's lazy function; what that raises nobody hears, so
`Hearing.hear` catches all of it.
"""

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.lazy_listener.thread_runner import ThreadLazyListenerRunner
from slack_sdk import WebClient

from advice_line.errors import Busy
from integrations.slack import marks, reading
from integrations.slack.hearing import Hearing

log = logging.getLogger(__name__)

Tree = dict[str, Any]
# Acknowledging must not wait for work: that may wait for a slow Slack.
_ACKNOWLEDGING, _WORKING = 8, 8


def bolt_app(hearing: Hearing, client: WebClient, signing_secret: str) -> App:
    """Asks nothing of Slack while it is made or when something comes: a Slack that is down must not
    lose what it has just told. `client` has no token of its own."""
    app = App(
        name="advice-line",
        client=client,
        signing_secret=signing_secret,
        authorize=_as_ourselves,
        before_authorize=_keeper(hearing),
        attaching_conversation_kwargs_enabled=False,
        listener_executor=ThreadPoolExecutor(_ACKNOWLEDGING, "slack-ack"),
    )
    app.listener_runner.lazy_listener_runner = ThreadLazyListenerRunner(
        logger=app.logger, executor=ThreadPoolExecutor(_WORKING, "slack-work")
    )
    _listen(app, hearing)
    return app


def _listen(app: App, hearing: Hearing) -> None:
    def work(body: Tree) -> None:
        key = reading.key_of(body)
        if key is not None:
            hearing.hear(key, body)

    def sent(ack: Ack, body: Tree) -> None:
        ack(**hearing.form_sent(body))

    app.action(re.compile(f"^{marks.ACT}:"))(ack=_ack_only, lazy=[work])
    app.command(marks.COMMAND)(ack=_ack_only, lazy=[work])
    app.shortcut(marks.ASK)(ack=_ack_only, lazy=[work])
    app.event("message")(ack=_ack_only, lazy=[work])
    app.event("app_home_opened")(ack=_ack_only, lazy=[work])
    app.view(marks.FORM)(sent)


def _keeper(hearing: Hearing) -> Callable[..., BoltResponse]:
    """Comes before every listener: what is none of ours is answered and forgotten, what must not be
    lost is kept, and where it cannot be Slack hears so and tells it again."""

    def keep(body: Tree, next: Callable[[], BoltResponse]) -> BoltResponse:
        if body.get("type") == "url_verification":
            return next()
        key = reading.key_of(body)
        if key is None:
            return BoltResponse(status=200, body="")
        if reading.is_worth_keeping(body):
            try:
                hearing.keep(key, body)
            except Busy:
                log.error("what the chat told could not be kept: it is asked to tell it again")
                return BoltResponse(status=500, body="")
        return next()

    return keep


def _ack_only(ack: Ack) -> None:
    ack()


def _as_ourselves(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """The token is that of our own clients; Bolt's own way asks Slack who we are."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="")


def answer(app: App, body: bytes, headers: dict[str, str]) -> BoltResponse:
    """Of one request of Slack. Blocks until it is acknowledged: call it from a thread of its own,
    never from an event loop."""
    request = BoltRequest(body=body.decode("utf-8", "replace"), headers=dict(headers))
    return app.dispatch(request)
