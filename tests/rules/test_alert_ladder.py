"""Whatever happens to an alert, it has a next step until a person's word has ended it; and the
steps are those of the practice's own hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertRung
from advice_line.kinds import AlertWord
from advice_line.rules import alert_ends, alert_ladder, alert_times, call_back_times, working_time
from advice_line.rules.alert_ladder import Places, Standing, Step
from rota.opening import LineCalendar, Nation, OpeningHours

LINE = LineCalendar(
    nation=Nation.ENGLAND,
    time_zone="Europe/London",
    hours=OpeningHours.from_texts({"mon-fri": ["08:00-19:00"]}),
)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WORDS = st.sampled_from(alert_times.WORDS)
HOURS = st.sampled_from(["08:00-18:30", "09:00-12:00", "13:00-17:00"])


def places(hours: str = "08:00-18:30", *, provider: bool = True) -> Places:
    opens = OpeningHours.from_texts({"mon-fri": [hours]})
    return Places(call_back_times.of_practice(LINE, opens), LINE, provider)


def alert(word: AlertWord, at: datetime, there: Places) -> Standing:
    return Standing(word, at, alert_times.due_at({}, word, there.practice, at))


@pytest.mark.hazard("H04")
@settings(max_examples=60)
@given(WORDS, HOURS, st.booleans(), st.booleans(), st.integers(0, 7 * 24 * 60), st.integers(1, 40))
def test_time_never_ends_an_alert(
    word: AlertWord, hours: str, provider: bool, left: bool, minute: int, steps: int
) -> None:
    there = places(hours, provider=provider)
    now = MONDAY + timedelta(minutes=minute)
    standing = replace(alert(word, now, there), left=left)
    for _ in range(steps):
        due = alert_ladder.next_due(standing, there, now)
        assert due.at >= min(now, standing.started_at)
        now = max(due.at, now)
        step = alert_ladder.due_now(standing, there, now)
        assert step is not None, "its time has come, and nothing is done"
        rung = {Step.REMIND: AlertRung.REMINDED, Step.LEAD: AlertRung.LEAD}
        standing = replace(
            standing,
            rung=max(standing.rung, rung.get(step, AlertRung.RING)),
            provider={Step.RING_PROVIDER: True, Step.RING_PRACTICE: False}.get(
                step, standing.provider
            ),
        )
    if steps > 8:
        assert standing.rung is AlertRung.LEAD


@pytest.mark.hazard("H04")
@settings(max_examples=60)
@given(st.sampled_from([AlertWord.URGENT, AlertWord.CANCER]), HOURS, st.integers(0, 7 * 24 * 60))
def test_one_that_has_not_left_is_rung_about_in_half_an_hour_of_open_time(
    word: AlertWord, hours: str, minute: int
) -> None:
    there, now = places(hours), MONDAY + timedelta(minutes=minute)
    due = alert_ladder.next_due(replace(alert(word, now, there), left=False), there, now)
    assert due.step is Step.RING_PRACTICE
    assert working_time.between(there.practice, now, due.at) == alert_ladder.LEFT_WITHIN


@pytest.mark.hazard("H04")
@given(WORDS, st.sampled_from(AlertAnswer))
def test_a_link_ends_what_is_not_critical_and_only_where_a_clinician_acts(
    word: AlertWord, answer: AlertAnswer
) -> None:
    ends = alert_ends.by_answer(word, answer)
    acts = answer is AlertAnswer.WILL_ACT and word is not AlertWord.CRITICAL
    assert ends is (AlertEnd.ACKNOWLEDGED if acts else None)


@pytest.mark.hazard("H22")
def test_critical_turns_to_the_provider_as_its_practice_closes_and_back_as_it_opens() -> None:
    there, at = places(), MONDAY.replace(hour=18, minute=0)
    standing = replace(alert(AlertWord.CRITICAL, at, there), rung=AlertRung.RING)
    due = alert_ladder.next_due(standing, there, at)
    assert (due.step, due.at) == (Step.RING_PROVIDER, at.replace(minute=30))
    standing = replace(standing, provider=True, deadline_at=MONDAY + timedelta(days=9))
    due = alert_ladder.next_due(standing, there, due.at)
    assert (due.step, due.at) == (Step.RING_PRACTICE, datetime(2026, 11, 24, 8, 0, tzinfo=UTC))


@pytest.mark.hazard("H22")
@pytest.mark.parametrize(
    ("word", "provider", "step"),
    [
        (AlertWord.CRITICAL, True, Step.RING_PROVIDER),
        (AlertWord.CRITICAL, False, Step.RING_PRACTICE),
        (AlertWord.URGENT, True, Step.RING_PRACTICE),
    ],
)
def test_whom_to_ring_while_the_practice_is_closed(
    word: AlertWord, provider: bool, step: Step
) -> None:
    there, at = places(provider=provider), MONDAY.replace(hour=18, minute=45)
    assert alert_ladder.to_ring(alert(word, at, there), there, at) is step


def test_urgent_of_a_friday_evening_is_reminded_and_rung_in_the_practices_own_days() -> None:
    there, at = places(), datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    standing = alert(AlertWord.URGENT, at, there)
    assert standing.deadline_at == datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
    assert alert_ladder.next_due(standing, there, at).at == datetime(
        2026, 11, 30, 18, 15, tzinfo=UTC
    )
    reminded = replace(standing, rung=AlertRung.REMINDED)
    rung = alert_ladder.next_due(reminded, there, at)
    assert (rung.step, rung.at.date().day) == (Step.RING_PRACTICE, 1)
