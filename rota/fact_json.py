"""The values of a rota as JSON, in the texts that the setup file has for them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from rota.columns import write_days, write_times
from rota.facts import Kind, Value
from rota.opening import (
    ClosedDay,
    Closure,
    DayHours,
    HolidayByHand,
    LineCalendar,
    Nation,
    OpeningHours,
    read_periods,
    write_periods,
)
from rota.values import (
    Absence,
    AbsenceKind,
    Cover,
    Pattern,
    Pause,
    Session,
    Swap,
    TakeOver,
    Tier,
)

Json = dict[str, Any]


def to_json(value: Value) -> Json:
    return _WRITERS[type(value)](value)


def from_json(kind: str, row: Mapping[str, Any]) -> Value:
    return _READERS[Kind(kind)](row)


def _write_calendar(value: LineCalendar) -> Json:
    return {
        "time_zone": value.time_zone,
        "nation": value.nation.value,
        "open": value.hours.to_texts(),
    }


def _write_pattern(value: Pattern) -> Json:
    return {
        "key": value.key,
        "valid_from": value.valid_from.isoformat(),
        "valid_to": _day(value.valid_to),
        "begins": _day(value.begins),
        "cycle_weeks": value.cycle_weeks,
        "sessions": [_write_session(each) for each in value.sessions],
    }


def _write_session(value: Session) -> Json:
    return {
        "week": value.week,
        "days": write_days(value.weekdays),
        "time": write_times(value.start, value.end),
        "tier": value.tier.value,
        "who": list(value.who),
        "turns": value.turns.value,
        "supervisor": value.supervisor,
    }


def _stretch(value: Closure | Cover | Absence | Swap | TakeOver | Pause) -> Json:
    return {"key": value.key, "from": value.start.isoformat(), "to": value.end.isoformat()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_WRITERS: dict[type, Callable[[Any], Json]] = {
    LineCalendar: _write_calendar,
    ClosedDay: lambda value: {"date": value.date.isoformat(), "reason": value.reason},
    DayHours: lambda value: {
        "date": value.date.isoformat(),
        "open": write_periods(value.periods),
        "reason": value.reason,
    },
    HolidayByHand: lambda value: {"date": value.date.isoformat(), "name": value.name},
    Closure: lambda value: {
        **_stretch(value),
        "reason": value.reason,
        "greeting": value.greeting,
        "divert_to": value.divert_to,
    },
    Pattern: _write_pattern,
    Cover: lambda value: {
        **_stretch(value),
        "tier": value.tier.value,
        "who": list(value.who),
        "supervisor": value.supervisor,
    },
    Absence: lambda value: {
        **_stretch(value),
        "person": value.person_ref,
        "kind": value.kind.value,
    },
    Swap: lambda value: {
        **_stretch(value),
        "tier": value.tier.value,
        "giver": value.giver,
        "taker": value.taker,
    },
    TakeOver: lambda value: {
        **_stretch(value),
        "tier": value.tier.value,
        "taker": value.taker,
        "instead_of": value.instead_of,
    },
    Pause: lambda value: {**_stretch(value), "person": value.person_ref},
}


def _span(row: Mapping[str, Any]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["to"])


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_READERS: dict[Kind, Callable[[Mapping[str, Any]], Value]] = {
    Kind.CALENDAR: lambda row: LineCalendar(
        row["time_zone"], Nation.read(row["nation"]), OpeningHours.from_texts(row["open"])
    ),
    Kind.CLOSED_DAY: lambda row: ClosedDay(date.fromisoformat(row["date"]), row["reason"]),
    Kind.DAY_HOURS: lambda row: DayHours(
        date.fromisoformat(row["date"]), read_periods(row["open"]), row["reason"]
    ),
    Kind.HOLIDAY: lambda row: HolidayByHand(date.fromisoformat(row["date"]), row["name"]),
    Kind.CLOSURE: lambda row: Closure(
        row["key"], *_span(row), row["reason"], row["greeting"], row["divert_to"]
    ),
    Kind.PATTERN: lambda row: Pattern(
        row["key"],
        date.fromisoformat(row["valid_from"]),
        _read_day(row["valid_to"]),
        row["cycle_weeks"],
        tuple(Session.from_texts(**each) for each in row["sessions"]),
        _read_day(row["begins"]),
    ),
    Kind.COVER: lambda row: Cover(
        row["key"], Tier.read(row["tier"]), tuple(row["who"]), *_span(row), row["supervisor"]
    ),
    Kind.ABSENCE: lambda row: Absence(
        row["key"], row["person"], AbsenceKind(row["kind"]), *_span(row)
    ),
    Kind.SWAP: lambda row: Swap(
        row["key"], Tier.read(row["tier"]), row["giver"], row["taker"], *_span(row)
    ),
    Kind.TAKE_OVER: lambda row: TakeOver(
        row["key"], Tier.read(row["tier"]), row["taker"], *_span(row), row["instead_of"]
    ),
    Kind.PAUSE: lambda row: Pause(row["key"], row["person"], *_span(row)),
}
