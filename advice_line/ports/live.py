"""The seam of a call that is going on: a talk moves into a room, a caller is held, a colleague
joins, a recording begins and pauses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from advice_line.ports.calls import CallEvent, KeysPressed, LegState
from advice_line.ports.script import Script, Step


@dataclass(frozen=True)
class RoomEvent(CallEvent):
    """Something a room is asked for. `call` is the carrier's id of the leg that asks, empty where
    it does not say; `turn` counts what was asked before; `gone`: that leg is over."""

    room: str
    turn: int
    gone: bool = False


@dataclass(frozen=True)
class ColleagueEvent(CallEvent):
    """Of a call that we placed to a colleague; `colleague` is our own public id."""

    colleague: str
    keys: str = ""
    state: LegState | None = None


@dataclass(frozen=True)
class CallRecorded:
    """A recorded talk can be fetched; `contact` is our own public id of its call."""

    key: str
    contact: str
    recording: str
    seconds: int


class LiveDesk(Protocol):
    """Each call is one committed transaction and raises what `ports.calls.CallDesk` raises."""

    def entered(self, event: RoomEvent) -> Script:
        """The responder's phone has left the caller's and asks where to go."""
        ...

    def awaited(self, event: RoomEvent) -> Script:
        """The caller waits for the responder to be in the room."""
        ...

    def alone(self, event: RoomEvent) -> Script: ...
    def held(self, event: RoomEvent) -> Script: ...
    def told(self, event: RoomEvent) -> Script:
        """Somebody in the room hears what became of a colleague, the first asked being `turn` 1."""
        ...

    def left(self, event: RoomEvent) -> Script:
        """The room is over, and this leg is not."""
        ...

    def starred(self, event: RoomEvent) -> Script:
        """Somebody who left a room in which there is a star waits for word of the other."""
        ...

    def empty(self, event: RoomEvent) -> Script:
        """A caller who was alone in it for too long was fetched out of it."""
        ...

    def asked(self, event: ColleagueEvent) -> Script: ...
    def keyed(self, event: ColleagueEvent) -> Script: ...
    def over(self, event: ColleagueEvent) -> None: ...
    def recorded(self, event: CallRecorded) -> None: ...
    def cut_off(self, event: KeysPressed) -> Script:
        """A key after the end of a talk."""
        ...


class LiveTelephone(Protocol):
    """What the desk asks of the carrier about a call that is going on; each may be asked twice
    without harm. Raises what `ports.calls.Telephone` raises; of a leg that is over
    `errors.DeliveryRefused`."""

    def send_on(self, call: str, then: Step) -> None:
        """Give a leg something else to hear and do."""
        ...

    def hold(self, room: str, call: str, hears: Step) -> None: ...
    def fetch_back(self, room: str, call: str) -> None:
        """From hold."""
        ...

    def tell(self, room: str, call: str, hears: Step) -> None:
        """Words to somebody in a room, who goes on hearing the others."""
        ...

    def hang_up(self, call: str) -> None: ...
    def stop_ringing(self, call: str) -> None:
        """Of a call that we placed; one that somebody has answered goes on."""
        ...

    def ring_colleague(self, *, show: str, to: str, ring_seconds: int, colleague: str) -> str:
        """Returns the carrier's id of the call."""
        ...

    def find_call(self, *, show: str, to: str, since: datetime) -> str | None: ...
    def record(self, call: str, contact: str) -> str:
        """Both sides of a call that goes on, on a channel each, until it ends; when it is ready is
        told of `contact`. Returns the carrier's id of the recording."""
        ...

    def find_recording(self, call: str) -> str | None:
        """The carrier's id of what it records of this call now."""
        ...

    def silence(self, call: str, recording: str, *, silent: bool) -> None:
        """Silence on the recording from now on, or sound."""
        ...
