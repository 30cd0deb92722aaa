"""When a desk is offered: by the line's wall clock, on days on which the line keeps its hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from advice_line.rules import desks, wording
from rota.opening import ClosedDay, DayHours, LineCalendar, Nation, OpeningHours, Period

pytestmark = pytest.mark.hazard("H24")

CALENDAR = LineCalendar(
    "Europe/London",
    Nation.ENGLAND,
    OpeningHours.from_texts({"mon-fri": ["08:00-19:00"]}),
    closed_days=(ClosedDay(date(2026, 12, 24), "site closed"),),
)
STORED = {
    "key": "3",
    "for": "chasing a request or a report",
    "number": "+441632960301",
    "open": {"mon-fri": ["09:00-17:00"]},
    "ring_seconds": 20,
    "words": None,
}
DESKS = desks.read([STORED, STORED | {"key": "4", "words": "For films, press 4."}])


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ("2026-11-23T08:59:59Z", False),
        ("2026-11-23T09:00:00Z", True),
        ("2026-11-23T16:59:59Z", True),
        ("2026-11-23T17:00:00Z", False),
        ("2026-06-22T08:00:00Z", True),  # nine by the clock on the wall
        ("2026-06-22T16:00:00Z", False),
        ("2026-11-21T10:00:00Z", False),  # a Saturday
        ("2026-12-24T10:00:00Z", False),  # closed by hand
        ("2026-12-28T10:00:00Z", False),  # a bank holiday
    ],
)
def test_a_desk_is_offered_in_its_hours_while_the_line_is_open(at: str, offered: bool) -> None:
    found = desks.open_at(DESKS, CALENDAR, datetime.fromisoformat(at))
    assert [desk.key for desk in found] == (["3", "4"] if offered else [])


def test_a_desk_that_is_open_for_longer_than_its_line_waits_for_the_line() -> None:
    long = desks.read([STORED | {"open": {"mon-sun": ["00:00-24:00"]}}])
    assert not desks.open_at(long, CALENDAR, datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
    assert desks.open_at(long, CALENDAR, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


def test_a_day_on_which_the_line_keeps_other_hours_gives_the_desk_no_others() -> None:
    evening = DayHours(date(2026, 11, 23), (Period(time(8), time(22)),), "an open evening")
    calendar = replace(CALENDAR, day_hours=(evening,))
    assert not desks.open_at(DESKS, calendar, datetime(2026, 11, 23, 18, tzinfo=UTC))


def test_a_key_finds_its_desk_and_no_other() -> None:
    assert desks.with_key(DESKS, "3") == DESKS[0]
    assert desks.with_key(DESKS, "5") is None
    assert desks.with_key((), "3") is None


def test_callers_hear_each_desk_in_the_order_of_the_file() -> None:
    assert wording.menu(DESKS) == (
        "If you are chasing a request or a report, press 3. For films, press 4."
    )
    assert wording.menu(()) == ""
