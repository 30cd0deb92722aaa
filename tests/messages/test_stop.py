"""STOP is honoured: nothing is texted to that number any more, and what a text was to tell is told
another way; a responder hears what it means, and the rota manager sees it."""

import pytest

from advice_line.desk.staff.conversing import Conversing
from integrations.sandbox.phones import rings_out
from tests.messages.conftest import Opened
from tests.messages.people import signed_in, trail
from tests.stories.base import MONDAY_TEN
from tests.stories.outcomes import tasks
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE
from tests.stories.world import World
from tests.web.people import REQUIRED

GP = "+447700900177"


def texts(hotdoc: World, words: str, number: str = GP) -> None:
    hotdoc.person(number).texts(LINE, words)
    hotdoc.settle()


def is_promised_a_call(hotdoc: World, number: str) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(number).rings(LINE).hears("We will ring you back by", within=120)
    gp.is_cut_off()
    hotdoc.settle()


def test_after_stop_nothing_is_texted_and_the_promise_stands_as_it_was_spoken(
    hotdoc: World,
) -> None:
    texts(hotdoc, "Stop.")
    assert "will send no more texts to this number" in hotdoc.texts(GP)[-1]
    is_promised_a_call(hotdoc, GP)
    assert len(hotdoc.texts(GP)) == 1
    query = hotdoc.query()
    assert tasks(query) == [("ring_back", None)]
    (notice,) = [each for each in query["outgoing"] if each["to"] == "requester"]
    assert (notice["state"], notice["failure"]) == ("withdrawn", "stopped")
    assert trail(hotdoc, "outgoing.stopped")[-1].query_id is not None


def test_who_wants_no_texts_is_offered_none_on_the_querys_page(hotdoc: World) -> None:
    texts(hotdoc, "Please ring us about a chest film.")
    reference = hotdoc.query()["reference"]
    page = signed_in(hotdoc, AMARA).opens(f"/desk/{reference}").sees("Text them")
    texts(hotdoc, "STOP")
    page.presses("Text them: please ring us").is_refused(409).sees("Please ring them")
    signed_in(hotdoc, AMARA).opens(f"/desk/{reference}").never_sees("Text them")
    assert [each["kind"] for each in hotdoc.query()["messages"]] == ["incoming"]


def test_who_says_stop_twice_hears_it_once_and_start_undoes_it(hotdoc: World) -> None:
    for word in ("STOP", "stopall", "help"):
        texts(hotdoc, word)
    assert len(hotdoc.texts(GP)) == 1
    texts(hotdoc, "START")
    assert "may text this number again" in hotdoc.texts(GP)[-1]
    is_promised_a_call(hotdoc, GP)
    assert "we will ring you back by" in hotdoc.texts(GP)[-1]


def test_a_question_of_who_has_stopped_us_is_kept_and_not_answered(hotdoc: World) -> None:
    texts(hotdoc, "STOP")
    texts(hotdoc, "Please ring me about a chest film")
    assert len(hotdoc.texts(GP)) == 1
    assert tasks(hotdoc.query()) == [("ring_back", None)]
    assert hotdoc.query()["promises"] == []


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("answered", [False, True])
def test_what_is_asked_back_and_an_answer_that_may_not_be_texted_are_somebodys_to_tell(
    hotdoc: World, answered: bool
) -> None:
    number = f"+4477009001{80 + answered}"
    texts(hotdoc, "What next for a chest film?", number)
    texts(hotdoc, "STOP", number)
    hotdoc.claims("amara")
    amara, reference = hotdoc.responder("amara"), str(hotdoc.query()["reference"])
    if answered:
        hotdoc.service.records.sign(amara, reference, REQUIRED, reference)
    else:
        Conversing(hotdoc.ledger).ask_back(amara, reference, "Which side?", reference)
    hotdoc.settle()
    hotdoc.settle()
    lost = [each for each in hotdoc.query()["outgoing"] if each["failure"] == "stopped"]
    assert [each["kind"] for each in lost] == [
        "answer_ready" if answered else "question_asked_back"
    ]
    assert ("check_bounce", None) in tasks(hotdoc.query())
    assert len(hotdoc.texts(number)) == 2


ALL_ILL = "version = 1\n" + "".join(
    f"""
[[absences]]
key = "{who}-ill"
person = "{who}"
kind = "sickness"
from = 2026-11-23T10:05:00
to = 2026-11-23T19:00:00
"""
    for who in ("amara", "ben", "chidi")
)


@pytest.mark.hazard("H23")
def test_a_new_time_that_cannot_be_texted_is_somebodys_to_tell(alone: World) -> None:
    is_promised_a_call(alone, ELM_ROAD_MOBILE)
    texts(alone, "STOP", ELM_ROAD_MOBILE)
    before = len(alone.texts(ELM_ROAD_MOBILE))
    alone.set_up(ALL_ILL, reason="all are ill")
    alone.wait(900)
    alone.settle()
    alone.settle()
    moved = [each for each in alone.query()["outgoing"] if each["kind"] == "promise_moved"]
    assert [(each["state"], each["failure"]) for each in moved] == [("withdrawn", "stopped")]
    assert any(kind == "tell_new_time" for kind, _ in tasks(alone.query()))
    assert len(alone.texts(ELM_ROAD_MOBILE)) == before


def test_a_responder_who_says_stop_hears_what_it_means_and_the_rota_manager_sees_it(
    at: Opened,
) -> None:
    hotdoc = at(MONDAY_TEN)
    texts(hotdoc, "STOP", AMARA)
    assert "none about duty, calls back or signing in" in hotdoc.texts(AMARA)[-1]
    assert "has texted STOP: no text of ours reaches them" in hotdoc.texts(BEN)[-1]
    assert trail(hotdoc, "texts.stopped")[-1].subject == "responder:amara"
    texts(hotdoc, "START", AMARA)


@pytest.mark.parametrize("word", ["STOP", "start", "Help"])
def test_such_a_word_is_no_query(hotdoc: World, word: str) -> None:
    texts(hotdoc, word)
    assert hotdoc.queries() == []
