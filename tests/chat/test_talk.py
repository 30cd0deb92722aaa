"""What colleagues write under a card stays among them (H19), whatever they edit or take back, and
whether we heard it at once or only when we were back (H26)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.ports.chat import QueryAct
from advice_line.ports.chat_desk import Done, Refused
from advice_line.tables.ledger import TrailEntry
from advice_line.web.query_words import among_colleagues
from tests.chat.conftest import Opened
from tests.chat.hospital import ADDRESS, NAME, Hospital
from tests.web.people import REQUIRED

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
AMARAS, BENS = "U0AMARA", "U0BEN"
TALK = "I think that is a hamartoma, do you?"


def said(hospital: Hospital) -> list[Any]:
    by = hospital.world.responder("amara")
    reference = hospital.world.query()["reference"]
    return list(hospital.world.records.open(by, reference, with_words=True).messages)


@pytest.mark.hazard("H19")
def test_it_is_kept_as_talk_and_reaches_no_requester(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.person(AMARAS).presses(QueryAct.CLAIM)
    assert hospital.room.person(BENS).writes(TALK) is None
    before = [each["kind"] for each in hospital.world.query()["outgoing"]]
    hospital.world.wait(600)
    talk = said(hospital)[-1]
    assert (talk.kind, talk.channel, talk.words, talk.author) == (
        "internal",
        "chat",
        TALK,
        "Ben Example",
    )
    to_asker = [each for each in hospital.world.query()["outgoing"] if each["to"] == "requester"]
    assert [each["kind"] for each in to_asker] == ["question_received"]
    assert "letter" not in before
    assert TALK not in "".join(hospital.room.bodies)
    last = hospital.world.query()["messages"][-1]
    assert (last["kind"], last["author"]) == ("internal", "ben")


@pytest.mark.hazard("H19")
def test_talk_is_no_answer_and_no_reply(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.person(AMARAS).presses(QueryAct.CLAIM)
    hospital.room.person(AMARAS).writes(TALK)
    hospital.world.settle()
    query = hospital.world.query()
    assert query["state"] == "accepted"
    assert query["advice"] == []
    assert [each["kind"] for each in query["contacts"] if each["direction"] == "out"] == []
    assert [each["kind"] for each in query["tasks"] if each["state"] == "open"] == ["answer_query"]


def test_what_came_twice_is_kept_once(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    ben = hospital.room.person(BENS)
    ben.writes(TALK)
    ben.repeats()
    assert [each.words for each in said(hospital)].count(TALK) == 1


def test_what_comes_to_two_in_one_instant_is_kept_once_and_troubles_neither(
    at_either: Opened,
) -> None:
    """As where Slack tells it again while its own list is read."""
    hospital = at_either(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.person(BENS).writes(TALK, unheard=True)
    (event,) = hospital.room.words
    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(lambda _: hospital.room.desk.thread_words(event), range(16)))
    assert answers == [None] * 16
    assert [each.words for each in said(hospital)].count(TALK) == 1


def test_what_is_edited_and_taken_back_stays_beside_it(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    ben = hospital.room.person(BENS)
    ben.writes(TALK)
    hospital.world.wait(5)
    ben.edits("I think that is a granuloma.")
    ben.edits(None)
    shown = said(hospital)
    assert [each.words for each in shown[-2:]] == [TALK, "I think that is a granuloma."]
    assert [among_colleagues(each) for each in shown[-2:]] == [
        "wrote in the chat, among colleagues (taken back since)",
        "wrote in the chat instead, among colleagues",
    ]
    with hospital.world.ledger.look("test") as work:
        trail = work.session.exec(select(TrailEntry).order_by(col(TrailEntry.id))).all()
        did = [(each.action, str(each.detail)) for each in trail]
    assert [action for action, _ in did if action.startswith("message.")] == [
        "message.internal",
        "message.amended",
        "message.withdrawn",
    ]
    assert TALK not in str(did)


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    "words",
    ["999 000 0018 again", f"it is Mrs {NAME.split()[1]}", "her date of birth is 3/4/1961"],
)
def test_who_writes_of_a_patient_there_is_told_alone(at: Opened, words: str) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    told = hospital.room.person(BENS).writes(words)
    assert isinstance(told, Done)
    assert "please delete it here" in told.sentence
    assert words not in told.sentence
    hospital.world.settle()
    assert words not in "".join(hospital.room.bodies)


def test_who_is_not_known_is_told_that_their_name_is_missing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    told = hospital.room.person("U0NOBODY").writes(TALK)
    assert isinstance(told, Done)
    assert "without your name" in told.sentence
    assert said(hospital)[-1].words == TALK


def test_what_another_organisation_writes_is_not_taken(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    before = said(hospital)
    assert isinstance(hospital.room.person(BENS, outside=True).writes(TALK), Refused)
    assert said(hospital) == before


@pytest.mark.hazard("H26")
def test_what_was_written_while_we_were_away_is_found_when_we_return(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.world.wait(301)
    hospital.room.person(BENS).writes(TALK, unheard=True)
    assert TALK not in [each.words for each in said(hospital)]
    hospital.world.wait(301)
    hospital.world.wait(301)
    assert [each.words for each in said(hospital)].count(TALK) == 1


@pytest.mark.hazard("H26")
def test_so_is_what_was_written_under_a_card_that_was_answered_by_then(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.world.wait(301)
    hospital.world.claims("amara")
    amara, reference = hospital.world.responder("amara"), hospital.world.query()["reference"]
    hospital.world.service.records.sign(amara, reference, REQUIRED, "signed")
    hospital.world.settle()
    hospital.room.person(BENS).writes(TALK, unheard=True)
    for _ in range(2):
        hospital.world.wait(301)
    assert [each.words for each in said(hospital)].count(TALK) == 1


def test_the_asker_s_own_words_stay_first(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.person(BENS).writes(TALK)
    kinds = [each.kind for each in said(hospital)]
    assert kinds == ["incoming", "internal"]
    assert ADDRESS not in "".join(hospital.room.bodies)
