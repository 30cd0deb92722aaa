"""Slack as this deployment has it: off without a token; heard at its address where it can sign what
it sends, by a socket where we may connect to it, or both."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from advice_line.errors import Misconfigured
from advice_line.jobs import Listener
from advice_line.ports.chat_desk import ChatDesk, ChatService
from advice_line.settings import Settings

if TYPE_CHECKING:
    from integrations.slack.doors import Doors


def of(settings: Settings) -> Callable[[ChatDesk], ChatService] | None:
    token = settings.slack_bot_token
    if token is None:
        return None
    # Its kit takes a third of a second to load, which a site without Slack spares.
    from integrations.slack.service import slack  # noqa: PLC0415

    secret = settings.slack_signing_secret
    return lambda desk: slack(
        desk,
        token=token.get_secret_value(),
        api_url=settings.slack_api_url,
        signing_secret=secret.get_secret_value() if secret else "",
    )


def doors(settings: Settings, chat: ChatService | None) -> "Doors | None":
    """No secret, no door: without it no signature could be checked."""
    if chat is None or settings.slack_bot_token is None or settings.slack_signing_secret is None:
        return None
    from integrations.slack.doors import Doors  # noqa: PLC0415 # see `of`
    from integrations.slack.service import Slack  # noqa: PLC0415 # the same

    return Doors(chat.bolt) if isinstance(chat, Slack) else None


def listeners(settings: Settings, chat: ChatService | None, desk: ChatDesk) -> tuple[Listener, ...]:
    if chat is None or settings.slack_bot_token is None or settings.slack_app_token is None:
        return ()
    from integrations.slack.service import Slack  # noqa: PLC0415 # see `of`
    from integrations.slack.socket_mode import SocketMode  # noqa: PLC0415 # the same

    if not isinstance(chat, Slack):
        return ()
    app_token = settings.slack_app_token.get_secret_value()
    socket = SocketMode(chat.bolt, desk, app_token, settings.slack_api_url)
    return (Listener(name="slack", start=socket.start, stop=socket.stop),)


def manifest(settings: Settings, *, by_socket: bool | None) -> dict[str, Any]:
    """What the app is in Slack. None: by a socket where `SLACK_APP_TOKEN` is set.

    Raises `errors.Misconfigured` where Slack could not reach the address.
    """
    from integrations.slack.manifest import manifest as made  # noqa: PLC0415 # see `of`

    if by_socket or (by_socket is None and settings.slack_app_token is not None):
        return made(None)
    if urlsplit(settings.public_url).scheme != "https":
        raise Misconfigured(
            f"PUBLIC_URL is {settings.public_url}, which Slack cannot reach. Set it to the https "
            "address, or have the server connect to Slack: --socket-mode"
        )
    return made(settings.public_url)
