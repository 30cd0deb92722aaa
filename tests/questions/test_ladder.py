"""A question that nobody answers is heard of before its time, then by the next tier, the lead and
the managers; a claimed one by its owner. What is asked for now or today is never left over closing
time without a named person (H01, H21)."""

from datetime import UTC, datetime

import pytest

from advice_line.desk.staff.records import Records
from advice_line.kinds import Urgency
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.stories.world import AMARA, BEN, CHIDI

MINUTE, HOUR = 60.0, 3600.0
FRIDAY_LATE = datetime(2026, 11, 27, 18, 50, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
NOBODY, YOURS = "Nobody has taken the written question", "so it is with you"


@pytest.fixture
def line(written: Written) -> Clocked:
    return Clocked(written)


@pytest.mark.hazard("H01")
def test_what_nobody_takes_climbs_from_tier_to_tier_to_the_lead_and_the_managers(
    line: Clocked,
) -> None:
    line.asks(Urgency.TODAY)
    line.passes(2 * HOUR + 40 * MINUTE)
    assert line.heard(AMARA, NOBODY) == 1, "two thirds of four hours"
    assert line.world.texts(BEN) == []
    line.passes(80 * MINUTE)
    assert line.heard(BEN, "was due by 2pm") == 1
    assert line.world.texts(CHIDI) == []
    line.passes(30 * MINUTE)
    assert line.heard(CHIDI, YOURS) == 1
    assert line.owed("answer_query")[0]["owner"] == "chidi"
    line.passes(30 * MINUTE)
    assert line.heard(BEN, NOBODY) == 2, "a rota manager too"
    assert line.heard(AMARA, NOBODY) == 2


@pytest.mark.hazard("H01")
def test_it_climbs_once_although_the_workers_were_away(line: Clocked) -> None:
    line.asks(Urgency.NOW)
    told = len(line.world.texts(AMARA))
    line.world.phones.advance(2 * HOUR)
    for _ in range(3):
        line.world.settle()
    assert line.heard(BEN, NOBODY) == 1
    assert len(line.world.texts(AMARA)) == told


def test_what_is_claimed_is_its_owners_to_hear_of_and_then_the_leads(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.world.claims("ben")
    line.passes(2 * HOUR + 40 * MINUTE)
    assert line.heard(BEN, "waits for your answer: asked for: Today, is due by 2pm") == 1
    line.passes(80 * MINUTE)
    assert line.heard(BEN, "was due by 2pm") == 1
    assert line.world.texts(CHIDI) == []
    line.passes(30 * MINUTE)
    assert line.heard(CHIDI, "is with Ben Example and not answered") == 1
    assert line.heard(AMARA, NOBODY) == 0


def test_what_is_not_urgent_wakes_nobody_and_is_heard_of_in_the_morning(line: Clocked) -> None:
    line.asks(Urgency.TWO_DAYS)
    assert line.world.texts(AMARA) == []
    line.passes(27 * HOUR)
    assert line.heard(AMARA, NOBODY) == 1
    line.passes(6 * HOUR)
    assert line.world.texts(BEN) == [], "it was due as the line closed"
    line.passes(13 * HOUR)
    assert line.heard(BEN, "was due by") == 1, line.world.texts(BEN)


@pytest.mark.hazard("H21")
@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.TODAY])
def test_unclaimed_at_closing_it_goes_to_a_named_person_at_that_instant(
    line: Clocked, urgency: Urgency
) -> None:
    line.world.begin(FRIDAY_LATE)
    line.asks(urgency)
    line.passes(9 * MINUTE)
    assert line.world.texts(CHIDI) == []
    line.passes(MINUTE)
    assert line.heard(CHIDI, YOURS) == 1
    (owed,) = line.owed("answer_query")
    assert owed["owner"] == "chidi"
    told = len(line.world.texts(CHIDI))
    line.passes(61 * HOUR)
    assert line.now.hour == 8
    assert len(line.world.texts(CHIDI)) == told + 1, "and again as the line opens"
    assert line.heard(AMARA, NOBODY) >= 1
    line.world.claims("amara")
    line.passes(MINUTE)


@pytest.mark.hazard("H21")
def test_what_was_claimed_before_closing_goes_to_nobody_else(line: Clocked) -> None:
    line.world.begin(FRIDAY_LATE)
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    line.passes(11 * MINUTE)
    assert line.world.texts(CHIDI) == []


@pytest.mark.hazard("H21")
def test_what_came_while_it_was_closed_is_told_as_it_opens(line: Clocked) -> None:
    line.world.begin(SATURDAY)
    line.asks(Urgency.TODAY)
    assert line.world.texts(AMARA) == []
    line.passes(45 * HOUR)
    assert line.heard(AMARA, NOBODY) == 1
    assert line.world.texts(CHIDI) == []


def test_what_falls_due_together_is_one_notice_for_each_person(line: Clocked) -> None:
    for _ in range(3):
        line.asks(Urgency.TODAY)
        line.passes(MINUTE)
    told = len(line.world.texts(AMARA))
    line.passes(3 * HOUR)
    assert len(line.world.texts(AMARA)) == told + 1
    assert line.heard(AMARA, "3 written questions wait to be answered") == 1


def test_a_quiet_window_holds_back_what_is_not_asked_for_now(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.passes(2 * HOUR + 35 * MINUTE)
    told = len(line.world.texts(AMARA))
    line.is_quiet("amara", minutes=10)
    line.passes(8 * MINUTE)
    assert len(line.world.texts(AMARA)) == told
    line.passes(5 * MINUTE)
    assert len(line.world.texts(AMARA)) == told + 1


def test_answered_it_climbs_no_more(line: Clocked) -> None:
    reference = line.asks(Urgency.TODAY)
    line.world.claims("amara")
    records = Records(line.world.ledger)
    records.close(line.world.responder("amara"), reference, "a test", "one press")
    told = len(line.world.texts(AMARA))
    line.passes(5 * HOUR)
    assert len(line.world.texts(AMARA)) == told


def test_what_its_owner_is_away_for_is_told_anew_and_nobody_is_woken(line: Clocked) -> None:
    line.asks(Urgency.TWO_DAYS)
    line.world.claims("amara")
    line.passes(10 * HOUR)
    told = [len(line.world.texts(each)) for each in (AMARA, BEN, CHIDI)]
    line.lets_go()
    line.passes(10 * HOUR)
    assert [len(line.world.texts(each)) for each in (AMARA, BEN, CHIDI)] == told, "at night"
    line.passes(3 * HOUR)
    assert line.heard(AMARA, NOBODY) == 1


def test_a_reminder_of_another_reminds_of_none_a_second_time(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.world.claims("ben")
    line.passes(72 * MINUTE)
    line.asks(Urgency.TODAY)
    line.passes(161 * MINUTE)
    assert line.heard(AMARA, NOBODY) == 1, "of the second, eight minutes before the first is due"
    assert line.heard(BEN, "waits for your answer") == 1


def test_many_that_fall_due_at_once_are_a_few_texts(line: Clocked) -> None:
    for _ in range(6):
        line.asks(Urgency.TODAY)
    before = len(line.world.texts(AMARA))
    line.world.phones.advance(3 * HOUR)
    for _ in range(3):
        line.world.settle()
    assert len(line.world.texts(AMARA)) == before + 1
