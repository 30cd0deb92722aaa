"""A query has one card in its line's channel, which always shows what is true, whoever changed it
and on whatever face; nothing that a person wrote is on it (H07)."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col

from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.undelivered import Undelivered
from advice_line.kinds import Urgency
from advice_line.ports.chat import ChatRefusal, QueryAct
from advice_line.tables.directory import Line
from tests.chat.conftest import Opened
from tests.chat.hospital import ADDRESS, NAME, NUMBER
from tests.stories.scene import CHIDI

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIVE_MINUTES = 300


@pytest.mark.hazard("H07")
def test_a_question_has_a_card_without_a_word_of_who_asked(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    card = hospital.room.only.card
    assert (card.reference, card.organisation, card.urgency) == (
        reference,
        "A practice",
        "Asked for: today",
    )
    assert (card.state, card.came_by, card.owner) == (
        "Waits for somebody to take it",
        "by email",
        None,
    )
    assert card.link == f"https://advice.example.org/desk/{reference}"
    assert card.due is not None
    assert card.due.words == "due by 2pm"
    assert [each.act for each in card.acts] == [QueryAct.CLAIM, QueryAct.CLOSE]
    sent = "".join(hospital.room.bodies)
    for private in (NAME, "Larkspur", NUMBER, ADDRESS, "Elm Road", "mass"):
        assert private not in sent


def test_what_is_done_on_a_page_is_on_the_card_within_seconds(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.world.claims("amara")
    hospital.world.settle()
    card = hospital.room.only.card
    assert (card.state, card.owner) == ("Taken", "Dr Amara Example")
    assert QueryAct.CLAIM not in [each.act for each in card.acts]


def test_while_something_is_asked_back_no_time_is_named_for_our_answer(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked(Urgency.NOW)
    hospital.world.claims("amara")
    by = hospital.world.responder("amara")
    Conversing(hospital.world.ledger).ask_back(by, reference, "Since when?", "asks")
    hospital.world.wait(15 * 60 + 1)
    card = hospital.room.only.card
    assert (card.state, card.due, card.late) == ("Asked back, waits for who asked", None, False)


def test_it_turns_late_by_itself(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked(Urgency.NOW)
    assert not hospital.room.only.card.late
    hospital.world.wait(15 * 60 + 1)
    assert hospital.room.only.card.late


def test_what_shows_what_is_true_is_not_sent_again(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked(Urgency.TWO_DAYS)
    for _ in range(5):
        hospital.world.wait(70)
    assert len(hospital.room.only.cards) == 1


def test_a_card_that_somebody_took_away_is_posted_anew(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.posted.clear()
    hospital.world.claims("amara")
    hospital.world.settle()
    assert hospital.room.only.card.owner == "Dr Amara Example"


def test_an_answer_that_was_lost_makes_no_second_card(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.room.loses_answers = True
    hospital.is_asked()
    hospital.room.loses_answers = False
    hospital.world.wait(60)
    hospital.world.wait(60)
    assert hospital.room.only.card.owner is None
    hospital.world.claims("amara")
    hospital.world.settle()
    assert hospital.room.only.card.owner == "Dr Amara Example"


def test_a_chat_that_was_down_shows_what_is_true_when_it_returns(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.room.down = True
    hospital.is_asked()
    hospital.world.claims("amara")
    hospital.world.wait(60)
    hospital.room.down = False
    for _ in range(4):
        hospital.world.wait(300)
    assert hospital.room.only.card.owner == "Dr Amara Example"
    assert len(hospital.room.only.cards) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (ChatRefusal.CHANNEL_CLOSED, "archived or gone"),
        (ChatRefusal.CHANNEL_SHARED, "shared with another organisation"),
        (ChatRefusal.NOT_LET_IN, "takes our key no more"),
    ],
)
def test_a_channel_that_takes_nothing_is_told_to_the_lead_by_text_once(
    at: Opened, code: str, said: str
) -> None:
    hospital = at(MONDAY_TEN)
    hospital.room.refuses = code
    reference = hospital.is_asked()
    hospital.is_asked(key="two")
    for _ in range(3):
        hospital.world.wait(FIVE_MINUTES + 1)
    untold = Undelivered(hospital.world.ledger).seen(hospital.world.responder("chidi")).dead
    assert [each.to for each in untold] == ["colleagues", "colleagues"]
    alarms = [each for each in hospital.world.texts(CHIDI) if "channel" in each or "key" in each]
    assert len(alarms) == 1
    assert said in alarms[0]
    hospital.room.refuses = None
    for _ in range(2):
        hospital.world.wait(FIVE_MINUTES + 1)
    assert {each.card.reference for each in hospital.room.posted} > {reference}
    assert len(hospital.room.posted) == 2


def test_a_line_that_has_another_channel_now_shows_there_what_is_open(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked(Urgency.TWO_DAYS)
    (old,) = hospital.room.posted
    with hospital.world.ledger.work("test") as work:
        work.change(Line, col(Line.key) == "hotdoc", slack_channel="C0OTHER")
    for _ in range(2):
        hospital.world.wait(61)
    (_, new) = hospital.room.posted
    assert new.channel == "C0OTHER"
    hospital.room.person("U0BEN").writes("under the old one", under=old)
    messages = hospital.world.query()["messages"]
    assert [each["kind"] for each in messages] == ["incoming", "internal"]


def test_a_line_without_a_channel_has_no_card(at: Opened) -> None:
    hospital = at(MONDAY_TEN, on=False)
    hospital.is_asked()
    assert not [each for each in hospital.world.query()["outgoing"] if each["channel"] == "chat"]


def test_cards_of_one_channel_are_a_second_apart(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    for number in range(4):
        hospital.mail_comes(Urgency.TODAY, str(number))
    hospital.world.sweep()
    seen = []
    for _ in range(5):
        hospital.world.service.deliver()
        seen.append(len(hospital.room.posted))
        hospital.world.phones.advance(1)
    assert seen == [1, 2, 3, 4, 4]
