"""The ladder of a written question, whatever the hours and whenever it is asked: every step comes,
somebody hears of each, nobody is woken for what can wait, and no closing passes over what was asked
for now or today (H01, H21, H05)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.kinds import Urgency
from advice_line.rules import question_ladder, question_targets
from advice_line.rules.question_ladder import Climb, Owed, Step, Whom
from rota import hours
from rota.opening import LineCalendar
from tests.rules.conftest import london
from tests.rules.test_working_time import LINES, instants, lines

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_INSTANT = timedelta(microseconds=1)
ENOUGH = 12
WEEKDAYS = LINES[0]

urgencies = st.sampled_from(list(Urgency))
Played = list[tuple[datetime, Climb]]


def owed(calendar: LineCalendar, at: datetime, urgency: Urgency, *, taken: bool = False) -> Owed:
    due = question_targets.due_at({}, urgency, calendar, at)
    return Owed(at, due, urgency, Step.NEW, taken)


def played(
    of: Owed, calendar: LineCalendar, changes: LineCalendar | None = None, after: int = 2
) -> Iterator[tuple[datetime, Climb]]:
    """Its first steps, each at its time; the hours change once after so many of them."""
    now = of.since
    for count in range(ENOUGH):
        if changes is not None and count == after:
            calendar = changes
        now = max(now, question_ladder.next_at(of, calendar, now))
        climb = question_ladder.climbed(of, calendar, now)
        yield now, climb
        of = replace(of, step=climb.step)


def open_or_closing(calendar: LineCalendar, at: datetime) -> bool:
    return hours.is_open(calendar, at) or hours.is_open(calendar, at - _INSTANT)


@pytest.mark.hazard("H05")
@given(lines, instants, urgencies)
def test_it_is_never_due_while_the_line_is_closed(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    assert open_or_closing(calendar, owed(calendar, at, urgency).due_at)


@given(lines, instants, urgencies)
def test_a_reminder_comes_before_it_is_due_and_leaves_time(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    of = owed(calendar, at, urgency)
    reminder = question_ladder.reminder_at(calendar, at, of.due_at)
    assert at <= reminder <= of.due_at
    assert reminder == of.due_at or of.due_at - reminder >= question_ladder.LEFT_AT_LEAST


@pytest.mark.hazard("H01")
@given(lines, instants, urgencies)
def test_what_nobody_takes_reaches_the_managers_and_somebody_hears_of_each_step(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    seen = list(played(owed(calendar, at, urgency), calendar))
    assert all(climb.whom for _, climb in seen)
    assert seen[-1][1].step is Step.WITH_MANAGERS
    for (before, first), (after, second) in pairwise(seen):
        assert second.step > first.step or (second.step == first.step and after > before)
    assert any(climb.to_named for _, climb in seen)


@pytest.mark.hazard("H21")
@given(lines, instants, st.sampled_from([Urgency.NOW, Urgency.TODAY]))
def test_no_closing_passes_over_what_was_asked_for_now_or_today(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    opened = at if hours.is_open(calendar, at) else hours.next_opening(calendar, at)
    closes = hours.next_closing(calendar, opened) if opened else None
    seen = list(played(owed(calendar, at, urgency), calendar))
    if closes is None:
        return
    by_then = [climb.step for when, climb in seen if when <= closes]
    assert max(by_then) >= Step.WITH_LEAD


@given(lines, instants)
def test_what_is_not_urgent_wakes_nobody(calendar: LineCalendar, at: datetime) -> None:
    seen = played(owed(calendar, at, Urgency.TWO_DAYS), calendar)
    assert all(hours.is_open(calendar, when) for when, _ in seen)


@given(lines, instants, urgencies)
def test_what_is_taken_is_its_owners_and_then_the_leads_and_nobody_elses(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    seen = list(played(owed(calendar, at, urgency, taken=True), calendar))
    assert {whom for _, climb in seen for whom in climb.whom} == {Whom.OWNER, Whom.LEAD}
    assert not any(climb.to_named or climb.rings for _, climb in seen)


@pytest.mark.hazard("H05")
@given(lines, lines, instants, urgencies, st.integers(0, 5))
def test_whatever_becomes_of_the_hours_it_still_reaches_the_managers(
    before: LineCalendar, after: LineCalendar, at: datetime, urgency: Urgency, steps: int
) -> None:
    seen = list(played(owed(before, at, urgency), before, after, steps))
    assert seen[-1][1].step is Step.WITH_MANAGERS


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-03-27 18:30", "2026-03-30 11:30"),
        ("2026-10-23 18:30", "2026-10-26 11:30"),
        ("2026-12-23 18:30", "2026-12-24 11:30"),
        ("2026-12-24 18:30", "2026-12-29 11:30"),
    ],
)
def test_over_the_clock_changes_and_bank_holidays_it_is_due_by_the_clock_on_the_wall(
    asked: str, due: str
) -> None:
    assert owed(WEEKDAYS, london(asked), Urgency.TODAY).due_at == london(due)


def test_the_steps_of_a_day_are_those_that_are_told() -> None:
    seen = played(owed(WEEKDAYS, london("2026-11-23 10:00"), Urgency.TODAY), WEEKDAYS)
    assert [(when, climb.step.name) for when, climb in seen][:4] == [
        (london("2026-11-23 12:40"), "REMINDED"),
        (london("2026-11-23 14:00"), "DUE"),
        (london("2026-11-23 14:30"), "WITH_LEAD"),
        (london("2026-11-23 15:00"), "WITH_MANAGERS"),
    ]


@given(lines, instants, urgencies)
def test_what_its_owner_lets_go_before_its_time_is_told_and_rung_for_anew(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    of = replace(owed(calendar, at, urgency), step=Step.REMINDED)
    now = of.due_at - MINUTE
    if not hours.is_open(calendar, now):
        return
    climb = question_ladder.climbed(of, calendar, now)
    assert (climb.step, climb.whom, climb.rings) == (Step.REMINDED, (Whom.FIRST_TIER,), True)
    assert question_ladder.next_at(of, calendar, now) > now


@given(lines, instants, urgencies)
def test_only_what_is_urgent_is_heard_of_while_the_line_is_closed(
    calendar: LineCalendar, at: datetime, urgency: Urgency
) -> None:
    quiet = question_ladder.quiet_until(owed(calendar, at, urgency), calendar, at)
    closed = not hours.is_open(calendar, at)
    assert (quiet is not None) is (closed and urgency is Urgency.TWO_DAYS)
