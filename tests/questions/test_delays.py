"""A later answer is promised with its reason: told to who asked, in the words that their way may
carry, and a clock of its own, kept or broken (H21, H07)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from advice_line.desk.questions.delays import Wanted
from advice_line.desk.staff.delaying import Delaying
from advice_line.errors import AlreadyTaken, Conflict, Invalid
from advice_line.kinds import Urgency
from tests.questions.asking import ADDRESS, Written
from tests.questions.clocked import Clocked
from tests.stories.world import AMARA, CHIDI

HOUR = 3600.0
ELM_ROAD = "elmroad@example.org"
THURSDAY_NOON = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 # a wall-clock time has no zone
OWN = "Larkspur: our chest radiologist is in on Thursday."


@pytest.fixture
def line(written: Written) -> Clocked:
    return Clocked(written)


def promises(line: Clocked, until: datetime | None = THURSDAY_NOON, **more: Any) -> None:
    wanted = Wanted(until, **({"reason": "specialist", "words": OWN} | more))
    by, reference = line.world.responder("amara"), line.world.query()["reference"]
    Delaying(line.world.ledger).promise(by, reference, wanted, f"{until} {more}")
    line.world.settle()


def state(line: Clocked) -> list[str]:
    by, reference = line.world.responder("ben"), line.world.query()["reference"]
    seen = Delaying(line.world.ledger).seen(by, reference)
    return [each.state.value for each in seen.promised]


@pytest.fixture
def taken(line: Clocked) -> Clocked:
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    return line


def test_part_6_a_specialist_opinion_by_thursday_is_told_with_its_reason(taken: Clocked) -> None:
    promises(taken)
    mail = taken.mails()[-1]
    assert "later than we said, by midday on Thursday 26 November" in mail.text
    assert "It needs a specialist opinion." in mail.text
    assert OWN in mail.text
    assert "Larkspur" not in mail.subject
    assert taken.owed()[0]["due_at"] == "2026-11-26T12:00:00Z"


@pytest.mark.hazard("H04")
def test_a_later_time_that_does_not_reach_them_is_somebodys_to_tell(taken: Clocked) -> None:
    taken.written.mail.set(refuse=[ADDRESS])
    promises(taken)
    assert len(taken.owed("check_bounce")) == 1


@pytest.mark.hazard("H07")
def test_the_responders_own_words_go_only_where_a_mail_may_hold_them(line: Clocked) -> None:
    line.asks(Urgency.TODAY, ELM_ROAD)
    line.world.claims("amara")
    promises(line)
    (*_, mail) = line.written.mails(ELM_ROAD)
    assert "It needs a specialist opinion." in mail.text
    assert "Larkspur" not in mail.text


def test_it_is_a_clock_that_reminds_and_climbs_when_it_is_broken(taken: Clocked) -> None:
    promises(taken)
    told = len(taken.world.texts(AMARA))
    taken.passes(6 * HOUR)
    assert len(taken.world.texts(AMARA)) == told, "what was due today is due on Thursday"
    taken.passes_until(datetime(2026, 11, 26, 12, 10, tzinfo=UTC))
    assert taken.heard(AMARA, "waits for your answer") == 2, "before its time, and at it"
    assert state(taken) == ["broken"]
    taken.passes(HOUR)
    assert taken.heard(CHIDI, "is with Dr Amara Example and not answered") >= 1


def test_answered_in_its_time_it_was_kept(taken: Clocked) -> None:
    promises(taken)
    taken.signs("amara")
    assert state(taken) == ["kept"]


def test_it_may_be_put_off_once_more_and_then_no_more(taken: Clocked) -> None:
    promises(taken)
    promises(taken, THURSDAY_NOON.replace(day=27))
    assert state(taken) == ["prolonged", "open"]
    assert "midday on Friday 27 November" in taken.mails()[-1].text
    with pytest.raises(Conflict, match="as often as it may be"):
        promises(taken, THURSDAY_NOON.replace(day=30))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"until": None}, "Give the day and the time"),
        ({"until": THURSDAY_NOON.replace(day=20)}, "still to come"),
        ({"until": THURSDAY_NOON.replace(day=23)}, "It is due by 2pm as it is"),
        (
            {"until": THURSDAY_NOON.replace(hour=20)},
            "It next opens 8am on Friday 27",
        ),
        ({"until": THURSDAY_NOON.replace(day=28)}, "It next opens 8am on Monday 30 November"),
        (
            {"until": THURSDAY_NOON.replace(day=30, hour=8)},
            "It next opens 8am on Monday 30 November: give a time after that",
        ),
        ({"until": THURSDAY_NOON.replace(month=12, day=31)}, "within 28 days"),
        ({"reason": ""}, "Say why it takes longer"),
        ({"words": "x" * 501}, "Keep it to 500 characters"),
    ],
)
def test_what_was_given_wrongly_is_said_and_nobody_is_told(
    taken: Clocked, more: dict[str, Any], said: str
) -> None:
    told = len(taken.mails())
    with pytest.raises(Invalid, match=said):
        promises(taken, **more)
    assert len(taken.mails()) == told
    assert taken.owed()[0]["due_at"][11:16] == "14:00"


def test_only_its_owner_puts_it_off(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    with pytest.raises(Conflict):
        promises(line)
    line.world.claims("ben")
    with pytest.raises(AlreadyTaken, match="Ben Example"):
        promises(line)
