"""The rota as values: what repeats, what covers it, when the line is open, and the answer, Duty.

People and lines are opaque texts (`person_ref`, `line_ref`). Times of day are local wall clock,
instants are aware and in UTC, stretches are half-open: the end is not included. A value that
cannot be is refused when it is made, with `InvalidValue` naming the field of the setup file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from rota import columns
from rota.errors import InvalidValue, NotAnInstant

T = TypeVar("T")


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


class Nation(StrEnum):
    """Whose bank holidays a line keeps."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @classmethod
    def read(cls, text: str) -> "Nation":
        try:
            return cls(text)
        except ValueError as error:
            sentence = f'"{text}" is not a nation of the list; write one of {", ".join(cls)}.'
            raise InvalidValue("nation", sentence) from error


@dataclass(frozen=True, slots=True)
class Period:
    """Local and within one day; an end of 00:00 is the midnight that ends the day."""

    start: time
    end: time

    def __post_init__(self) -> None:
        _need_whole_minutes("open", self.start, self.end)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`by_weekday` has seven entries from Monday on, each in order of time; empty is closed."""

    by_weekday: tuple[tuple[Period, ...], ...]

    @classmethod
    def from_texts(cls, texts: Mapping[str, Sequence[str]]) -> "OpeningHours":
        """From the setup file's table, such as {"mon-fri": ["08:00-19:00"]}."""
        week: list[tuple[Period, ...]] = [()] * 7
        for days, stretches in texts.items():
            periods = _read_periods(stretches)
            for day in _from_text("open", columns.read_days, days):
                if week[day]:
                    name = columns.WEEKDAYS[day]
                    raise InvalidValue("open", f'"{name}" has hours twice; name each day once.')
                week[day] = periods
        return cls(tuple(week))

    def to_texts(self) -> dict[str, list[str]]:
        days_by_periods: dict[tuple[Period, ...], list[int]] = {}
        for day, periods in enumerate(self.by_weekday):
            if periods:
                days_by_periods.setdefault(periods, []).append(day)
        return {
            columns.write_days(days): [
                columns.write_times(each.start, each.end) for each in periods
            ]
            for periods, days in days_by_periods.items()
        }


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the line is closed whatever its hours, and nobody is on duty."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class LineCalendar:
    time_zone: str
    nation: Nation
    hours: OpeningHours
    closed_days: tuple[ClosedDay, ...] = ()

    def __post_init__(self) -> None:
        _from_text("time_zone", columns.read_zone, self.time_zone)
        _refuse_repeats("closed_days", [each.date.isoformat() for each in self.closed_days])


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of duty in one week of a cycle. An end that is not after the start is on the
    next day; the session belongs to the day on which it starts. Weekdays count from Monday = 0."""

    week: int
    weekdays: tuple[int, ...]
    start: time
    end: time
    tier: Tier
    who: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.week < 1:
            raise InvalidValue("week", f"week {self.week} does not exist; the first is week 1.")
        if not self.weekdays:
            raise InvalidValue("days", 'The session has no days; write for example "mon-fri".')
        _need_whole_minutes("time", self.start, self.end)
        _need_people(self.who)

    @classmethod
    def from_texts(
        cls, *, week: int, days: str, time: str, tier: str, who: Iterable[str]
    ) -> "Session":
        weekdays = _from_text("days", columns.read_days, days)
        start, end = _from_text("time", columns.read_times, time)
        return cls(week, weekdays, start, end, Tier.read(tier), tuple(who))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sessions that repeat every `cycle_weeks` from `valid_from`, the Monday of week 1, to
    `valid_to`, the last day included (None: until further notice)."""

    key: str
    valid_from: date
    valid_to: date | None
    cycle_weeks: int
    sessions: tuple[Session, ...]

    def __post_init__(self) -> None:
        _need_key(self.key)
        if self.valid_from.weekday() != 0:
            name = columns.WEEKDAYS[self.valid_from.weekday()]
            raise InvalidValue(
                "valid_from",
                f"{self.valid_from} is a {name}; give the Monday of week 1, such as 2026-11-02.",
            )
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise InvalidValue("valid_to", f"{self.valid_to} is before valid_from.")
        if self.cycle_weeks < 1:
            raise InvalidValue("cycle_weeks", "A cycle has at least 1 week.")
        if not self.sessions:
            raise InvalidValue("sessions", "The pattern has no sessions.")
        for session in self.sessions:
            if session.week > self.cycle_weeks:
                raise InvalidValue(
                    "week",
                    f"week {session.week} is beyond the cycle of {self.cycle_weeks};"
                    f" write a week from 1 to {self.cycle_weeks}.",
                )


@dataclass(frozen=True, slots=True)
class Cover:
    """A one-off: these people instead of whoever else is on the tier, from start to end."""

    key: str
    tier: Tier
    who: tuple[str, ...]
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        _need_key(self.key)
        _need_people(self.who)
        for instant in (self.start, self.end):
            if instant.utcoffset() is None:
                raise NotAnInstant(instant.isoformat())
        if self.end <= self.start:
            raise InvalidValue("to", f'The cover "{self.key}" ends before it has begun.')


@dataclass(frozen=True, slots=True)
class LineRota:
    """Everything that decides who is on duty on one line. `version` changes whenever any of it
    does; it is opaque and only ever compared."""

    line_ref: str
    version: str
    calendar: LineCalendar
    patterns: tuple[Pattern, ...] = ()
    covers: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """The answer: who, on which tier, by which `pattern:key` or `cover:key`, from when to when:
    that of the session or cover, as cut by what goes before it."""

    tier: Tier
    person_ref: str
    source: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """Nothing changes from start to end. `reason` says why the line is closed, None when open."""

    start: datetime
    end: datetime
    open: bool
    reason: str | None
    duties: tuple[Duty, ...]


def _read_periods(texts: Sequence[str]) -> tuple[Period, ...]:
    periods = [Period(*_from_text("open", columns.read_times, text)) for text in texts]
    for period, text in zip(periods, texts, strict=True):
        if time() != period.end <= period.start:
            raise InvalidValue(
                "open",
                f'"{text}" ends before it begins; hours past midnight are written as two days,'
                ' such as mon = ["20:00-24:00"] and tue = ["00:00-02:00"].',
            )
    periods.sort(key=lambda each: each.start)
    for earlier, later in pairwise(periods):
        if earlier.end == time() or later.start < earlier.end:
            raise InvalidValue("open", f'"{", ".join(texts)}" overlap; write each hour once.')
    return tuple(periods)


def _from_text(field: str, reader: Callable[[str], T], text: str) -> T:
    try:
        return reader(text)
    except ValueError as error:
        raise InvalidValue(field, str(error)) from error


def _need_key(key: str) -> None:
    if not key:
        raise InvalidValue("key", 'The key is empty; write for example "weekdays".')


def _need_whole_minutes(field: str, *clock: time) -> None:
    for each in clock:
        if each.second or each.microsecond or each.tzinfo is not None:
            raise InvalidValue(field, f'"{each}" is not hours and minutes, such as 08:00.')


def _need_people(who: tuple[str, ...]) -> None:
    if not who:
        raise InvalidValue("who", 'Nobody is named; write for example ["amara"].')
    _refuse_repeats("who", who)


def _refuse_repeats(field: str, texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise InvalidValue(field, f'"{text}" is named twice; name it once.')
        seen.add(text)
