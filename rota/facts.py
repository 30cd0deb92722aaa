"""What is known of a rota, piece by piece, each with the change that made it and the one that ended
it; and put together into one `LineRota`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from rota.opening import ClosedDay, Closure, DayHours, HolidayByHand, LineCalendar
from rota.values import Absence, Cover, LineRota, Pattern, Pause, Swap, TakeOver

Value = (
    LineCalendar
    | ClosedDay
    | DayHours
    | HolidayByHand
    | Closure
    | Pattern
    | Cover
    | Absence
    | Swap
    | TakeOver
    | Pause
)
V = TypeVar("V")


class Kind(StrEnum):
    CALENDAR = "calendar"
    CLOSED_DAY = "closed_day"
    DAY_HOURS = "day_hours"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    PATTERN = "pattern"
    COVER = "cover"
    ABSENCE = "absence"
    SWAP = "swap"
    TAKE_OVER = "take_over"
    PAUSE = "pause"


# What says when a line is open.
OF_HOURS = (Kind.CALENDAR, Kind.CLOSED_DAY, Kind.DAY_HOURS, Kind.HOLIDAY, Kind.CLOSURE)


@dataclass(frozen=True, slots=True)
class Change:
    """One act upon rotas. `id` counts up in the order in which the acts took effect."""

    id: int
    at: datetime
    by: str
    act: str
    agreed_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """`line_ref` is None for what holds on every line; `ended` is None while it holds."""

    line_ref: str | None
    value: Value
    made: Change
    ended: Change | None = None

    @property
    def kind(self) -> Kind:
        return _KINDS[type(self.value)]

    @property
    def key(self) -> str:
        return key_of(self.value)

    def holds_after(self, change_id: int) -> bool:
        """Whether it holds once the change of this id has been made."""
        return self.made.id <= change_id and (self.ended is None or self.ended.id > change_id)


def kind_of(value: Value) -> Kind:
    return _KINDS[type(value)]


def key_of(value: Value) -> str:
    """By which it is told from others of its kind: a date, a key, and for a pattern also the day
    from which it holds (`weekdays`, `weekdays@2027-01-13`)."""
    if isinstance(value, LineCalendar):
        return ""
    if isinstance(value, ClosedDay | DayHours | HolidayByHand):
        return value.date.isoformat()
    if isinstance(value, Pattern) and value.begins is not None:
        return f"{value.key}@{value.begins.isoformat()}"
    return value.key


def assemble(line_ref: str, version: str, facts: Iterable[Fact]) -> LineRota:
    """The rota of these facts, in the order in which they were made; raises ValueError without a
    calendar among them."""
    values = [each.value for each in facts]

    def of(kind: type[V]) -> tuple[V, ...]:
        return tuple(each for each in values if isinstance(each, kind))

    bare = next((each for each in values if isinstance(each, LineCalendar)), None)
    if bare is None:
        raise ValueError(f"{line_ref} has no calendar")
    calendar = LineCalendar(
        bare.time_zone,
        bare.nation,
        bare.hours,
        tuple(sorted(of(ClosedDay), key=lambda each: each.date)),
        tuple(sorted(of(DayHours), key=lambda each: each.date)),
        tuple(sorted(of(HolidayByHand), key=lambda each: each.date)),
        of(Closure),
    )
    return LineRota(
        line_ref,
        version,
        calendar,
        patterns=tuple(sorted(of(Pattern), key=lambda each: (each.key, each.first_day))),
        covers=tuple(sorted(of(Cover), key=lambda each: (each.start, each.key))),
        absences=tuple(sorted(of(Absence), key=lambda each: (each.start, each.key))),
        swaps=of(Swap),
        take_overs=of(TakeOver),
        pauses=tuple(sorted(of(Pause), key=lambda each: (each.start, each.key))),
    )


_KINDS: dict[type, Kind] = {
    LineCalendar: Kind.CALENDAR,
    ClosedDay: Kind.CLOSED_DAY,
    DayHours: Kind.DAY_HOURS,
    HolidayByHand: Kind.HOLIDAY,
    Closure: Kind.CLOSURE,
    Pattern: Kind.PATTERN,
    Cover: Kind.COVER,
    Absence: Kind.ABSENCE,
    Swap: Kind.SWAP,
    TakeOver: Kind.TAKE_OVER,
    Pause: Kind.PAUSE,
}
