"""The exchange: who is on the line with whom, calls that arrive, calls that are placed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import (
    ENDED,
    ChildEnded,
    Direction,
    HungUp,
    Interrupted,
    Leg,
    PickedUp,
    Rejected,
)
from integrations.sandbox.lives import dialled, inbound, placed, report
from integrations.sandbox.loopback import rings
from integrations.sandbox.network import Network
from integrations.sandbox.performing import Performer
from integrations.sandbox.phones import Phone, hang_up, press
from integrations.sandbox.records import OwnNumber
from integrations.sandbox.twiml import Document
from integrations.sandbox.webhooks import Webhooks

_WITHHELD = "anonymous"
# The vendor starts one outgoing call a second for a new account; the others wait as "queued".
_CALLS_APART = timedelta(seconds=1)


@dataclass(frozen=True)
class CallOrder:
    """What `Calls.create` asks for; `url` or `twiml` is empty, `time_limit` 0 where none is set."""

    from_number: str
    to_number: str
    url: str
    twiml: str
    fallback_url: str
    status_callback: str
    events: list[str]
    ring: float
    time_limit: float = 0


class Exchange:
    def __init__(self, network: Network, performer: Performer) -> None:
        self.network = network
        self.legs: dict[str, Leg] = {}
        self.phones: dict[str, Phone] = {}
        self._performer = performer
        self._next_start: datetime = network.now()
        performer.switchboard = self

    @property
    def webhooks(self) -> Webhooks:
        return self._performer.webhooks

    def phone(self, number: str) -> Phone:
        if number not in self.phones:
            self.phones[number] = Phone(number, self.press_on)
        return self.phones[number]

    def arrive(self, from_number: str, to_number: str, withheld: bool) -> Leg:
        """A person calls one of the account's numbers. Raises LookupError for any other."""
        number = self.network.numbers.get(to_number)
        if number is None:
            raise LookupError(f"{to_number} is no number of this account.")
        shown = _WITHHELD if withheld else from_number
        leg = self._arrive(number, shown, from_number)
        self.phone(from_number).legs.append(leg)
        return leg

    def _arrive(self, number: OwnNumber, shown: str, person: str) -> Leg:
        leg = self._leg("inbound", shown, number.number, person)
        leg.fallback_url = number.voice_fallback_url
        if number.status_callback:
            address = number.status_callback
            report(self._performer.webhooks, leg, address, ["completed"], "number status")
        script = inbound(self._performer, leg, number.voice_url)
        self.network.clock.call_in(0, partial(leg.run, script))
        return leg

    def dial(self, parent: Leg, noun: Element, document: Document, shown: str, ring: float) -> Leg:
        number = (noun.text or "").strip()
        self._check_caller_id(parent, shown)
        leg = self._leg("outbound-dial", shown, number, number, parent)
        callback = noun.get("statusCallback", "")
        if callback:
            events = noun.get("statusCallbackEvent", "completed").split(" ")
            address = document.address(callback)
            report(self._performer.webhooks, leg, address, events, "leg status")
        leg.watchers.append(partial(_tell_parent, parent))
        fate = self._rings(leg)
        whisper = document.address(noun.get("url", "")) if noun.get("url") else ""
        leg.run(dialled(self._performer, leg, ring, fate, whisper))
        return leg

    def place(self, order: CallOrder) -> Leg:
        """A call that REST asks for; it starts at the next advance of time, in its turn."""
        number = order.to_number
        leg = self._leg("outbound-api", order.from_number, number, number)
        leg.fallback_url = order.fallback_url
        if order.status_callback:
            address = order.status_callback
            report(self._performer.webhooks, leg, address, order.events, "call status")
        start = max(self.network.now(), self._next_start)
        self._next_start = start + _CALLS_APART
        self.network.clock.call_at(start, partial(self._start, leg, order))
        return leg

    def change(self, leg: Leg, url: str, twiml: str) -> None:
        """Give a live call another document, as soon as time moves."""
        error = Interrupted(url, twiml)
        self.network.clock.call_in(0, partial(leg.throw, error))

    def finish(self, leg: Leg) -> None:
        self.network.clock.call_in(0, partial(self._finish, leg))

    def full(self, besides: Leg | None = None) -> bool:
        """Whether the account has as many legs as it may; one that only waits its turn is none."""
        most = self.network.most_legs
        going = [leg for leg in self.legs.values() if leg.live and leg is not besides]
        return most is not None and len(going) >= most

    def waiting(self, queue: str) -> list[Leg]:
        return [leg for leg in list(self.legs.values()) if leg.queue == queue and leg.live]

    def press_on(self, leg: Leg, keys: str) -> None:
        if leg.direction != "inbound" and self.network.chaos.on(Chaos.DEAF):
            return
        press(leg, keys)

    def by_person(self, number: str, act: Callable[[Leg], None]) -> None:
        """Let the person on `number` do something now. Raises LookupError without a call."""
        leg = self.phone(number).leg
        if leg is None:
            raise LookupError(f"{number} is on no call.")
        act(leg)

    def press_keys(self, number: str, keys: str) -> None:
        self.by_person(number, lambda leg: self.press_on(leg, keys))

    def speak(self, number: str, words: str) -> None:
        self.by_person(number, lambda leg: leg.speaks(words))

    def pick_up(self, number: str) -> None:
        self.by_person(number, lambda leg: leg.signal(PickedUp()))

    def reject(self, number: str) -> None:
        self.by_person(number, lambda leg: leg.signal(Rejected()))

    def hang_up(self, number: str) -> None:
        self.by_person(number, hang_up)

    def _start(self, leg: Leg, order: CallOrder) -> None:
        if not leg.live:
            return
        fate = self._rings(leg)
        if order.time_limit:
            leg.watchers.append(partial(_cut_off, order.time_limit))
        script = placed(self._performer, leg, order.ring, fate, order.url, order.twiml)
        leg.run(script)

    def _rings(self, leg: Leg) -> str:
        """Have the phone take it, or the account itself; returns the fate of one that cannot."""
        if self.full(besides=leg):
            return "failed"
        number = self.network.numbers.get(leg.to_number)
        if number is None:
            return self.phone(leg.to_number).takes(leg)
        rings(leg, partial(self._arrive, number, leg.from_number, leg.from_number))
        return ""

    def _finish(self, leg: Leg) -> None:
        if leg.status == "queued":
            leg.move("canceled")
        elif leg.live:
            leg.throw(HungUp())

    def _leg(
        self,
        direction: Direction,
        from_number: str,
        to_number: str,
        person: str,
        parent: Leg | None = None,
    ) -> Leg:
        sid = self.network.ids.sid("CA")
        leg = Leg(self.network, sid, from_number, to_number, direction, person, parent)
        self.legs[sid] = leg
        return leg

    def _check_caller_id(self, parent: Leg, shown: str) -> None:
        if not self.network.owns(shown) and shown != parent.from_number:
            self.network.fault("caller id", f"{shown} is neither owned nor the caller's (13214).")


def _cut_off(limit: float, leg: Leg, status: str) -> None:
    if status == "in-progress":
        leg.network.clock.call_in(limit, partial(hang_up, leg))


def _tell_parent(parent: Leg, leg: Leg, status: str) -> None:
    if status in ENDED:
        parent.signal(ChildEnded(leg.sid))
