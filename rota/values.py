"""The rota as values: what repeats, what changes it, and the answer, Duty.

People and lines are opaque texts (`person_ref`, `line_ref`). Times of day are local wall clock,
instants are aware and in UTC, stretches are half-open: the end is not included. A value that
cannot be is refused when it is made, with `InvalidValue` naming the field of the setup file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from rota import columns
from rota.checking import (
    from_text,
    need_day,
    need_key,
    need_people,
    need_stretch,
    need_whole_minutes,
)
from rota.errors import InvalidValue
from rota.opening import LineCalendar


class Tier(StrEnum):
    """In the order in which they are rung."""

    FIRST = "1"
    SECOND = "2"
    LEAD = "lead"

    @property
    def rank(self) -> int:
        return _RANK[self]

    @classmethod
    def read(cls, text: str) -> "Tier":
        try:
            return cls(text)
        except ValueError as error:
            sentence = f'"{text}" is not a tier; write "1", "2" or "lead".'
            raise InvalidValue("tier", sentence) from error


_RANK = {tier: rank for rank, tier in enumerate(Tier)}


class Turns(StrEnum):
    """How the people whom a session names share it: all at once, or one after the other."""

    TOGETHER = "together"
    SESSION = "session"
    DAY = "day"
    WEEK = "week"

    @classmethod
    def read(cls, text: str) -> "Turns":
        try:
            return cls(text)
        except ValueError as error:
            sentence = f'"{text}" is no way of taking turns; write one of {", ".join(cls)}.'
            raise InvalidValue("turns", sentence) from error


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of duty in one week of a cycle. An end that is not after the start is on the
    next day; the session belongs to the day on which it starts. Weekdays count from Monday = 0;
    `columns.BANK_HOLIDAY` stands for every bank holiday, on which no weekday's session is held.
    `supervisor` is the radiologist who supervises whoever of them is an advanced practitioner."""

    week: int
    weekdays: tuple[int, ...]
    start: time
    end: time
    tier: Tier
    who: tuple[str, ...]
    turns: Turns = Turns.TOGETHER
    supervisor: str | None = None

    def __post_init__(self) -> None:
        if self.week < 1:
            raise InvalidValue("week", f"week {self.week} does not exist; the first is week 1.")
        if not self.weekdays:
            raise InvalidValue("days", 'The session has no days; write for example "mon-fri".')
        need_whole_minutes("time", self.start, self.end)
        need_people(self.who)

    @classmethod
    def from_texts(
        cls,
        *,
        week: int,
        days: str,
        time: str,
        tier: str,
        who: Iterable[str],
        turns: str = Turns.TOGETHER,
        supervisor: str | None = None,
    ) -> "Session":
        weekdays = from_text("days", columns.read_days, days)
        start, end = from_text("time", columns.read_times, time)
        taken = Turns.read(turns)
        return cls(week, weekdays, start, end, Tier.read(tier), tuple(who), taken, supervisor)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sessions that repeat every `cycle_weeks` from `valid_from`, the Monday of week 1, to
    `valid_to`, the last day included (None: until further notice). `begins` is the first day on
    which it holds where that is later than the Monday from which its weeks are counted."""

    key: str
    valid_from: date
    valid_to: date | None
    cycle_weeks: int
    sessions: tuple[Session, ...]
    begins: date | None = None

    def __post_init__(self) -> None:
        need_key(self.key)
        need_day("valid_from", self.valid_from)
        if self.valid_from.weekday() != 0:
            name = columns.DAYS[self.valid_from.weekday()]
            raise InvalidValue(
                "valid_from",
                f"{self.valid_from} is a {name}; give the Monday of week 1, such as 2026-11-02.",
            )
        if self.valid_to is not None and self.valid_to < self.first_day:
            raise InvalidValue("valid_to", f"{self.valid_to} is before valid_from.")
        if self.cycle_weeks < 1:
            raise InvalidValue("cycle_weeks", "A cycle has at least 1 week.")
        if not self.sessions:
            raise InvalidValue("sessions", "The pattern has no sessions.")
        for place, session in enumerate(self.sessions):
            if session.week > self.cycle_weeks:
                raise InvalidValue(
                    f"sessions.{place}.week",
                    f"week {session.week} is beyond the cycle of {self.cycle_weeks};"
                    f" write a week from 1 to {self.cycle_weeks}.",
                )

    @property
    def first_day(self) -> date:
        return self.valid_from if self.begins is None else max(self.valid_from, self.begins)


@dataclass(frozen=True, slots=True)
class Cover:
    """A one-off: these people instead of whoever else is on the tier, from start to end."""

    key: str
    tier: Tier
    who: tuple[str, ...]
    start: datetime
    end: datetime
    supervisor: str | None = None

    def __post_init__(self) -> None:
        need_key(self.key)
        need_people(self.who)
        need_stretch(f'The cover "{self.key}"', self.start, self.end)


class AbsenceKind(StrEnum):
    LEAVE = "leave"
    STUDY = "study"
    SICKNESS = "sickness"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away, on every line; who stands in for them is said by a cover or a swap."""

    key: str
    person_ref: str
    kind: AbsenceKind
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        need_key(self.key)
        need_stretch(f'The absence "{self.key}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class Swap:
    """An agreed exchange: wherever the giver would be on the tier in this stretch, the taker is.
    One shift for another is two of them."""

    key: str
    tier: Tier
    giver: str
    taker: str
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        need_key(self.key)
        need_stretch(f'The swap "{self.key}"', self.start, self.end)
        if self.giver == self.taker:
            raise InvalidValue("taker", f'"{self.taker}" cannot swap with themselves.')


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Somebody took a tier at once, from one person (`instead_of`) or from all who had it."""

    key: str
    tier: Tier
    taker: str
    start: datetime
    end: datetime
    instead_of: str | None = None

    def __post_init__(self) -> None:
        need_key(self.key)
        need_stretch(f'The take-over "{self.key}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class Pause:
    """Somebody on duty is not to be rung for a while (in a procedure, at a meeting): they stay on
    duty, and calls go to the next person."""

    key: str
    person_ref: str
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        need_key(self.key)
        need_stretch(f'The pause "{self.key}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class LineRota:
    """Everything that decides who is on duty on one line. `version` changes whenever any of it
    does; it is opaque and only ever compared. Swaps and take-overs are in the order in which they
    were agreed: a later one finds what the earlier ones left."""

    line_ref: str
    version: str
    calendar: LineCalendar
    patterns: tuple[Pattern, ...] = ()
    covers: tuple[Cover, ...] = ()
    absences: tuple[Absence, ...] = ()
    swaps: tuple[Swap, ...] = ()
    take_overs: tuple[TakeOver, ...] = ()
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """The answer: who, on which tier, by which source (`pattern:key`, `cover:key`, `swap:key`,
    `take_over:key`), from when to when: that of the session or change, as cut by what goes before
    it. `supervisor` is the one whom the session names."""

    tier: Tier
    person_ref: str
    source: str
    start: datetime
    end: datetime
    supervisor: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Nothing changes from start to end. `reason` says why the line is closed, None when open."""

    start: datetime
    end: datetime
    open: bool
    reason: str | None
    duties: tuple[Duty, ...]
