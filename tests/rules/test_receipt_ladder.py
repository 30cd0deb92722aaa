"""What follows a letter of which nobody says that they have it: on the practice's own hours (H04,
H22), until a person's word ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.kinds import Acknowledgement, AlertWord, Urgency
from advice_line.rules import receipt_ladder
from advice_line.rules.receipt_ladder import Due, Rung, Sent, Step
from rota import hours
from rota.opening import LineCalendar, Nation, OpeningHours

ELM_ROAD = LineCalendar(
    hours=OpeningHours.from_texts({"mon-fri": ["08:00-18:30"]}),
    nation=Nation.ENGLAND,
    time_zone="Europe/London",
)
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
SHUT = datetime(2026, 11, 23, 18, 45, tzinfo=UTC)
NEARLY_SHUT = datetime(2026, 11, 23, 18, 10, tzinfo=UTC)
TUESDAY_EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def sent(at: datetime, alert: AlertWord | None = None, rung: Rung = Rung.SENT) -> Sent:
    return Sent(at=at, alert=alert, asked=None, rung=rung)


def due(what: Sent, *, provider: bool = True) -> Due | None:
    return receipt_ladder.next_due(what, ELM_ROAD, provider)


@pytest.mark.parametrize(
    ("at", "alert", "step", "when"),
    [
        (MONDAY_TEN, AlertWord.URGENT, Step.RING_PRACTICE, MONDAY_TEN + timedelta(minutes=30)),
        (MONDAY_TEN, AlertWord.CRITICAL, Step.RING_PRACTICE, MONDAY_TEN + timedelta(minutes=30)),
        (SHUT, AlertWord.CRITICAL, Step.RING_PROVIDER, SHUT),
        (NEARLY_SHUT, AlertWord.CRITICAL, Step.RING_PROVIDER, NEARLY_SHUT + timedelta(minutes=20)),
        (SHUT, AlertWord.CANCER, Step.RING_PRACTICE, TUESDAY_EIGHT + timedelta(minutes=30)),
        (NEARLY_SHUT, AlertWord.URGENT, Step.RING_PRACTICE, TUESDAY_EIGHT + timedelta(minutes=10)),
    ],
)
def test_half_an_hour_of_silence_on_urgent_advice_is_a_call_in_the_practice_s_hours(
    at: datetime, alert: AlertWord, step: Step, when: datetime
) -> None:
    assert due(sent(at, alert)) == Due(step, when)


def test_what_is_critical_never_waits_though_nobody_is_known_who_acts_for_a_closed_practice() -> (
    None
):
    assert due(sent(SHUT, AlertWord.CRITICAL), provider=False) == Due(Step.RING_PRACTICE, SHUT)


def test_what_was_asked_for_now_is_urgent_where_its_author_set_no_word() -> None:
    asked_now = Sent(at=MONDAY_TEN, alert=None, asked=Urgency.NOW)
    told_otherwise = Sent(at=MONDAY_TEN, alert=AlertWord.ROUTINE, asked=Urgency.NOW)
    assert (asked_now.urgent, told_otherwise.urgent) == (True, False)


def test_routine_silence_is_a_reminder_on_the_second_working_day_then_two_more_steps() -> None:
    days = [due(sent(MONDAY_TEN, rung=rung)) for rung in Rung]
    assert days == [
        Due(Step.REMIND, datetime(2026, 11, 25, 10, 0, tzinfo=UTC)),
        Due(Step.GENERIC_ADDRESS, datetime(2026, 11, 26, 10, 0, tzinfo=UTC)),
        Due(Step.RING_PRACTICE, datetime(2026, 11, 27, 10, 0, tzinfo=UTC)),
        None,
    ]


def test_a_weekend_and_two_bank_holidays_are_no_working_days() -> None:
    christmas_eve = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
    assert due(sent(christmas_eve)) == Due(Step.REMIND, datetime(2026, 12, 30, 12, 0, tzinfo=UTC))


def test_what_was_signed_while_the_practice_was_closed_is_reminded_of_as_it_opens() -> None:
    early = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert due(sent(early)) == Due(Step.REMIND, datetime(2026, 11, 25, 8, 0, tzinfo=UTC))


_WILL, _CANNOT = Acknowledgement.CLINICIAN_WILL_ACT, Acknowledgement.CANNOT_ACT


@pytest.mark.parametrize(
    ("alert", "said", "read_back", "named", "over"),
    [
        (None, _WILL, False, False, True),
        (None, Acknowledgement.FILED, False, False, True),
        (None, None, True, False, True),
        (None, None, False, False, False),
        (AlertWord.URGENT, Acknowledgement.FILED, False, False, False),
        (AlertWord.URGENT, None, True, False, False),
        (AlertWord.URGENT, None, True, True, True),
        (AlertWord.CRITICAL, _CANNOT, False, False, True),
        (AlertWord.CRITICAL, _WILL, False, False, True),
    ],
)
def test_only_a_persons_word_ends_it(
    alert: AlertWord | None,
    said: Acknowledgement | None,
    read_back: bool,
    named: bool,
    over: bool,
) -> None:
    what = sent(MONDAY_TEN, alert)
    assert receipt_ladder.ends(what, said, read_back=read_back, named=named) is over


@given(
    st.integers(0, 60 * 24 * 600).map(lambda each: NEW_YEAR + timedelta(minutes=each)),
    st.sampled_from([None, *AlertWord]),
    st.booleans(),
)
def test_every_silence_reaches_a_person_and_nothing_before_its_time(
    at: datetime, alert: AlertWord | None, provider: bool
) -> None:
    rung, last = Rung.SENT, at
    while (step := due(sent(at, alert, rung), provider=provider)) is not None:
        assert step.at >= last
        called = step.step in (Step.RING_PRACTICE, Step.RING_PROVIDER)
        if alert is not AlertWord.CRITICAL:
            just_before = step.at - timedelta(microseconds=1)
            assert any(hours.is_open(ELM_ROAD, each) for each in (step.at, just_before))
        rung, last = (Rung.PERSON if called else Rung(rung + 1)), step.at
    assert rung is Rung.PERSON
