"""A whole call as the carrier asks and tells of it: each answer is read and followed, signed by the
vendor's own validator."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    RequestValidator,
)

from benchmarks.calls import ACCOUNT, LINE, PATH, PLACES, PUBLIC_URL, TOKEN

ADVICE = "1"
_ACTION = re.compile(r'<(Gather|Dial|Enqueue)[^>]*?action="([^"]+)"')
_NUMBER = re.compile(r"<Number([^>]*)>([^<]+)</Number>")
_URL, _STATUS = re.compile(r'\burl="([^"]+)"'), re.compile(r'\bstatusCallback="([^"]+)"')
_MOST_HOPS = 8

Post = Callable[[str, dict[str, str]], str]


@dataclass
class Timed:
    """Seconds that each webhook of one call took; `to_ring` is that of the caller's key, whose
    answer rings the first phone, None where it rang nobody."""

    latencies: list[float] = field(default_factory=list)
    to_ring: float | None = None


class Conversation:
    """One caller who presses 1 and one responder who accepts and soon hangs up."""

    def __init__(self, connection: HTTPConnection, caller: str) -> None:
        self._connection = connection
        self._validator = RequestValidator(TOKEN)
        self._call = f"CA{secrets.token_hex(16)}"
        self._caller = caller
        self.timed = Timed()

    def held(self) -> Timed:
        """Raises ValueError where a webhook is not answered 200 or 204."""
        answer = self._caller_asks(PUBLIC_URL + PATH, {}, "ringing")
        for hop in range(_MOST_HOPS):
            found = _ACTION.search(answer)
            if found is None:
                break
            verb, action = found.group(1), unescape(found.group(2))
            if verb == "Enqueue":
                break
            if verb == "Gather":
                answer = self._caller_asks(action, {"Digits": ADVICE})
                if hop == 0 and "<Dial" in answer:
                    self.timed.to_ring = self.timed.latencies[-1]
            else:
                answer = self._hop(answer, action)
        over = f"{PUBLIC_URL}/twilio/voice/over"
        self._tells(over, self._call, {"CallStatus": "completed", "CallDuration": "9"})
        return self.timed

    def _hop(self, answer: str, action: str) -> str:
        found = _NUMBER.search(answer)
        assert found is not None
        attributes, phone = found.groups()
        leg = f"CA{secrets.token_hex(16)}"
        told = _STATUS.search(attributes)
        for place, status in enumerate(("initiated", "ringing")):
            self._leg(told, leg, phone, status, place)
        whisper = _URL.search(attributes)
        if whisper is not None:
            heard = self._leg_asks(unescape(whisper.group(1)), leg, phone, {})
            asked = _ACTION.search(heard)
            if asked is not None:
                self._leg_asks(unescape(asked.group(2)), leg, phone, {"Digits": "1"})
        self._leg(told, leg, phone, "in-progress", 2)
        self._leg(told, leg, phone, "completed", 3)
        joined = {"DialCallStatus": "completed", "DialCallSid": leg, "DialBridged": "true"}
        return self._caller_asks(action, {**joined, "DialCallDuration": "7"})

    def _caller_asks(self, url: str, more: dict[str, str], status: str = "in-progress") -> str:
        form = _form(self._call, self._caller, LINE, status, "inbound")
        return self._post(url, {**form, **more})

    def _leg_asks(self, url: str, leg: str, phone: str, more: dict[str, str]) -> str:
        form = _form(leg, LINE, phone, "in-progress", "outbound-dial")
        return self._post(url, {**form, "ParentCallSid": self._call, **more})

    def _leg(
        self, told: re.Match[str] | None, leg: str, phone: str, status: str, place: int
    ) -> None:
        if told is not None:
            form = _form(leg, LINE, phone, status, "outbound-dial")
            more = {"ParentCallSid": self._call, "SequenceNumber": str(place)}
            self._post(unescape(told.group(1)), {**form, **more, **_TOLD})

    def _tells(self, url: str, call: str, more: dict[str, str]) -> None:
        form = _form(call, self._caller, LINE, "completed", "inbound")
        self._post(url, {**form, **more, "SequenceNumber": "0", **_TOLD})

    def _post(self, url: str, form: dict[str, str]) -> str:
        address = url.split("#")[0]
        parts = urlsplit(address)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = {
            "Host": parts.netloc,
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": self._validator.compute_signature(address, form),
        }
        began = perf_counter()
        self._connection.request("POST", target, urlencode(form), headers)
        response = self._connection.getresponse()
        body = response.read().decode()
        self.timed.latencies.append(perf_counter() - began)
        if response.status not in (200, 204):
            raise ValueError(f"{target} was answered {response.status}")
        return body


_TOLD = {"Timestamp": "Mon, 23 Nov 2026 09:00:00 +0000", "CallbackSource": "call-progress-events"}


def _form(call: str, caller: str, called: str, status: str, direction: str) -> dict[str, str]:
    return {
        "CallSid": call,
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": status,
        "Direction": direction,
        "From": caller,
        "Caller": caller,
        "To": called,
        "Called": called,
        **dict.fromkeys(PLACES, ""),
    }
