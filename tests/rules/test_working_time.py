"""The working-time clock stands still while the line is closed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import working_time
from rota import hours
from rota.opening import LineCalendar, Nation, OpeningHours
from tests.rules.conftest import london

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def line(open_hours: dict[str, list[str]]) -> LineCalendar:
    return LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours.from_texts(open_hours))


LINES = (
    line({"mon-fri": ["08:00-19:00"]}),
    line({"mon-thu": ["08:00-12:00", "13:00-17:30"], "sat": ["09:00-10:00"]}),
    line({"mon-sun": ["00:00-00:00"]}),
    line({"sun": ["00:30-03:30"]}),
)

# Over both changes of the clocks, Easter and Christmas.
instants = st.timedeltas(timedelta(), timedelta(days=390)).map(
    lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
)
lengths = st.timedeltas(timedelta(), timedelta(hours=60))
lines = st.sampled_from(LINES)


def test_time_runs_in_hours_and_stops_at_closing(calendar: LineCalendar) -> None:
    friday_evening = london("2026-11-27 18:50")
    assert working_time.add(calendar, friday_evening, 10 * MINUTE) == london("2026-11-27 19:00")
    assert working_time.add(calendar, friday_evening, 11 * MINUTE) == london("2026-11-30 08:01")
    assert working_time.between(calendar, friday_evening, london("2026-11-30 08:01")) == 11 * MINUTE


@pytest.mark.hazard("H05")
def test_bank_holidays_and_closed_days_do_not_count(calendar: LineCalendar) -> None:
    # Christmas Eve is closed by hand, Boxing Day's holiday is observed on Monday the 28th.
    wednesday = london("2026-12-23 18:00")
    assert working_time.add(calendar, wednesday, 2 * HOUR) == london("2026-12-29 09:00")
    assert working_time.between(calendar, wednesday, london("2026-12-29 08:00")) == HOUR


@pytest.mark.hazard("H05")
def test_the_nights_of_the_clock_changes_count_as_they_elapse() -> None:
    sundays = line({"sun": ["00:30-03:30"]})
    spring, autumn = london("2026-03-29 00:00"), london("2026-10-25 00:00")
    day = timedelta(hours=20)
    assert working_time.between(sundays, spring, spring + day) == 2 * HOUR
    assert working_time.between(sundays, autumn, autumn + day) == 4 * HOUR


def test_a_line_that_never_opens_has_no_working_time() -> None:
    never = line({})
    noon = london("2026-11-23 12:00")
    assert working_time.add(never, noon, MINUTE) is None
    assert working_time.next_morning(never, noon) is None
    assert working_time.end_of_open_day(never, noon, 1) is None
    assert working_time.between(never, noon, noon + timedelta(days=9)) == timedelta()


def test_morning_is_the_opening_of_a_later_day(calendar: LineCalendar) -> None:
    assert working_time.next_morning(calendar, london("2026-11-27 07:00")) == london(
        "2026-11-30 08:00"
    )
    lunch = line({"mon-fri": ["08:00-12:00", "13:00-17:00"]})
    assert working_time.next_morning(lunch, london("2026-11-24 12:30")) == london(
        "2026-11-25 08:00"
    )


def test_a_line_open_all_night_has_its_morning_at_eight() -> None:
    always = line({"mon-sun": ["00:00-00:00"]})
    assert working_time.next_morning(always, london("2026-11-24 03:00")) == london(
        "2026-11-25 08:00"
    )


@given(lines, instants, lengths)
def test_between_undoes_add(calendar: LineCalendar, since: datetime, amount: timedelta) -> None:
    until = working_time.add(calendar, since, amount)
    assert until is not None
    assert until >= since + amount
    assert working_time.between(calendar, since, until) == amount


@given(lines, instants, st.timedeltas(timedelta(), timedelta(days=12)))
def test_add_undoes_between_up_to_closed_time(
    calendar: LineCalendar, since: datetime, length: timedelta
) -> None:
    until = since + length
    open_time = working_time.between(calendar, since, until)
    back = working_time.add(calendar, since, open_time)
    assert back is not None
    assert back <= until
    assert working_time.between(calendar, back, until) == timedelta()


@given(lines, instants, lengths, lengths)
def test_more_is_never_sooner(
    calendar: LineCalendar, since: datetime, one: timedelta, other: timedelta
) -> None:
    less, more = sorted((one, other))
    first = working_time.add(calendar, since, less)
    second = working_time.add(calendar, since, more)
    assert first is not None
    assert second is not None
    assert first <= second
    assert (first == second) == (less == more)


@given(lines, instants, lengths, lengths)
def test_later_is_never_sooner_and_time_adds_up(
    calendar: LineCalendar, since: datetime, wait: timedelta, amount: timedelta
) -> None:
    first = working_time.add(calendar, since, amount)
    second = working_time.add(calendar, since + wait, amount)
    assert first is not None
    assert second is not None
    assert first <= second
    end = since + wait + amount
    assert working_time.between(calendar, since, end) == (
        working_time.between(calendar, since, since + wait)
        + working_time.between(calendar, since + wait, end)
    )


@given(lines, instants, lengths.filter(bool))
def test_what_is_added_ends_in_open_time_or_as_it_closes(
    calendar: LineCalendar, since: datetime, amount: timedelta
) -> None:
    until = working_time.add(calendar, since, amount)
    assert until is not None
    assert hours.is_open(calendar, until - timedelta(microseconds=1))
