"""What is owed is due in open time, and nobody is reminded at night."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import deadlines
from rota import hours
from rota.opening import LineCalendar, Nation, OpeningHours
from tests.rules.conftest import london

MINUTE = timedelta(minutes=1)
NEVER = LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours.from_texts({}))


@pytest.mark.hazard("H09")
def test_the_advice_of_a_call_is_owed_a_quarter_of_an_hour_after_it() -> None:
    ended = london("2026-11-23 18:58")
    assert deadlines.write_advice_due(ended) == london("2026-11-23 19:13")


@pytest.mark.parametrize(
    ("called", "promised"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:30"),
        ("2026-11-23 18:30", "2026-11-23 19:00"),
        ("2026-11-23 18:50", "2026-11-24 08:20"),
        ("2026-11-27 18:50", "2026-11-30 08:20"),
        ("2026-12-23 18:50", "2026-12-29 08:20"),
        ("2026-11-28 11:00", "2026-11-30 08:30"),
    ],
)
def test_a_call_back_is_promised_for_when_somebody_can_make_it(
    calendar: LineCalendar, called: str, promised: str
) -> None:
    assert deadlines.promise_due(calendar, london(called), 30) == london(promised)


def test_a_line_that_never_opens_still_owes_at_some_time() -> None:
    now = london("2026-11-23 18:50")
    assert deadlines.promise_due(NEVER, now, 30) == now + 30 * MINUTE
    assert deadlines.opening_due(NEVER, now) == now
    assert deadlines.call_climbs_at(NEVER, now + MINUTE, now) == now + MINUTE
    assert deadlines.next_nag(NEVER, now) == now + timedelta(days=1)
    assert deadlines.lead_hears(NEVER, now) == now + timedelta(days=1)


def test_who_calls_while_it_is_closed_is_rung_as_it_opens(calendar: LineCalendar) -> None:
    assert deadlines.opening_due(calendar, london("2026-11-27 19:00")) == london("2026-11-30 08:00")


@pytest.mark.hazard("H21")
def test_what_nobody_claimed_by_closing_climbs_then(calendar: LineCalendar) -> None:
    friday = london("2026-11-27 18:50")
    due = deadlines.promise_due(calendar, friday, 30)
    assert deadlines.call_climbs_at(calendar, due, friday) == london("2026-11-27 19:00")


@pytest.mark.hazard("H21")
def test_what_falls_due_before_closing_climbs_as_it_does(calendar: LineCalendar) -> None:
    morning = london("2026-11-27 10:00")
    due = deadlines.promise_due(calendar, morning, 30)
    assert deadlines.call_climbs_at(calendar, due, morning) == due


def test_what_came_in_the_night_climbs_when_it_is_due(calendar: LineCalendar) -> None:
    night = london("2026-11-27 22:00")
    opens = deadlines.opening_due(calendar, night)
    assert deadlines.call_climbs_at(calendar, opens, night) == opens


@pytest.mark.hazard("H09")
def test_an_unwritten_record_nags_through_the_day_and_reaches_the_lead_in_the_morning(
    calendar: LineCalendar,
) -> None:
    due = deadlines.write_advice_due(london("2026-11-27 17:05"))
    at, told = due, []
    while not (to_lead := deadlines.lead_hears(calendar, due) <= at):
        told.append(at)
        at = deadlines.next_nag(calendar, at)
    assert told == [
        london("2026-11-27 17:20"),
        london("2026-11-27 17:50"),
        london("2026-11-27 18:20"),
        london("2026-11-27 18:50"),
    ]
    assert to_lead
    assert at == london("2026-11-30 08:30")


@given(st.timedeltas(timedelta(), timedelta(days=390)))
def test_a_reminder_comes_in_open_hours_and_the_lead_is_never_late(since: timedelta) -> None:
    calendar = LineCalendar(
        "Europe/London",
        Nation.ENGLAND,
        OpeningHours.from_texts({"mon-fri": ["08:00-12:15", "13:00-19:00"]}),
    )
    now: datetime = london("2026-01-01 00:00") + since
    at = deadlines.next_nag(calendar, now)
    assert at >= now + deadlines.NAG_EVERY
    assert hours.is_open(calendar, at - MINUTE)
    lead = deadlines.lead_hears(calendar, now)
    while at < lead:
        at = deadlines.next_nag(calendar, at)
    assert at == lead


@pytest.mark.hazard("H04")
@pytest.mark.parametrize(
    ("now", "urgent", "again"),
    [
        ("2026-11-24 10:00", True, "2026-11-24 10:30"),
        ("2026-11-24 18:40", True, "2026-11-25 08:00"),
        ("2026-11-25 10:00", True, "2026-11-26 08:00"),
        ("2026-11-23 10:00", False, "2026-11-24 08:00"),
        ("2026-11-27 10:00", False, "2026-11-30 08:00"),
    ],
)
def test_a_letter_is_asked_about_each_half_hour_only_while_that_is_new(
    calendar: LineCalendar, now: str, urgent: bool, again: str
) -> None:
    since = london("2026-11-23 10:00")
    found = deadlines.next_letter_nag(calendar, since, london(now), urgent=urgent)
    assert found == london(again)
