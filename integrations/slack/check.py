"""What is missing between us and Slack, asked of Slack itself: one sentence for each point."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from advice_line.ports.checks import Check
from integrations.slack.errors import code_of
from integrations.slack.manifest import SCOPES

NAME = "slack"
TIMEOUT_SECONDS = 10

_ASK = "Invite the app there: /invite @Advice Line"
# Slack's own error codes (https://docs.slack.dev/reference/methods/auth.test) and how to mend each.
_MENDING = {
    "invalid_auth": "Slack does not know the token. Copy the bot token again to SLACK_BOT_TOKEN.",
    "not_authed": "Slack saw no token. Set SLACK_BOT_TOKEN to the bot token (xoxb-…).",
    "token_revoked": "The token was revoked. Install the app again and set SLACK_BOT_TOKEN.",
    "token_expired": "The token has expired. Install the app again and set SLACK_BOT_TOKEN.",
    "account_inactive": "The app was removed from the workspace. Install it again.",
    "access_denied": "Slack refuses this app. Ask the workspace's administrator to permit it.",
    "ratelimited": "Slack asks us to wait. Try again in a minute.",
}


def check(
    token: str | None,
    api_url: str,
    *,
    signed: bool = False,
    app_token: str | None = None,
    channels: Sequence[str] = (),
) -> list[Check]:
    """Asks `api_url` (which ends in /api/) when a token is set, and nobody otherwise. `signed`: a
    signing secret is set; `channels` are those of the lines."""
    if token is None:
        return [Check(NAME, True, "Off. Set SLACK_BOT_TOKEN to switch Slack on.")]
    if not api_url.endswith("/api/"):
        return [_not("SLACK_API_URL must end in /api/.")]
    client = WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS)
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError, ValueError) as error:
        return [_not(mending(error))]
    return [
        _yes(f"On: {answer['user']} in {answer['team']}."),
        *_scopes(dict(answer.headers)),
        *_heard(signed, app_token, api_url),
        *_in_channels(client, channels),
    ]


def mending(error: Exception) -> str:
    """What a person does about an error of the SDK; the error's own text is never repeated, for
    it may hold the token or a proxy's whole page."""
    if isinstance(error, OSError):
        return "Slack cannot be reached. Look at SLACK_API_URL and at this machine's network."
    code = code_of(error) if isinstance(error, SlackApiError) else None
    if code is None:
        return "What answers at SLACK_API_URL is not Slack. Correct the address."
    return _MENDING.get(code, f"Slack refused with {code}. Look at the app's settings in Slack.")


def _scopes(headers: dict[str, Any]) -> Iterator[Check]:
    """Slack names with each answer what the token may do."""
    given = {name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes")
    if given is None:
        return
    missing = [each for each in SCOPES if each not in {one.strip() for one in given.split(",")}]
    if missing:
        yield _not(
            f"The app may not yet: {', '.join(missing)}. Paste the manifest over its own "
            "(advice-line slack manifest) and install it again."
        )
    else:
        yield _yes("The app may do all that is asked of it.")


def _heard(signed: bool, app_token: str | None, api_url: str) -> Iterator[Check]:
    """Whether a press in Slack comes to us at all."""
    if not signed and app_token is None:
        yield _not(
            "Nothing that is pressed in Slack comes here. Set SLACK_SIGNING_SECRET, or "
            "SLACK_APP_TOKEN for Socket Mode."
        )
    if signed:
        yield _yes("Slack is heard at /slack/events.")
    if app_token is not None:
        yield _socket(app_token, api_url)


def _socket(app_token: str, api_url: str) -> Check:
    client = WebClient(base_url=api_url, timeout=TIMEOUT_SECONDS)
    try:
        client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        code = code_of(error) or "no answer of Slack's"
        return _not(
            f"Socket Mode is refused ({code}). SLACK_APP_TOKEN must be an app-level token "
            "(xapp-…) with connections:write, of an app whose Socket Mode is on."
        )
    except (SlackClientError, OSError, ValueError) as error:
        return _not(mending(error))
    return _yes("Slack is heard by Socket Mode.")


def _in_channels(client: WebClient, channels: Sequence[str]) -> Iterator[Check]:
    for channel in dict.fromkeys(channels):
        try:
            answer: Any = client.conversations_info(channel=channel)
        except SlackApiError as error:
            yield _not(_of_channel(channel, code_of(error)))
        except (SlackClientError, OSError, ValueError) as error:
            yield _not(mending(error))
        else:
            yield _channel(channel, answer["channel"])


def _channel(channel: str, found: dict[str, Any]) -> Check:
    if found.get("is_archived"):
        return _not(f"Channel {channel} is archived. Open it again, or name another.")
    if found.get("is_ext_shared") or found.get("is_pending_ext_shared"):
        return _not(
            f"Channel {channel} is shared with another organisation: nothing is posted there. "
            "Name one that is not."
        )
    if not found.get("is_member"):
        return _not(f"The app is not in channel {channel}. {_ASK}")
    return _yes(f"The app is in channel {channel}.")


def _of_channel(channel: str, code: str | None) -> str:
    if code == "channel_not_found":
        return f"Slack shows the app no channel {channel}. Correct slack_channel, or: {_ASK}"
    return f"Channel {channel} cannot be looked up ({code})."


def _yes(sentence: str) -> Check:
    return Check(NAME, True, sentence)


def _not(sentence: str) -> Check:
    return Check(NAME, False, sentence)
