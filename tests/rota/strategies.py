"""Random rotas around the days that go wrong: clock changes, Christmas, the turn of a month."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from rota import columns
from rota.opening import (
    ClosedDay,
    Closure,
    DayHours,
    HolidayByHand,
    LineCalendar,
    Nation,
    OpeningHours,
    Period,
)
from rota.values import (
    Absence,
    AbsenceKind,
    Cover,
    LineRota,
    Pattern,
    Session,
    Swap,
    TakeOver,
    Tier,
    Turns,
)

T = TypeVar("T")

PEOPLE = st.sampled_from(["amara", "ben", "chris", "lena"])
WHO = st.lists(PEOPLE, min_size=1, max_size=2, unique=True).map(tuple)
# Often inside the hours that the clock skips or shows twice.
CLOCK = st.one_of(
    st.sampled_from([time(), time(1), time(1, 30), time(2), time(8), time(19)]),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 59])),
)
ZONES = st.sampled_from(["Europe/London", "Europe/London", "Australia/Lord_Howe"])
MONDAYS = st.sampled_from([date(2026, 3, 23), date(2026, 10, 19), date(2026, 12, 21)])


@st.composite
def days_of_periods(draw: st.DrawFn) -> tuple[Period, ...]:
    cuts = sorted(draw(st.lists(CLOCK, max_size=4, unique=True)))
    return tuple(Period(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))


HOURS = st.builds(
    OpeningHours,
    st.lists(days_of_periods(), min_size=7, max_size=7).map(tuple),
    days_of_periods(),
)
DATES = st.dates(date(2026, 3, 23), date(2026, 4, 3)) | st.dates(
    date(2026, 10, 19), date(2027, 1, 8)
)


def by_date(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3, unique_by=lambda each: each.date).map(tuple)


CLOSED_DAYS = by_date(st.builds(ClosedDay, DATES, st.just("flood")))
DAY_HOURS = by_date(st.builds(DayHours, DATES, days_of_periods().filter(bool), st.just("training")))
HOLIDAYS = by_date(st.builds(HolidayByHand, DATES, st.none() | st.just("Coronation")))


@st.composite
def calendars(draw: st.DrawFn) -> LineCalendar:
    return LineCalendar(
        draw(ZONES),
        draw(st.sampled_from(Nation)),
        draw(HOURS),
        draw(CLOSED_DAYS),
        draw(DAY_HOURS),
        draw(HOLIDAYS),
        tuple(draw(closures(key)) for key in ("leak", "fire")[: draw(st.integers(0, 2))]),
    )


@st.composite
def sessions(draw: st.DrawFn, cycle_weeks: int) -> Session:
    return Session(
        draw(st.integers(1, cycle_weeks)),
        tuple(sorted(draw(st.sets(st.integers(0, columns.BANK_HOLIDAY), min_size=1)))),
        draw(CLOCK),
        draw(CLOCK),
        draw(st.sampled_from(Tier)),
        draw(WHO),
        draw(st.sampled_from(Turns)),
        draw(st.none() | PEOPLE),
    )


@st.composite
def patterns(draw: st.DrawFn, key: str) -> Pattern:
    cycle_weeks = draw(st.integers(1, 3))
    valid_from = draw(MONDAYS) - timedelta(weeks=draw(st.integers(0, 5)))
    begins = draw(st.none() | st.integers(0, 40))
    lasts = draw(st.none() | st.integers(begins or 0, 60))
    return Pattern(
        key,
        valid_from,
        None if lasts is None else valid_from + timedelta(days=lasts),
        cycle_weeks,
        tuple(draw(st.lists(sessions(cycle_weeks), min_size=1, max_size=4))),
        None if begins is None else valid_from + timedelta(days=begins),
    )


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    monday = datetime.combine(draw(MONDAYS), time(), tzinfo=UTC)
    return monday + timedelta(seconds=draw(st.integers(0, 12 * 24 * 3600)))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[datetime, datetime]:
    start = draw(instants())
    return start, start + timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))


@st.composite
def covers(draw: st.DrawFn, key: str) -> Cover:
    return Cover(key, draw(st.sampled_from(Tier)), draw(WHO), *draw(stretches()))


@st.composite
def closures(draw: st.DrawFn, key: str) -> Closure:
    return Closure(key, *draw(stretches()), key)


@st.composite
def absences(draw: st.DrawFn, key: str) -> Absence:
    return Absence(key, draw(PEOPLE), draw(st.sampled_from(AbsenceKind)), *draw(stretches()))


@st.composite
def swaps(draw: st.DrawFn, key: str) -> Swap:
    giver, taker = draw(st.lists(PEOPLE, min_size=2, max_size=2, unique=True))
    return Swap(key, draw(st.sampled_from(Tier)), giver, taker, *draw(stretches()))


@st.composite
def take_overs(draw: st.DrawFn, key: str) -> TakeOver:
    tier, taker = draw(st.sampled_from(Tier)), draw(PEOPLE)
    return TakeOver(key, tier, taker, *draw(stretches()), draw(st.none() | PEOPLE))


@st.composite
def rotas(draw: st.DrawFn) -> LineRota:
    def some(of: Callable[[str], st.SearchStrategy[T]], most: int) -> tuple[T, ...]:
        return tuple(draw(of(f"{number}")) for number in range(draw(st.integers(0, most))))

    return LineRota(
        "hotdoc",
        "first",
        draw(calendars()),
        some(patterns, 2),
        some(covers, 2),
        some(absences, 2),
        some(swaps, 3),
        some(take_overs, 2),
    )
