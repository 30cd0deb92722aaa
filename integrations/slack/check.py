"""Whether Slack knows our token: asked of Slack itself, by its `auth.test`."""

import re

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from advice_line.ports.checks import Check

NAME = "slack"
TIMEOUT_SECONDS = 10

_CODE = re.compile(r"[a-z_]{1,50}")

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


def check(token: str | None, api_url: str) -> list[Check]:
    """One request to `api_url` (which ends in /api/) when a token is set; none otherwise."""
    if token is None:
        return [Check(NAME, True, "Off. Set SLACK_BOT_TOKEN to switch Slack on.")]
    if not api_url.endswith("/api/"):
        return [Check(NAME, False, "SLACK_API_URL must end in /api/.")]
    client = WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS)
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError, ValueError) as error:
        return [Check(NAME, False, mending(error))]
    return [Check(NAME, True, f"On: {answer['user']} in {answer['team']}.")]


def mending(error: Exception) -> str:
    """What a person does about an error of the SDK; the error's own text is never repeated, for
    it may hold the token or a proxy's whole page."""
    if isinstance(error, OSError):
        return "Slack cannot be reached. Look at SLACK_API_URL and at this machine's network."
    answer = error.response.data if isinstance(error, SlackApiError) else None
    code = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(code, str) or _CODE.fullmatch(code) is None:
        return "What answers at SLACK_API_URL is not Slack. Correct the address."
    return _MENDING.get(code, f"Slack refused with {code}. Look at the app's settings in Slack.")
