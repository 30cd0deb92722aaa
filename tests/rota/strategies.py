"""Random rotas around the days that go wrong: clock changes, Christmas, the turn of a month."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from rota.opening import (
    ClosedDay,
    LineCalendar,
    Nation,
    OpeningHours,
    Period,
)
from rota.values import Cover, LineRota, Pattern, Session, Tier

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


HOURS = st.builds(OpeningHours, st.lists(days_of_periods(), min_size=7, max_size=7).map(tuple))
CLOSED_DAYS = st.lists(
    st.builds(
        ClosedDay,
        st.dates(date(2026, 3, 23), date(2026, 4, 3))
        | st.dates(date(2026, 10, 19), date(2027, 1, 8)),
        st.just("flood"),
    ),
    max_size=3,
    unique_by=lambda each: each.date,
).map(tuple)
CALENDARS = st.builds(LineCalendar, ZONES, st.sampled_from(Nation), HOURS, CLOSED_DAYS)


@st.composite
def sessions(draw: st.DrawFn, cycle_weeks: int) -> Session:
    return Session(
        draw(st.integers(1, cycle_weeks)),
        tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        draw(CLOCK),
        draw(CLOCK),
        draw(st.sampled_from(Tier)),
        draw(WHO),
    )


@st.composite
def patterns(draw: st.DrawFn, key: str) -> Pattern:
    cycle_weeks = draw(st.integers(1, 3))
    valid_from = draw(MONDAYS) - timedelta(weeks=draw(st.integers(0, 5)))
    lasts = draw(st.none() | st.integers(0, 60))
    return Pattern(
        key,
        valid_from,
        None if lasts is None else valid_from + timedelta(days=lasts),
        cycle_weeks,
        tuple(draw(st.lists(sessions(cycle_weeks), min_size=1, max_size=4))),
    )


@st.composite
def covers(draw: st.DrawFn, key: str) -> Cover:
    start = draw(instants())
    lasts = timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))
    return Cover(key, draw(st.sampled_from(Tier)), draw(WHO), start, start + lasts)


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    monday = datetime.combine(draw(MONDAYS), time(), tzinfo=UTC)
    return monday + timedelta(seconds=draw(st.integers(0, 12 * 24 * 3600)))


@st.composite
def rotas(draw: st.DrawFn) -> LineRota:
    return LineRota(
        "hotdoc",
        "first",
        draw(CALENDARS),
        tuple(draw(patterns(key)) for key in ("days", "nights")[: draw(st.integers(0, 2))]),
        tuple(draw(covers(key)) for key in ("one", "two")[: draw(st.integers(0, 2))]),
    )
