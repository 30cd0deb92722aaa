"""A colleague in the hospital asks from the chat: the query is owed at once, and its words are
written on a page, where no vendor keeps them (decision 0036)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from advice_line.desk.chat.door import Chat
from advice_line.desk.chat.list_reading import ListReading
from advice_line.ports.chat import ChatNotice
from advice_line.ports.chat_desk import ChatForm, ChatService, Done, Mend, Refused
from advice_line.rules.chat_words import ASK_HERE
from tests.chat.conftest import Opened
from tests.chat.hospital import NAME, Hospital
from tests.stories.scene import AMARA, PUBLIC_URL
from tests.web.people import REQUIRED

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WARD = "U0WARD"
PRACTICE = """version = 1
[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
email_domains = ["hospital.example.org"]
"""
WORDS = f"{NAME} on ward 6 has new jaundice: CT or ultrasound?"


def form(hospital: Hospital) -> ChatForm:
    found = hospital.room.person(WARD).wants_to_ask()
    assert isinstance(found, ChatForm)
    return found


def test_it_is_a_query_owed_by_its_urgency_with_a_page_for_its_words(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    asked = ward.fills(form(hospital), urgency="now")
    assert isinstance(asked, Done)
    hospital.world.settle()
    query = hospital.world.query()
    assert (query["channel"], query["state"]) == ("chat", "waiting")
    assert query["requester"]["identified_by"] == "account"
    assert query["tasks"][0]["due_at"] == "2026-11-23T10:15:00Z"
    assert query["reference"] in asked.sentence
    assert "by 10:15am" in asked.sentence
    assert asked.link is not None
    assert asked.link.startswith("https://advice.example.org/q/")
    assert hospital.world.texts(AMARA)
    (notice,) = hospital.room.told[WARD]
    assert query["reference"] in notice.lines[0]
    assert notice.link == asked.link
    assert hospital.room.only.card.came_by == "by chat"


def test_sent_twice_it_is_one_query_and_the_same_page(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    ward, shown = hospital.room.person(WARD), form(hospital)
    first = ward.fills(shown, key="view", urgency="today")
    assert ward.fills(shown, key="view", urgency="today") == first
    assert len(hospital.world.queries()) == 1


@pytest.mark.hazard("H07")
def test_nobody_is_asked_for_words_and_none_that_come_all_the_same_are_taken(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    shown = form(hospital)
    assert {each.kind for each in shown.fields} == {"choice"}
    hospital.room.person(WARD).fills(shown, urgency="today", words=WORDS)
    assert hospital.world.query()["messages"][0]["kind"] == "incoming"
    assert _words(hospital) == [None]


def test_a_workspace_that_may_carry_them_takes_words(at: Opened) -> None:
    hospital = at(MONDAY_TEN, "chat_words = true")
    shown = form(hospital)
    assert "words" in {each.kind for each in shown.fields}
    hospital.room.person(WARD).fills(shown, urgency="today", words=WORDS)
    hospital.world.settle()
    assert _words(hospital) == [WORDS]
    assert NAME not in "".join(hospital.room.bodies)


def test_an_urgency_that_is_none_is_said_at_its_field(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    answer = hospital.room.person(WARD).fills(form(hospital), urgency="whenever")
    assert isinstance(answer, Mend)
    assert [each.field for each in answer.problems] == ["urgency"]
    assert hospital.world.queries() == []


def test_what_is_written_to_us_joins_the_one_open_question_of_its_writer(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    nothing = ward.writes_to_us("hello?")
    assert isinstance(nothing, Refused)
    ward.fills(form(hospital), urgency="today")
    added = ward.writes_to_us("he is on warfarin")
    assert isinstance(added, Done)
    assert _words(hospital)[-1] == "he is on warfarin"
    hospital.world.wait(301)
    hospital.world.wait(301)
    assert _words(hospital).count("he is on warfarin") == 1


@pytest.mark.hazard("H20")
def test_after_its_answer_a_word_may_be_about_another_patient_and_is_asked_anew(
    at: Opened,
) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    ward.fills(form(hospital), urgency="today")
    _is_answered(hospital)
    assert isinstance(ward.writes_to_us("New question: somebody else in bed 9"), Refused)
    assert len(_words(hospital)) == 1


@pytest.mark.hazard("H26")
def test_what_they_write_to_us_while_we_are_away_is_found_when_we_return(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    ward.fills(form(hospital), urgency="today")
    hospital.world.wait(301)
    ward.writes_to_us("he is on warfarin", unheard=True)
    assert "he is on warfarin" not in _words(hospital)
    for _ in range(2):
        hospital.world.wait(301)
    assert _words(hospital).count("he is on warfarin") == 1


@pytest.mark.hazard("H20", "H26")
def test_a_word_of_while_we_were_away_for_an_answered_question_is_refused_aloud(
    at: Opened,
) -> None:
    """Once, with how to ask anew; what had joined before the answer is not refused afterwards."""
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    ward.fills(form(hospital), urgency="today")
    hospital.world.wait(301)
    ward.writes_to_us("he is on warfarin")
    _is_answered(hospital)
    ward.writes_to_us("and bed 9?", unheard=True)
    hospital.room.down = True
    hospital.world.wait(301)
    hospital.room.down = False
    for _ in range(3):
        hospital.world.wait(301)
    refused = [each for each in hospital.room.told[WARD] if ASK_HERE in each.lines]
    assert [each.link for each in refused] == ["https://advice.example.org/ask"]
    assert _words(hospital) == [None, "he is on warfarin"]


@pytest.mark.hazard("H26")
def test_whoever_was_refused_at_once_is_not_told_again_when_the_list_is_read(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.world.wait(301)
    assert isinstance(hospital.room.person(WARD).writes_to_us("hello?"), Refused)
    hospital.world.wait(301)
    assert WARD not in hospital.room.told


@pytest.mark.hazard("H26")
def test_two_workers_at_once_and_the_event_itself_refuse_aloud_once(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.room.person(WARD).writes_to_us("hello?", unheard=True)
    desk, room = Chat(hospital.world.ledger, PUBLIC_URL), hospital.room
    worker = ListReading(hospital.world.ledger, desk, ChatService(room, room, room), PUBLIC_URL)
    others: list[Callable[[], object]] = [
        worker.read_at_night,
        lambda: desk.direct_words(room.direct[-1]),
    ]
    tell = room.tell

    def tell_while_others_come_by_it(account: str, notice: ChatNotice, attempt: str) -> str:
        while others:
            others.pop()()
        return tell(account, notice, attempt)

    room.tell = tell_while_others_come_by_it  # type: ignore[method-assign]
    worker.read_due()
    assert others == []
    assert desk.direct_words(room.direct[-1]) is None
    assert [ASK_HERE in each.lines for each in room.told[WARD]] == [True]


@pytest.mark.hazard("H16")
def test_two_conversations_with_the_same_mark_of_time_are_both_kept(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    for account in (WARD, "U0OTHER"):
        hospital.room.person(account).fills(form(hospital), urgency="today")
    hospital.room.person(WARD).writes_to_us("he is on warfarin")
    first = hospital.room.direct[-1]
    other = replace(first, key=f"{first.key}2", account="U0OTHER", words="she has a stent")
    assert isinstance(hospital.room.desk.direct_words(other), Done)
    said = [each for query in hospital.world.queries() for each in query["messages"]]
    assert len(said) == 4


@pytest.mark.hazard("H26")
def test_whose_account_is_gone_holds_up_nobody_else(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    ward.fills(form(hospital), urgency="today")
    hospital.world.wait(301)
    hospital.room.gone.add("U0GONE")
    hospital.room.person("U0GONE").writes_to_us("hello?", unheard=True)
    ward.writes_to_us("he is on warfarin", unheard=True)
    for _ in range(2):
        hospital.world.wait(301)
    assert _words(hospital).count("he is on warfarin") == 1


@pytest.mark.hazard("H17")
@pytest.mark.parametrize("since", [False, True], ids=["asked before", "asks since"])
def test_of_a_practice_that_has_closed_they_are_answered_if_they_came_here_since(
    at: Opened, since: bool
) -> None:
    hospital = at(MONDAY_TEN)
    ward = hospital.room.person(WARD)
    hospital.world.set_up(PRACTICE)
    closed = f"{PRACTICE}closed_on = 2026-11-{23 if since else 24}\n"
    ward.fills(form(hospital), urgency="two_days")
    hospital.world.settle()
    before = len(hospital.room.told[WARD])
    if not since:
        hospital.world.wait(24 * 3600)
    hospital.world.set_up(closed)
    _is_answered(hospital)
    hospital.world.settle()
    assert len(hospital.room.told[WARD]) - before == int(since)
    assert "code_closed" in [each["kind"] for each in hospital.world.query()["tasks"]]


def test_another_s_account_joins_nothing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.room.person(WARD).fills(form(hospital), urgency="today")
    assert isinstance(hospital.room.person("U0OTHER").writes_to_us("and this?"), Refused)
    assert len(_words(hospital)) == 1


def _is_answered(hospital: Hospital) -> None:
    """By somebody whose page showed all that was written."""
    hospital.world.claims("amara")
    amara, reference = hospital.world.responder("amara"), hospital.world.query()["reference"]
    records = hospital.world.service.records
    seen = " ".join(str(each.id) for each in records.open(amara, reference).messages)
    records.sign(amara, reference, {**REQUIRED, "words_seen": seen}, "signed")


def _words(hospital: Hospital) -> list[str | None]:
    by = hospital.world.responder("amara")
    reference = hospital.world.query()["reference"]
    return [each.words for each in hospital.world.records.open(by, reference).messages]
