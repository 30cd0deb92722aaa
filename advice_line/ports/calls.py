"""The telephone's seam: what it may tell the desk, and what the desk may ask of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from advice_line.ports.script import Script


class LegState(StrEnum):
    """One leg of a call, in the order it may go; a leg never goes back."""

    INITIATED = "initiated"
    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"

    @property
    def over(self) -> bool:
        return self not in (LegState.INITIATED, LegState.RINGING, LegState.ANSWERED)


@dataclass(frozen=True)
class CallEvent:
    """What every event of a call carries.

    `key` names this event for the inbox: the same key is the same event, however often it comes.
    `call` is the carrier's id of the caller's leg (for a ring back: of the leg we placed).
    """

    key: str
    call: str


@dataclass(frozen=True)
class CallArrived(CallEvent):
    """`caller` is E.164, or None when withheld; `called` is the number that was dialled."""

    caller: str | None
    called: str


@dataclass(frozen=True)
class KeysPressed(CallEvent):
    """The answer to an `Ask`; `keys` is empty where none was pressed but the step was reached."""

    keys: str


@dataclass(frozen=True)
class OfferAsked(CallEvent):
    """A responder's phone was answered and wants the whisper of `offer`; `leg` is its own id."""

    offer: str
    leg: str


@dataclass(frozen=True)
class OfferKeyed(CallEvent):
    offer: str
    leg: str
    keys: str


@dataclass(frozen=True)
class HopEnded(CallEvent):
    """A `Connect` is over. `bridged` is the carrier's word that the two were joined, `caller_gone`
    that the caller had hung up when this was asked."""

    offer: str
    state: LegState
    bridged: bool
    seconds: int
    caller_gone: bool = False


@dataclass(frozen=True)
class LegMoved(CallEvent):
    """Progress of a responder's leg; late, repeated and reordered ones are harmless."""

    offer: str
    leg: str
    state: LegState


@dataclass(frozen=True)
class DeflectionEnded(CallEvent):
    """The `Connect` to a desk is over; its fields are those of `HopEnded`."""

    deflection: str
    state: LegState
    bridged: bool
    seconds: int
    caller_gone: bool = False


@dataclass(frozen=True)
class DeflectionLegMoved(CallEvent):
    """Progress of a desk's leg; `seconds` is its length once it is over."""

    deflection: str
    leg: str
    state: LegState
    seconds: int


@dataclass(frozen=True)
class CallOver(CallEvent):
    """The caller's leg has ended: the only sure end of a call. `caller` and `called` are those of
    its arrival, of which nobody may have told us; `ended_at` is given where we hear of it late."""

    state: LegState
    seconds: int
    caller: str | None = None
    called: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True)
class MessageLeft(CallEvent):
    """`recording` is the carrier's id, None where it names none; it cannot be fetched at once."""

    seconds: int
    recording: str | None = None


@dataclass(frozen=True)
class MessageReady(CallEvent):
    """`recording` is the carrier's id; media are fetched by it alone, never by an address."""

    recording: str
    seconds: int


@dataclass(frozen=True)
class BackEvent(CallEvent):
    """A ring back that we placed: `attempt` is the public id of the outgoing row, `leg` the
    carrier's id of the requester's leg where the event is about it."""

    attempt: str
    keys: str = ""
    state: LegState | None = None
    bridged: bool = False
    seconds: int = 0
    leg: str = ""


@dataclass(frozen=True)
class NoticeMoved:
    """The carrier's news of an SMS we sent; `outgoing` is our own public id."""

    key: str
    outgoing: str
    external_id: str
    delivered: bool
    failure: str | None


class Placed(StrEnum):
    """For what a responder's phone is rung: to ring somebody back, or for a written question."""

    BACK = "back"
    QUESTION = "question"


class CallDesk(Protocol):
    """What the desk offers the telephone; each call is one committed transaction.

    Every method raises `errors.Busy` when the database could not be reached in time (nothing was
    written) and `errors.NotFound` when the event names something that is not ours.
    """

    def arrived(self, event: CallArrived) -> Script: ...
    def greeted(self, event: KeysPressed) -> Script: ...
    def number_given(self, event: KeysPressed, attempt: str) -> Script: ...
    def whisper(self, event: OfferAsked) -> Script: ...
    def whisper_keyed(self, event: OfferKeyed) -> Script: ...
    def named(self, event: OfferKeyed) -> Script: ...
    def named_again(self, event: OfferKeyed) -> Script: ...
    def hop_ended(self, event: HopEnded) -> Script: ...
    def leg_moved(self, event: LegMoved) -> None: ...
    def deflection_ended(self, event: DeflectionEnded) -> Script: ...
    def deflection_leg_moved(self, event: DeflectionLegMoved) -> None: ...
    def over(self, event: CallOver) -> None: ...
    def message_left(self, event: MessageLeft) -> Script: ...
    def message_ready(self, event: MessageReady) -> None: ...
    def notice_moved(self, event: NoticeMoved) -> None: ...
    def refused(self, reason: str, source: str) -> None:
        """A correctly signed request that is not for us: written down and shown, nothing else."""
        ...


@dataclass(frozen=True)
class CallSeen:
    """What the carrier's own record says of a call; `ended_at` once it is over."""

    call: str
    state: LegState
    seconds: int
    started_at: datetime | None
    ended_at: datetime | None = None


class Telephone(Protocol):
    """What the desk asks of the carrier.

    Every method raises `errors.DeliveryRefused` or `errors.DeliveryDelayed`; the latter says with
    `maybe_sent` whether the carrier may have acted all the same.
    """

    def send_sms(self, *, sender: str, to: str, words: str, outgoing: str) -> str:
        """Hand one SMS over; returns the carrier's id."""
        ...

    def find_sms(self, *, sender: str, to: str, words: str, since: datetime) -> str | None:
        """The carrier's id of an SMS it has of us with these words since then, or None."""
        ...

    def place_call(
        self, *, show: str, to: str, ring_seconds: int, attempt: str, what: Placed = Placed.BACK
    ) -> str:
        """Ring `to`; what it hears is asked of the desk's door for `what` it is. Returns the id."""
        ...

    def find_call(self, *, show: str, to: str, since: datetime) -> str | None:
        """The carrier's id of a call placed by us to `to` since then, or None."""
        ...

    def look_up(self, call: str) -> CallSeen | None:
        """What the carrier knows of a call; None if it knows none."""
        ...

    def look_up_dialled(self, call: str) -> CallSeen | None:
        """The same of the leg that was last dialled for a call; None if there was none."""
        ...

    def fetch_recording(self, recording: str) -> bytes:
        """The sound of a recording as WAV, by the carrier's id."""
        ...

    def delete_recording(self, recording: str) -> None:
        """Have the carrier delete a recording of ours; one that it has no more is deleted."""
        ...
