"""When a line is open, as values: hours of the week, what a date or an hour has of its own.

Times of day are local wall clock; instants are aware and in UTC. A value that cannot be is refused
when it is made, with `InvalidValue` naming the field of the setup file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise

from rota import columns
from rota.checking import (
    from_text,
    need_day,
    need_key,
    need_stretch,
    need_whole_minutes,
    refuse_repeats,
)
from rota.errors import InvalidValue


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
        need_whole_minutes("open", self.start, self.end)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`by_weekday` has seven entries from Monday on, each in order of time; empty is closed.
    `bank_holiday` are the hours of every bank holiday, whatever its weekday."""

    by_weekday: tuple[tuple[Period, ...], ...]
    bank_holiday: tuple[Period, ...] = ()

    @classmethod
    def from_texts(cls, texts: Mapping[str, Sequence[str]]) -> "OpeningHours":
        """From the setup file's table, such as {"mon-fri": ["08:00-19:00"]}."""
        week: list[tuple[Period, ...]] = [()] * len(columns.DAYS)
        for days, stretches in texts.items():
            periods = read_periods(stretches)
            for day in from_text("open", columns.read_days, days):
                if week[day]:
                    name = columns.DAYS[day]
                    raise InvalidValue("open", f'"{name}" has hours twice; name each day once.')
                week[day] = periods
        return cls(tuple(week[:7]), week[columns.BANK_HOLIDAY])

    def to_texts(self) -> dict[str, list[str]]:
        days_by_periods: dict[tuple[Period, ...], list[int]] = {}
        for day, periods in enumerate((*self.by_weekday, self.bank_holiday)):
            if periods:
                days_by_periods.setdefault(periods, []).append(day)
        return {
            columns.write_days(days): write_periods(periods)
            for periods, days in days_by_periods.items()
        }


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the line is closed whatever its hours, and nobody is on duty."""

    date: date
    reason: str

    def __post_init__(self) -> None:
        need_day("date", self.date)


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one date, instead of those of its weekday or of a bank holiday."""

    date: date
    periods: tuple[Period, ...]
    reason: str

    def __post_init__(self) -> None:
        need_day("date", self.date)
        if not self.periods:
            raise InvalidValue("open", f"{self.date} has no hours; make it a closed day instead.")


@dataclass(frozen=True, slots=True)
class HolidayByHand:
    """A date that counts as a bank holiday though no list has it; with no `name`, one of the list
    that does not count here (as when a bank holiday is moved)."""

    date: date
    name: str | None

    def __post_init__(self) -> None:
        need_day("date", self.date)


@dataclass(frozen=True, slots=True)
class Closure:
    """The line is closed for a stretch of its hours; whoever is on duty stays so. `greeting` is
    said to callers meanwhile, `divert_to` (E.164) is where they are put through."""

    key: str
    start: datetime
    end: datetime
    reason: str
    greeting: str | None = None
    divert_to: str | None = None

    def __post_init__(self) -> None:
        need_key(self.key)
        need_stretch(f'The closure "{self.key}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class LineCalendar:
    """A closed day goes before a date's own hours, these before a bank holiday, a bank holiday
    before the hours of the week; a closure cuts whatever is left. Closures are in
    the order in which they were made: where two meet, the last one holds."""

    time_zone: str
    nation: Nation
    hours: OpeningHours
    closed_days: tuple[ClosedDay, ...] = ()
    day_hours: tuple[DayHours, ...] = ()
    holidays: tuple[HolidayByHand, ...] = ()
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        from_text("time_zone", columns.read_zone, self.time_zone)
        refuse_repeats("closed_days", [each.date.isoformat() for each in self.closed_days])
        refuse_repeats("day_hours", [each.date.isoformat() for each in self.day_hours])
        refuse_repeats("holidays", [each.date.isoformat() for each in self.holidays])
        refuse_repeats("closures", [each.key for each in self.closures])


def read_periods(texts: Sequence[str]) -> tuple[Period, ...]:
    """The hours of one day, such as ["08:00-12:30", "13:30-19:00"], in order of time."""
    periods = [Period(*from_text("open", columns.read_times, text)) for text in texts]
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


def write_periods(periods: Sequence[Period]) -> list[str]:
    return [columns.write_times(each.start, each.end) for each in periods]
