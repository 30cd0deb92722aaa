"""The Calls resource: place, list, look up, change."""

from typing import Any

from integrations.sandbox import resources
from integrations.sandbox.exchange import CallOrder, Exchange
from integrations.sandbox.fields import Fields, moment, paged, telephone
from integrations.sandbox.legs import ENDED, Leg
from integrations.sandbox.records import Form
from integrations.sandbox.refusals import Refusal, RestAnswer, bad_field, not_found
from integrations.sandbox.twiml import TwimlError, read

# Valid by the vendor's description, but this miniature would not do what they ask for.
_PLAYED = {
    *("To", "From", "Url", "Twiml", "FallbackUrl", "StatusCallback", "StatusCallbackEvent"),
    *("Timeout", "TimeLimit", "Method", "FallbackMethod", "StatusCallbackMethod", "Status"),
}
_EVENTS = {"initiated", "ringing", "answered", "completed"}
_DEFAULT_RING = 60


class Calls:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def create(self, form: Form) -> RestAnswer:
        fields = Fields(form)
        _require_played(fields)
        to_number = telephone(fields["To"], 21211, "To")
        from_number = telephone(fields["From"], 21212, "From")
        if not self._exchange.network.owns(from_number):
            raise Refusal(
                400, 21210, f"Source phone number {from_number} is not yours or not verified."
            )
        if self._exchange.full():
            said = "Call concurrency limit exceeded."
            raise Refusal(429, 10004, said, expected=True)
        url, twiml = _document(fields)
        order = CallOrder(
            from_number,
            to_number,
            url,
            twiml,
            fields["FallbackUrl"],
            fields["StatusCallback"],
            _events(fields),
            float(fields["Timeout"] or _DEFAULT_RING),
            float(fields["TimeLimit"] or 0),
        )
        return RestAnswer.of(201, resources.call(self._exchange.place(order)))

    def list(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        every = reversed(list(self._exchange.legs.values()))
        legs = [leg for leg in every if _matches(leg, asked)]
        return paged("calls", [resources.call(leg) for leg in legs], asked, path)

    def fetch(self, sid: str) -> RestAnswer:
        return RestAnswer.of(200, resources.call(self._leg(sid)))

    def update(self, sid: str, form: Form) -> RestAnswer:
        leg, fields = self._leg(sid), Fields(form)
        _require_played(fields)
        status = fields["Status"]
        if leg.status in ENDED or (not status and leg.status != "in-progress"):
            raise Refusal(400, 21220, "Call is not in-progress. Cannot redirect.", expected=True)
        if status == "completed" or (status == "canceled" and leg.status != "in-progress"):
            self._exchange.finish(leg)
        elif not status:
            self._redirect(leg, fields)
        return RestAnswer.of(200, resources.call(leg))

    def _redirect(self, leg: Leg, fields: Fields) -> None:
        if leg.direction == "outbound-dial" and not leg.ever_joined:
            raise bad_field("A leg that still whispers cannot be redirected on this carrier.")
        url, twiml = _document(fields)
        self._exchange.change(leg, url, twiml)

    def _leg(self, sid: str) -> Leg:
        if sid not in self._exchange.legs:
            raise not_found(f"/Calls/{sid}.json")
        return self._exchange.legs[sid]


def _document(fields: Fields) -> tuple[str, str]:
    url, twiml = fields["Url"], fields["Twiml"]
    if not url and not twiml:
        raise Refusal(400, 21205, "Url parameter is required.")
    if url and twiml:
        raise Refusal(400, 21205, "Url and Twiml cannot both be given.")
    if url and not url.startswith(("http://", "https://")):
        raise Refusal(400, 21205, f"Url is not a valid URL: {url}")
    if twiml:
        try:
            read(twiml.encode(), "text/xml", "")
        except TwimlError as error:
            raise Refusal(400, error.code, str(error)) from error
    return url, twiml


def _events(fields: Fields) -> list[str]:
    events = fields.all("StatusCallbackEvent") or ["completed"]
    strange = sorted(set(events) - _EVENTS)
    if strange:
        raise Refusal(400, 21626, f"StatusCallbackEvent {strange[0]!r} is invalid.")
    return events


def _require_played(fields: Fields) -> None:
    other = sorted(set(fields.names()) - _PLAYED)
    if other:
        raise bad_field(f"{other[0]} is not played by this carrier.")
    for name in fields.names():
        if name.endswith("Method") and fields[name] != "POST":
            raise bad_field(f"{name}: this carrier posts, always.")


def _matches(leg: Leg, asked: Fields) -> bool:
    shown: dict[str, Any] = resources.call(leg)
    pairs = (("To", "to"), ("From", "from"), ("Status", "status"))
    same = all(not asked[name] or asked[name] == shown[key] for name, key in pairs)
    parent = asked["ParentCallSid"]
    return (
        same
        and (not parent or parent == shown["parent_call_sid"])
        and moment(asked, "StartTime", leg.started or leg.created)
        and moment(asked, "EndTime", leg.ended)
    )
