"""The tables of a setup file that make up a rota: patterns and their sessions, covers, absences,
and what single dates have of their own."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from advice_line.directory.setup.fields import (
    Day,
    Days,
    Key,
    Periods,
    Span,
    Table,
    Text,
    WallClock,
)
from rota.values import AbsenceKind, Turns

Tier = Literal["1", "2", "lead"]


class ClosedDay(Table):
    date: Day = Field(examples=["2026-12-24"])
    reason: Text = Field(examples=['"site closed"'])


class DayHoursEntry(Table):
    """Instead of the hours of its weekday, or of a bank holiday."""

    date: Day = Field(examples=["2026-12-31"])
    open: Periods = Field(examples=['["08:00-13:00"]'])
    reason: Text = Field(examples=['"early closing"'])


class HolidayEntry(Table):
    """A bank holiday that no list has; with `counts = false`, one of the list that is none here."""

    date: Day = Field(examples=["2027-05-10"])
    name: Text = Field(examples=['"Coronation"'])
    counts: StrictBool = Field(default=True, examples=["false"])


class SessionEntry(Table):
    """An end that is not after its start is on the next day; the session is its first day's.
    `supervisor` is the radiologist under whom the advanced practitioners among them work."""

    week: Annotated[StrictInt, Field(ge=1)] = Field(default=1, examples=["1"])
    days: Days = Field(examples=['"mon-fri"'])
    time: Span = Field(examples=['"08:00-13:00"'])
    tier: Tier = Field(examples=['"1"'])
    who: Annotated[tuple[Key, ...], Field(min_length=1)] = Field(examples=['["amara"]'])
    turns: Turns = Field(default=Turns.TOGETHER, examples=['"week"'])
    supervisor: Key | None = Field(default=None, examples=['"amara"'])


class PatternEntry(Table):
    """`valid_from` is the Monday of week 1, `valid_to` the last day included."""

    key: Key = Field(examples=['"weekdays"'])
    line: Key = Field(examples=['"hotdoc"'])
    valid_from: Day = Field(examples=["2026-11-02"])
    valid_to: Day | None = Field(default=None, examples=["2027-10-31"])
    cycle_weeks: Annotated[StrictInt, Field(ge=1, le=52)] = Field(default=1, examples=["2"])
    sessions: Annotated[tuple[SessionEntry, ...], Field(min_length=1)] = Field(
        examples=['[{ week = 1, days = "mon-fri", time = "08:00-13:00", tier = "1", who = ["x"] }]']
    )


class CoverEntry(Table):
    """Replaces whoever is on that tier for its span."""

    key: Key = Field(examples=['"2026-11-25-pm"'])
    line: Key = Field(examples=['"hotdoc"'])
    start: WallClock = Field(alias="from", examples=["2026-11-25T13:00:00"])
    end: WallClock = Field(alias="to", examples=["2026-11-25T19:00:00"])
    tier: Tier = Field(examples=['"1"'])
    who: Annotated[tuple[Key, ...], Field(min_length=1)] = Field(examples=['["amara"]'])
    supervisor: Key | None = Field(default=None, examples=['"amara"'])


class AbsenceEntry(Table):
    """Somebody is away, on every line; their place stays empty until somebody is put there."""

    key: Key = Field(examples=['"amara-2026-12"'])
    person: Key = Field(examples=['"amara"'])
    kind: AbsenceKind = Field(examples=['"leave"'])
    start: WallClock = Field(alias="from", examples=["2026-12-21T00:00:00"])
    end: WallClock = Field(alias="to", examples=["2026-12-28T00:00:00"])
