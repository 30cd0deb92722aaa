"""What went wrong between us and the carrier, made ours here and nowhere else.

`maybe_sent` decides whether the carrier is asked what it has before anything is sent again, so
wherever it may have acted the answer is yes: asking costs one request, guessing a second call.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from requests import exceptions as web
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from urllib3.exceptions import NewConnectionError

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused

# Refusals of the account, not of the message: a person mends them, and nothing was sent.
# 20003 wrong token, 20005 account not active, 20006 no access.
_ACCOUNT_CODES = frozenset({20003, 20005, 20006})
# Too much at once: 20429 requests, 21611 texts of one sender, 14107 texts a second, 10004 calls.
_BUSY_CODES = frozenset({20429, 21611, 14107, 10004})
_TOO_MANY = 429


@contextmanager
def asking() -> Iterator[None]:
    """Raises DeliveryRefused or DeliveryDelayed for whatever the carrier or the way to it does."""
    try:
        yield
    except (TwilioException, web.RequestException, OSError, ValueError) as error:
        # Without its cause: the words of these hold the address, and so somebody's number.
        raise delivery_error(error) from None


def delivery_error(error: Exception) -> DeliveryFailed:
    """Ours for one of the SDK's, of `requests`, of the system, or of reading an answer."""
    match error:
        case TwilioRestException() | TwilioServiceException():
            return _answered(int(error.status), error.code)
        case web.ConnectTimeout():
            return DeliveryDelayed("no-connection")
        case web.SSLError() | web.ProxyError() | web.InvalidURL() | web.InvalidSchema():
            return DeliveryDelayed("no-connection")
        case web.Timeout() | TimeoutError():
            return DeliveryDelayed("no-answer", maybe_sent=True)
        case web.ConnectionError() if _never_connected(error):
            return DeliveryDelayed("no-connection")
        case ConnectionRefusedError():
            return DeliveryDelayed("no-connection")
        case web.RequestException() | OSError():
            return DeliveryDelayed("connection-lost", maybe_sent=True)
        case ValueError():
            # The carrier answered "done" with a body that cannot be read.
            return DeliveryDelayed("unreadable-answer", maybe_sent=True)
    return _of_a_list(error)


def _of_a_list(error: Exception) -> DeliveryFailed:
    """Where a list is refused the SDK raises its plainest error, with the answer as its second
    argument; without an answer the SDK itself would not ask."""
    answer: Any = error.args[1] if len(error.args) > 1 else None
    status = getattr(answer, "status_code", None)
    if status is None:
        return DeliveryRefused("not-asked")
    try:
        code = json.loads(answer.text).get("code")
    except (ValueError, AttributeError):
        code = None
    return _answered(int(status), code if isinstance(code, int) else None)


def _answered(status: int, code: int | None) -> DeliveryFailed:
    name = str(code or status)
    if status >= 500:
        # 503 too: a gateway may say it of something that was done behind it.
        return DeliveryDelayed(name, maybe_sent=True)
    if status == _TOO_MANY or code in _BUSY_CODES:
        return DeliveryDelayed(name)
    if status == 401 or code in _ACCOUNT_CODES:
        return DeliveryDelayed(name)
    if status == 408:
        return DeliveryDelayed(name, maybe_sent=True)
    if status < 400:
        return DeliveryDelayed(name, maybe_sent=True)  # a redirect: somebody stands in between
    return DeliveryRefused(name)


def _never_connected(error: web.ConnectionError) -> bool:
    """`requests` says the same of a refused connection and of one lost after sending."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)
