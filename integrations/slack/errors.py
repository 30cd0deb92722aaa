"""What went wrong between us and Slack, made ours here and nowhere else.

`maybe_sent` decides whether Slack is asked what it has before anything is posted again, so wherever
it may have acted the answer is yes.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from advice_line.ports.chat import ChatRefusal

_CODE = re.compile(r"[a-z_]{1,50}")
# https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of the other methods.
_OURS: dict[ChatRefusal, frozenset[str]] = {
    ChatRefusal.CHANNEL_CLOSED: frozenset(
        {
            "channel_not_found",
            "is_archived",
            "not_in_channel",
            "channel_is_limited_access",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_thread_only_channel",
        }
    ),
    ChatRefusal.MESSAGE_GONE: frozenset(
        {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}
    ),
    ChatRefusal.ACCOUNT_GONE: frozenset(
        {
            "user_not_found",
            "users_not_found",
            "user_disabled",
            "user_not_visible",
            "user_not_in_channel",
            "cannot_dm_bot",
            "messages_tab_disabled",
        }
    ),
    ChatRefusal.NOT_LET_IN: frozenset(
        {
            "access_denied",
            "account_inactive",
            "invalid_auth",
            "missing_scope",
            "no_permission",
            "not_allowed_token_type",
            "not_authed",
            "org_login_required",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
        }
    ),
}
_REFUSALS = {code: ours for ours, codes in _OURS.items() for code in codes}
_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# Slack's own faults: whether anything was done, nobody knows.
_FAULTS = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
)


@contextmanager
def asking() -> Iterator[None]:
    """Raises DeliveryRefused or DeliveryDelayed for whatever Slack or the way to it does."""
    try:
        yield
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        # Without its cause: the words of these may hold the token or what was to be shown.
        raise delivery_error(error) from None


def delivery_error(error: Exception) -> DeliveryFailed:
    """Ours for one of the kit's, of the system, or of reading an answer."""
    match error:
        case SlackApiError():
            return _answered(error)
        case URLError() if isinstance(error.reason, TimeoutError):
            return DeliveryDelayed("no-answer", maybe_sent=True)
        case URLError():
            # The kit's way out wraps what fails before anything was sent.
            return DeliveryDelayed("no-connection")
        case TimeoutError():
            return DeliveryDelayed("no-answer", maybe_sent=True)
        case ConnectionRefusedError():
            return DeliveryDelayed("no-connection")
        case OSError() | HTTPException():
            return DeliveryDelayed("connection-lost", maybe_sent=True)
    return DeliveryDelayed("unreadable-answer", maybe_sent=True)


def code_of(error: SlackApiError) -> str | None:
    """Slack's own word; None where what answers is not Slack."""
    answer = error.response.data if hasattr(error.response, "data") else None
    code = answer.get("error") if isinstance(answer, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _wait(response: object) -> float:
    """Seconds, as Slack says with a 429 (https://docs.slack.dev/apis/web-api/rate-limits)."""
    headers = getattr(response, "headers", None) or {}
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    first = said[0] if isinstance(said, list) and said else said
    return float(first) if isinstance(first, str) and first.isascii() and first.isdigit() else 0.0


def _answered(error: SlackApiError) -> DeliveryFailed:
    status, code = int(getattr(error.response, "status_code", 0)), code_of(error)
    if status == 429 or code in _BUSY:
        return DeliveryDelayed("ratelimited", wait=_wait(error.response))
    if status >= 500 or code in _FAULTS:
        return DeliveryDelayed(code or str(status), maybe_sent=True)
    if code is None:
        return DeliveryDelayed("unreadable-answer", maybe_sent=True)
    return DeliveryRefused(_REFUSALS.get(code, code))
