"""Who is rung for a promise, and what follows a try that reached nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from advice_line.call_kinds import RingBackEnd
from advice_line.rules import ring_backs
from advice_line.rules.ring_backs import Next, Nobody, OnDuty, Tried, Wait

NOW = datetime(2026, 11, 23, 10, 22, tzinfo=UTC)
DUE = NOW + timedelta(minutes=8)
AMARA, BEN, CHIDI = OnDuty(1, "1"), OnDuty(2, "2"), OnDuty(3, "lead")
ALL = (CHIDI, AMARA, BEN)
E = RingBackEnd


def tried(
    person: OnDuty, end: RingBackEnd, minutes_ago: float = 0, *, bypass: bool = False
) -> Tried:
    return Tried(person.responder_id, end, NOW - timedelta(minutes=minutes_ago), bypass)


def whom(
    *tries: Tried, people: tuple[OnDuty, ...] = ALL, owner: int | None = None, left: int = 8
) -> OnDuty | Wait | Nobody:
    due = NOW + timedelta(minutes=left)
    return ring_backs.whom(people, tries, owner=owner, now=NOW, due=due)


@pytest.mark.hazard("H01")
def test_tier_by_tier() -> None:
    assert whom() == AMARA
    assert whom(tried(AMARA, E.NO_KEY)) == BEN
    assert whom(tried(AMARA, E.UNANSWERED), tried(BEN, E.NOT_ME)) == CHIDI


def test_the_same_person_again_after_two_minutes_and_thrice_at_most() -> None:
    again = tried(AMARA, E.UNANSWERED, 3)
    assert whom(again, people=(AMARA,)) == AMARA
    lately = tried(AMARA, E.UNANSWERED, 1)
    assert whom(lately, people=(AMARA,), left=4) == Wait(NOW + timedelta(minutes=1))
    assert whom(again, again, again, people=(AMARA,)) == Nobody()


def test_the_tries_are_spread_over_the_time_that_is_left() -> None:
    lately = tried(AMARA, E.UNANSWERED, 3)
    assert whom(lately, people=(AMARA,), left=21) == Wait(NOW + timedelta(minutes=3))
    assert after(tried(AMARA, E.NO_ANSWER), left=20) == Next(NOW + timedelta(minutes=5))


def test_its_owner_first_and_nobody_else_while_there_is_time() -> None:
    busy = OnDuty(2, "2", busy=True)
    assert whom(owner=2) == BEN
    assert isinstance(whom(people=(AMARA, busy), owner=2), Wait)
    assert whom(people=(AMARA, busy), owner=2, left=4) == AMARA
    assert whom(tried(BEN, E.NOT_ME), owner=2) == AMARA
    assert whom(tried(BEN, E.UNANSWERED), owner=2) == AMARA, "it passes to the next"
    assert whom(owner=9) == AMARA, "who has left is not waited for"


def test_whoever_talks_is_waited_for() -> None:
    assert isinstance(whom(people=(OnDuty(1, "1", busy=True),)), Wait)


def test_where_nobody_is_on_somebody_may_come_yet() -> None:
    assert isinstance(whom(people=()), Wait)


def after(*tries: Tried, has_bypass: bool = False, left: float = 8) -> Next:
    due = NOW + timedelta(minutes=left)
    return ring_backs.after(tries, due=due, now=NOW, has_bypass=has_bypass)


def test_who_did_not_take_it_is_followed_by_the_next_at_once() -> None:
    assert after(tried(AMARA, E.NOT_ME)) == Next(NOW)
    assert after(tried(AMARA, E.NOT_RUNG)) == Next(NOW + timedelta(minutes=1))


def test_engaged_is_rung_again_while_there_is_time() -> None:
    assert after(tried(AMARA, E.BUSY)) == Next(NOW + timedelta(minutes=5))
    assert after(tried(AMARA, E.BUSY), left=4) == Next(NOW + timedelta(minutes=3))
    assert after(tried(AMARA, E.BUSY), left=1) == Next(NOW + timedelta(minutes=5))


def test_a_little_past_its_time_they_are_rung_all_the_same() -> None:
    assert after(tried(AMARA, E.NOT_ME), left=-14) == Next(NOW)
    assert after(tried(AMARA, E.NOT_ME), left=-15) == Next(None)


@pytest.mark.parametrize("end", [E.NO_ANSWER, E.MACHINE])
def test_nobody_there_is_tried_once_more_then_by_the_bypass_number(end: RingBackEnd) -> None:
    once, twice = (tried(AMARA, end),), (tried(AMARA, end), tried(AMARA, end))
    assert after(*once) == Next(NOW + timedelta(minutes=2))
    assert after(*twice, has_bypass=True) == Next(NOW, bypass=True)
    assert after(*twice) == Next(None, ring_practice=True)
    vain = tried(AMARA, E.NO_ANSWER, bypass=True)
    assert after(*twice, vain, has_bypass=True) == Next(None, ring_practice=True)


def test_a_number_that_cannot_be_reached_is_not_tried_again() -> None:
    assert after(tried(AMARA, E.FAILED), has_bypass=True) == Next(NOW, bypass=True)
    assert after(tried(AMARA, E.FAILED)) == Next(None, ring_practice=True)


def test_who_asks_for_somebody_else_leaves_the_bypass_number_to_them() -> None:
    tries = (
        tried(AMARA, E.NO_ANSWER),
        tried(AMARA, E.NO_ANSWER),
        tried(AMARA, E.NOT_ME, bypass=True),
    )
    assert after(*tries, has_bypass=True) == Next(NOW, bypass=True)


@pytest.mark.hazard("H09")
def test_where_nobody_knows_whether_they_spoke_nobody_is_rung() -> None:
    assert after(tried(AMARA, E.UNSAID)) == Next(None)


@pytest.mark.hazard("H16")
@pytest.mark.parametrize("end", [E.BUSY, E.NO_ANSWER, E.FAILED, E.UNANSWERED, E.NO_KEY])
def test_no_later_word_makes_less_of_a_talk(end: RingBackEnd) -> None:
    assert E.SPOKE not in ring_backs.weaker_than(end)
    assert E.MACHINE not in ring_backs.weaker_than(end)
    assert end in ring_backs.weaker_than(E.SPOKE)


@pytest.mark.hazard("H09")
def test_a_message_on_a_machine_is_not_taken_for_a_talk() -> None:
    assert not ring_backs.spoke(59)
    assert ring_backs.spoke(60)
