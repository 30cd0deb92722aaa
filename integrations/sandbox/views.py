"""The carrier's records as plain JSON, the same in process and over HTTP."""

from datetime import datetime
from typing import TypedDict

from integrations.sandbox.legs import Leg
from integrations.sandbox.records import Fault, Form, Heard, Recording, RestCall, Sms, Webhook


class HeardView(TypedDict):
    at: str
    text: str
    source: str
    seconds: float
    cut_short: bool


class LegView(TypedDict):
    """`person` is whose phone it is, whatever number was shown; `joined` the leg it talks to;
    `taped`: what is said now becomes a message."""

    sid: str
    parent: str | None
    direction: str
    from_number: str
    to_number: str
    person: str
    status: str
    joined: str | None
    ever_joined: bool
    taped: bool
    created: str
    answered: str | None
    ended: str | None
    seconds: int
    heard: list[HeardView]
    keys: str


class SmsView(TypedDict):
    sid: str
    from_number: str
    to_number: str
    body: str
    direction: str
    status: str
    error_code: int | None
    at: str


class RecordingView(TypedDict):
    sid: str
    call: str
    seconds: int
    status: str
    channels: int
    words: str


class FaultView(TypedDict):
    at: str
    kind: str
    message: str


class WebhookView(TypedDict):
    """`form` keeps order and repeated fields; `status` is None where no answer came."""

    at: str
    kind: str
    url: str
    form: list[list[str]]
    headers: dict[str, str]
    status: int | None
    answer: str
    error: str | None


class RestView(TypedDict):
    at: str
    method: str
    path: str
    query: list[list[str]]
    form: list[list[str]]
    status: int | None
    answer: str


def instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def heard_view(heard: Heard) -> HeardView:
    return {
        "at": instant(heard.at),
        "text": heard.text,
        "source": heard.source,
        "seconds": heard.seconds,
        "cut_short": heard.cut_short,
    }


def leg_view(leg: Leg) -> LegView:
    return {
        "sid": leg.sid,
        "parent": leg.parent.sid if leg.parent else None,
        "direction": leg.direction,
        "from_number": leg.from_number,
        "to_number": leg.to_number,
        "person": leg.person,
        "status": leg.status,
        "joined": next((peer.sid for peer in leg.peers()), None),
        "ever_joined": leg.ever_joined,
        "taped": leg.taped,
        "created": instant(leg.created),
        "answered": instant(leg.answered) if leg.answered else None,
        "ended": instant(leg.ended) if leg.ended else None,
        "seconds": leg.seconds,
        "heard": [heard_view(one) for one in leg.heard],
        "keys": "".join(digit for _, digit in leg.keys),
    }


def sms_view(sms: Sms) -> SmsView:
    return {
        "sid": sms.sid,
        "from_number": sms.from_number,
        "to_number": sms.to_number,
        "body": sms.body,
        "direction": sms.direction,
        "status": sms.status,
        "error_code": sms.error_code,
        "at": instant(sms.created),
    }


def recording_view(saved: Recording) -> RecordingView:
    return {
        "sid": saved.sid,
        "call": saved.call_sid,
        "seconds": saved.seconds,
        "status": saved.status,
        "channels": saved.channels,
        "words": saved.words,
    }


def fault_view(fault: Fault) -> FaultView:
    return {"at": instant(fault.at), "kind": fault.kind, "message": fault.message}


def webhook_view(hook: Webhook) -> WebhookView:
    return {
        "at": instant(hook.at),
        "kind": hook.kind,
        "url": hook.url,
        "form": _pairs(hook.form),
        "headers": hook.headers,
        "status": hook.status,
        "answer": hook.answer.decode("utf-8", "replace"),
        "error": hook.error,
    }


def rest_view(call: RestCall) -> RestView:
    return {
        "at": instant(call.at),
        "method": call.method,
        "path": call.path,
        "query": _pairs(call.query),
        "form": _pairs(call.form),
        "status": call.status,
        "answer": call.answer.decode("utf-8", "replace"),
    }


def _pairs(form: Form) -> list[list[str]]:
    return [[name, value] for name, value in form]
