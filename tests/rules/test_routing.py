"""Which phone is rung next, and how long one that was answered is given for its key (H06)."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules import routing, wording
from advice_line.rules.routing import (
    LEFT_AFTER,
    LONGEST_WAIT,
    SHORTEST_RING,
    SHORTEST_WAIT,
    Candidate,
    Hunt,
    Phone,
    key_seconds,
)
from advice_line.rules.whisper_words import versions, versions_on_shared_phone

QUESTION = versions("Elm Road Surgery", None)[1]
SHARED_QUESTION = versions_on_shared_phone("Elm Road Surgery", None, "Dr Amara Example")[-1]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RINGS = {"tier1": 15, "tier2": 15, "lead": 20}

DUTY_PHONE = Phone("+441632960401", 7)
AMARAS, BENS, CHIDIS = (Phone(f"+44770090000{n}") for n in (1, 2, 3))
AMARA = Candidate("1", 1, (DUTY_PHONE, AMARAS))
BEN = Candidate("1", 2, (DUTY_PHONE, BENS))
CHIDI = Candidate("lead", 3, (CHIDIS,))


def rung(
    *candidates: Candidate,
    tried: Collection[str] = (),
    declined: Collection[int] = (),
    left: int = 75,
) -> tuple[int, Phone, int] | None:
    step = routing.next_step(
        candidates,
        Hunt(tried, declined),
        now=NOON,
        ends_at=NOON + timedelta(seconds=left),
        ring_seconds=RINGS,
    )
    return None if step is None else (step.candidate.responder_id, step.phone, step.seconds)


def test_phones_are_rung_one_after_the_other_and_none_of_them_twice() -> None:
    tried: list[str] = []
    order = []
    while step := rung(CHIDI, AMARA, BEN, tried=tried):
        order.append(step)
        tried.append(step[1].number)
    assert order == [(1, DUTY_PHONE, 15), (1, AMARAS, 15), (2, BENS, 15), (3, CHIDIS, 20)]


def test_nobody_is_rung_who_declined_or_is_in_a_call() -> None:
    assert rung(AMARA, BEN, declined={1}, tried=[DUTY_PHONE.number]) == (2, BENS, 15)
    talking = Candidate("1", 1, (DUTY_PHONE, AMARAS), busy=True)
    assert rung(talking, CHIDI) == (3, CHIDIS, 20)
    assert rung(talking, declined={3}) is None


def test_no_phone_rings_past_the_end_of_the_hunt() -> None:
    assert rung(AMARA, left=9) == (1, DUTY_PHONE, 9)
    assert rung(AMARA, left=SHORTEST_RING - 1) is None


@pytest.mark.hazard("H06")
@pytest.mark.parametrize("practice", ["Elm Road Surgery", "The Elm Road and Oak Lane Partnership"])
def test_a_shared_phone_rings_no_longer_than_leaves_time_for_its_question(practice: str) -> None:
    question = versions_on_shared_phone(practice, None, "Dr Amara Example")[-1]
    seconds = routing.shortened(15, question)
    rings = timedelta(seconds=seconds)
    waited = rings + timedelta(seconds=key_seconds(question, rings))
    assert seconds >= SHORTEST_RING
    assert waited + wording.spoken(question) <= LEFT_AFTER
    assert routing.shortened(6, SHARED_QUESTION) == 6


@pytest.mark.hazard("H06")
@pytest.mark.parametrize(
    ("since_offered", "seconds"),
    [(1, LONGEST_WAIT), (10, LONGEST_WAIT), (12, 6), (14, 4), (15, SHORTEST_WAIT), (40, 3)],
)
def test_the_later_it_was_answered_the_shorter_the_wait(since_offered: int, seconds: int) -> None:
    assert key_seconds(QUESTION, timedelta(seconds=since_offered)) == seconds


@pytest.mark.hazard("H06")
def test_answered_in_the_last_of_fifteen_seconds_it_is_left_in_time_by_the_slowest_voice() -> None:
    question = versions("Elm Road Medical Centres", None)[1]
    waited = timedelta(seconds=15 + key_seconds(question, timedelta(seconds=15)))
    assert waited + wording.spoken(question) <= LEFT_AFTER
