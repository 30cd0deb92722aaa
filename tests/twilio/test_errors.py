"""What the carrier and the way to it can do to us, as one table: refused, delayed, perhaps sent."""

import json
from typing import Any

import pytest
from requests import exceptions as web
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.http.response import Response  # type: ignore[import-untyped] # the same
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from integrations.twilio.errors import asking, delivery_error

REFUSED, DELAYED, UNKNOWN = "refused", "delayed", "delayed, may be sent"


def answered(status: int, code: int | None) -> Exception:
    error: Exception = TwilioRestException(status, "/Messages.json", "To +447700900001", code)
    return error


def listed(status: int, body: str) -> Exception:
    """How the SDK reports that a list was refused."""
    error: Exception = TwilioException("Unable to fetch page", Response(status, body))
    return error


def problem(status: int, code: int) -> Exception:
    error: Exception = TwilioServiceException("about:blank", "Refused", status, code)
    return error


def no_connection() -> Exception:
    pool = HTTPConnectionPool("127.0.0.1", 9)
    reason = NewConnectionError(HTTPConnection("127.0.0.1", 9), "refused")
    return web.ConnectionError(MaxRetryError(pool, "/", reason))


def cut_off() -> Exception:
    return web.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError()))


TABLE: list[tuple[Exception, str, str]] = [
    # The message itself is wrong: trying again cannot help.
    (answered(400, 21211), REFUSED, "21211"),
    (answered(400, 21614), REFUSED, "21614"),
    (answered(400, 21610), REFUSED, "21610"),
    (answered(400, 21606), REFUSED, "21606"),
    (answered(403, 21408), REFUSED, "21408"),
    (answered(404, 20404), REFUSED, "20404"),
    (answered(400, None), REFUSED, "400"),
    (problem(400, 20001), REFUSED, "20001"),
    (listed(400, json.dumps({"code": 20001})), REFUSED, "20001"),
    # The account is in trouble: a person mends it, then it goes.
    (answered(401, 20003), DELAYED, "20003"),
    (answered(401, None), DELAYED, "401"),
    (answered(403, 20005), DELAYED, "20005"),
    (listed(401, json.dumps({"code": 20003})), DELAYED, "20003"),
    # Too much at once: nothing was done.
    (answered(429, 20429), DELAYED, "20429"),
    (answered(429, None), DELAYED, "429"),
    (answered(400, 21611), DELAYED, "21611"),
    (problem(429, 20429), DELAYED, "20429"),
    (listed(429, "Too Many Requests"), DELAYED, "429"),
    # Nobody knows: the carrier is asked before anything is sent again.
    (answered(500, 20500), UNKNOWN, "20500"),
    (answered(502, None), UNKNOWN, "502"),
    (answered(503, 20503), UNKNOWN, "20503"),
    (answered(504, None), UNKNOWN, "504"),
    (answered(408, None), UNKNOWN, "408"),
    (answered(307, None), UNKNOWN, "307"),
    (listed(503, "<html>"), UNKNOWN, "503"),
    (listed(503, "[]"), UNKNOWN, "503"),
    (web.ReadTimeout("https://x/?To=%2B447700900001"), UNKNOWN, "no-answer"),
    (TimeoutError(), UNKNOWN, "no-answer"),
    (cut_off(), UNKNOWN, "connection-lost"),
    (web.ConnectionError(), UNKNOWN, "connection-lost"),
    (web.ChunkedEncodingError(), UNKNOWN, "connection-lost"),
    (ConnectionResetError(), UNKNOWN, "connection-lost"),
    (web.JSONDecodeError("?", "<html>", 0), UNKNOWN, "connection-lost"),
    (json.JSONDecodeError("?", "<html>", 0), UNKNOWN, "unreadable-answer"),
    # Never connected: nothing can have been sent.
    (no_connection(), DELAYED, "no-connection"),
    (web.ConnectTimeout(), DELAYED, "no-connection"),
    (web.SSLError(), DELAYED, "no-connection"),
    (web.ProxyError(), DELAYED, "no-connection"),
    (web.InvalidURL(), DELAYED, "no-connection"),
    (ConnectionRefusedError(), DELAYED, "no-connection"),
    # The SDK would not even ask.
    (TwilioException("Credentials are required"), REFUSED, "not-asked"),
]


def kind_of(failed: DeliveryFailed) -> str:
    if isinstance(failed, DeliveryRefused):
        assert not failed.maybe_sent
        return REFUSED
    assert isinstance(failed, DeliveryDelayed)
    return UNKNOWN if failed.maybe_sent else DELAYED


@pytest.mark.parametrize(("error", "kind", "code"), TABLE, ids=lambda value: str(value)[:40])
def test_each_failure_is_refused_or_delayed(error: Exception, kind: str, code: str) -> None:
    failed = delivery_error(error)
    assert (kind_of(failed), failed.code) == (kind, code)


@pytest.mark.hazard("H07")
@pytest.mark.parametrize("error", [row[0] for row in TABLE[:1] + TABLE[26:27]])
def test_what_was_sent_is_not_in_the_error(error: Any) -> None:
    with pytest.raises(DeliveryFailed) as caught, asking():
        raise error
    assert "7700900001" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__suppress_context__


def test_a_mistake_of_our_own_is_not_the_carriers() -> None:
    with pytest.raises(KeyError), asking():
        raise KeyError("x")
