"""One leg of a call: its state, what it hears, and the script it runs until somebody hangs up.

A script is a generator. It yields the instant until which it waits (None: for ever) and is sent
what happened; hanging up and a change by REST are thrown into it, so that each verb can do what
the vendor does on the way out.
"""

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import Literal, Protocol, TypeVar

from integrations.sandbox.clock import Timer
from integrations.sandbox.network import Network
from integrations.sandbox.records import Form, Heard

T = TypeVar("T")
Direction = Literal["inbound", "outbound-dial", "outbound-api"]
SPEECH_PER_SECOND = 15.0
ENDED = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})


@dataclass(frozen=True)
class Elapsed:
    """The instant the script waited for has come."""


@dataclass(frozen=True)
class Key:
    digit: str


@dataclass(frozen=True)
class Speech:
    """The person holding this phone speaks."""

    words: str
    seconds: float


@dataclass(frozen=True)
class PickedUp:
    pass


@dataclass(frozen=True)
class Rejected:
    """The person pressed the red button while it rang."""


@dataclass(frozen=True)
class ChildReady:
    """A dialled leg has heard its whisper to the end and may be joined."""

    sid: str


@dataclass(frozen=True)
class ChildEnded:
    sid: str


@dataclass(frozen=True)
class RoomChanged:
    """Somebody has come into the conference of this leg or left it, is held or no longer."""


Signal = Elapsed | Key | Speech | PickedUp | Rejected | ChildReady | ChildEnded | RoomChanged
Script = Generator[datetime | None, Signal, T]


class HungUp(Exception):
    """The person on this leg hung up, or the leg it was joined to ended."""


class Over(Exception):
    """The leg's own document ends it; `status` is what the vendor will call it."""

    def __init__(self, status: str = "completed") -> None:
        super().__init__(status)
        self.status = status


class Interrupted(Exception):
    """A REST request gives the live call another document."""

    def __init__(self, url: str, twiml: str) -> None:
        super().__init__(url)
        self.url = url
        self.twiml = twiml


class Room(Protocol):
    def heard_by(self, leg: "Leg") -> "list[Leg]":
        """Who hears what is said on this leg."""
        ...


@dataclass
class Leg:
    """`status` is the vendor's word; `told` is where and which of its events are reported, `loop`
    the other leg of a call from one of the account's numbers to another (loopback.py), `room` who
    else is in its conference. `moved`: REST took it out of the Dial that had placed it; `taped`:
    what is said on it now becomes a message."""

    network: Network
    sid: str
    from_number: str
    to_number: str
    direction: Direction
    person: str
    parent: "Leg | None" = None
    status: str = "queued"
    fallback_url: str = ""
    created: datetime = field(init=False)
    started: datetime | None = None
    answered: datetime | None = None
    ended: datetime | None = None
    heard: list[Heard] = field(default_factory=list)
    keys: list[tuple[datetime, str]] = field(default_factory=list)
    said: list[tuple[datetime, str, float]] = field(default_factory=list)
    joined: "Leg | None" = None
    loop: "Leg | None" = None
    ever_joined: bool = False
    moved: bool = False
    room: "Room | None" = None
    queue: str | None = None
    taped: bool = False
    only: frozenset[str] | None = None
    watchers: list[Callable[["Leg", str], None]] = field(default_factory=list)
    _script: "Script[None] | None" = None
    _stepping: bool = False
    _waiting: deque[Signal | Exception] = field(default_factory=deque)
    _timer: Timer | None = None

    def __post_init__(self) -> None:
        self.created = self.network.now()

    @property
    def live(self) -> bool:
        return self.status not in ENDED

    @property
    def seconds(self) -> int:
        """Length of the call as the vendor counts it: whole seconds since the answer."""
        if self.answered is None:
            return 0
        return ceil(((self.ended or self.network.now()) - self.answered).total_seconds())

    def move(self, status: str) -> None:
        """Change the status and tell those who watch (phones, status callbacks, the parent)."""
        now = self.network.now()
        self.status = status
        if status == "in-progress":
            self.answered = now
        if status in ENDED:
            self.ended = now
            self.part()
        if self.started is None:
            self.started = now
        for watcher in list(self.watchers):
            watcher(self, status)

    def hears(self, text: str, source: Literal["line", "person", "media"], seconds: float) -> Heard:
        heard = Heard(self.network.now(), text, source, seconds)
        self.heard.append(heard)
        return heard

    def speaks(self, words: str) -> None:
        """The person speaks: a joined leg hears it, a recording takes it."""
        now, seconds = self.network.now(), len(words) / SPEECH_PER_SECOND
        self.said.append((now, words, seconds))
        for peer in self.peers():
            peer.hears(words, "person", seconds)
        self.signal(Speech(words, seconds))

    def peers(self) -> "list[Leg]":
        """Who hears what is said here, now."""
        if self.room is not None:
            return self.room.heard_by(self)
        return [] if self.joined is None else [self.joined]

    def join(self, other: "Leg") -> None:
        """Connect two legs; each hears what the other is in the middle of saying."""
        self.joined, other.joined = other, self
        self.ever_joined = other.ever_joined = True
        now = self.network.now()
        for one, peer in ((self, other), (other, self)):
            for at, words, seconds in one.said:
                if at + timedelta(seconds=seconds) > now:
                    peer.hears(words, "person", seconds)
            for watcher in list(one.watchers):
                watcher(one, "joined")

    def part(self) -> None:
        if self.joined is not None:
            self.joined.joined = None
            self.joined = None

    def run(self, script: "Script[None]") -> None:
        self._script = script
        self._step(partial(next, script))
        self._drain()

    def signal(self, happened: Signal) -> None:
        self._waiting.append(happened)
        self._drain()

    def throw(self, error: HungUp | Interrupted) -> None:
        self._waiting.append(error)
        self._drain()

    def _drain(self) -> None:
        while self._waiting and not self._stepping:
            happened = self._waiting.popleft()
            script = self._script
            if script is None:
                continue
            if isinstance(happened, Exception):
                self._step(partial(script.throw, happened))
            else:
                self._step(partial(script.send, happened))

    def _step(self, move: Callable[[], datetime | None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._stepping = True
        try:
            until = move()
        except StopIteration:
            self._script = None
        else:
            if until is not None:
                self._timer = self.network.clock.call_at(until, lambda: self.signal(Elapsed()))
        finally:
            self._stepping = False


def rest(leg: Leg, seconds: float) -> Script[None]:
    """Wait, whatever else happens meanwhile."""
    until = leg.network.now() + timedelta(seconds=seconds)
    while not isinstance((yield until), Elapsed):
        pass


def form_of(leg: Leg) -> Form:
    """What every voice webhook carries, in the vendor's order; places are blank for the UK."""
    places = [
        (f"{end}{part}", "")
        for end in ("Called", "Caller", "From", "To")
        for part in ("City", "State", "Zip", "Country")
    ]
    form = [
        ("CallSid", leg.sid),
        ("AccountSid", leg.network.account.sid),
        ("From", leg.from_number),
        ("To", leg.to_number),
        ("Called", leg.to_number),
        ("Caller", leg.from_number),
        ("CallStatus", leg.status),
        ("ApiVersion", "2010-04-01"),
        ("Direction", leg.direction),
        *places,
    ]
    if leg.parent is not None:
        form.append(("ParentCallSid", leg.parent.sid))
    return form
