"""Part 7, texts: what somebody texts to the line is a query, or joins the one it names and is a
party to; nobody is texted what anybody wrote, and who says STOP is left alone."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from advice_line.rules.texts import Meaning, read
from advice_line.tables.columns import query_reference
from advice_line.tables.messages import Message
from integrations.sandbox.phones import accepts, rings_out
from tests.messages.conftest import Opened
from tests.messages.people import signed_in, trail
from tests.stories.base import SATURDAY
from tests.stories.outcomes import tasks
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE, STRANGER_MOBILE
from tests.stories.world import World

WORDS = "Edith Larkspur 9990000018 has a mass on her chest film, what next?"
FLOODING = "+447700900666"
FRIDAY_LATE = datetime(2026, 11, 27, 18, 50, tzinfo=UTC)


def texts(hotdoc: World, words: str, number: str = STRANGER_MOBILE) -> None:
    hotdoc.person(number).texts(LINE, words)
    hotdoc.settle()


def answer(hotdoc: World, number: str = STRANGER_MOBILE) -> str:
    return hotdoc.texts(number)[-1]


def test_a_text_from_a_number_nobody_knows_is_a_query_that_is_told_and_answered(
    hotdoc: World,
) -> None:
    texts(hotdoc, WORDS)
    query = hotdoc.query()
    assert (query["channel"], query["state"]) == ("sms", "waiting")
    assert tasks(query) == [("ring_back", None)]
    assert query["case"] is not None
    assert [each["kind"] for each in query["messages"]] == ["incoming"]
    said = answer(hotdoc)
    assert f"reference {query['reference']}" in said
    assert "We will ring you on this number by 10:30am" in said
    assert "We are open until 7pm" in said
    assert "no patient details" in said
    assert "A call back" in hotdoc.texts(AMARA)[-1]
    assert [each["state"] for each in query["promises"]] == ["open"]


@pytest.mark.hazard("H07")
def test_its_words_are_sealed_and_shown_to_who_may_see_them_and_to_nobody_else(
    hotdoc: World,
) -> None:
    texts(hotdoc, WORDS)
    reference = hotdoc.query()["reference"]
    amara = signed_in(hotdoc, AMARA).opens("/desk").sees("An unknown number", "Text message")
    amara.never_sees("Larkspur").opens(f"/desk/{reference}")
    amara.sees("An unknown number texted", WORDS)
    everywhere = [*hotdoc.texts(AMARA), *hotdoc.texts(STRANGER_MOBILE), str(hotdoc.query())]
    with hotdoc.ledger.db.engine.connect() as connection:
        for table in ("inbox_events", "trail", "messages", "outgoing"):
            everywhere += [
                str(row)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
            ]
    assert not [each for each in everywhere if "Larkspur" in each or "9990000018" in each]


def test_a_known_requester_who_names_their_query_joins_it(hotdoc: World) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120)
    gp.is_cut_off()
    hotdoc.settle()
    reference = hotdoc.query()["reference"]
    texts(hotdoc, f"About {reference}: please use the bypass number", ELM_ROAD_MOBILE)
    query = hotdoc.query()
    assert [each["channel"] for each in query["contacts"]] == ["call", "sms"]
    assert query["messages"][0]["channel"] == "sms"
    assert f"added to {reference}" in answer(hotdoc, ELM_ROAD_MOBILE)
    assert tasks(query) == [("ring_back", None)]


def test_whose_query_it_is_hears_of_a_text_that_joined_it(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=30))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=60)
    gp.is_cut_off()
    hotdoc.settle()
    reference = hotdoc.query()["reference"]
    texts(hotdoc, f"{reference} one more thing", ELM_ROAD_MOBILE)
    assert ("ring_back", "amara") in tasks(hotdoc.query())
    assert f"The requester of {reference} has texted" in hotdoc.texts(AMARA)[-1]


@pytest.mark.hazard("H01")
def test_a_text_about_a_call_that_nobody_has_taken_yet_is_owed_whatever_becomes_of_the_call(
    hotdoc: World,
) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("You are through").waits(8)
    reference, state = hotdoc.query()["reference"], hotdoc.query()["state"]
    assert state == "offered"
    texts(hotdoc, f"{reference} it is the left knee", ELM_ROAD_MOBILE)
    first, second = hotdoc.queries()
    assert (first["messages"], len(second["messages"])) == ([], 1)
    assert (second["state"], second["linked_to"]) == ("waiting", [reference])
    assert tasks(second) == [("ring_back", None)]
    hotdoc.phones.behaves(BEN, accepts(talks_for=30))
    gp.hears("Your reference is", within=60).is_cut_off()
    hotdoc.settle()
    assert [tasks(each) for each in hotdoc.queries()] == [
        [("write_advice", "ben")],
        [("ring_back", None)],
    ]
    signed_in(hotdoc, BEN).opens("/desk").sees(second["reference"], "Text message")


@pytest.mark.hazard("H20")
def test_a_reference_from_another_number_opens_its_own_query_with_a_hint(hotdoc: World) -> None:
    texts(hotdoc, WORDS)
    reference = hotdoc.query()["reference"]
    texts(hotdoc, f"{reference} this is about my patient too", OAK_LANE_MOBILE)
    first, second = hotdoc.queries()
    assert len(first["messages"]) == len(second["messages"]) == 1
    assert second["linked_to"] == [reference]
    assert second["reference"] in answer(hotdoc, OAK_LANE_MOBILE)
    assert reference not in answer(hotdoc, OAK_LANE_MOBILE)
    page = signed_in(hotdoc, AMARA).opens(f"/desk/{second['reference']}")
    page.sees(f"This may belong to {reference}", "Nothing was joined")


@pytest.mark.hazard("H20")
def test_without_its_reference_even_the_same_number_opens_another_with_a_hint(
    hotdoc: World,
) -> None:
    texts(hotdoc, WORDS)
    texts(hotdoc, "and she is 44")
    first, second = hotdoc.queries()
    assert second["linked_to"] == [first["reference"]]
    assert [len(each["messages"]) for each in (first, second)] == [1, 1]


def test_a_reference_alone_is_answered_with_where_it_is(hotdoc: World) -> None:
    texts(hotdoc, WORDS)
    reference = hotdoc.query()["reference"]
    texts(hotdoc, f"{reference.lower()}?")
    assert answer(hotdoc).endswith(
        f"{reference} waits for somebody on duty, and we ring you by 10:30am."
    )
    hotdoc.claims("ben")
    texts(hotdoc, reference.replace("-", " "))
    assert "is taken by an advanced practitioner, and we ring you by 10:30am" in answer(hotdoc)
    assert len(hotdoc.query()["messages"]) == 1


@pytest.mark.hazard("H15", "H20")
def test_a_reference_alone_tells_another_number_nothing(hotdoc: World) -> None:
    texts(hotdoc, WORDS)
    reference = hotdoc.query()["reference"]
    texts(hotdoc, reference, OAK_LANE_MOBILE)
    assert len(hotdoc.queries()) == 2
    assert "waits for" not in answer(hotdoc, OAK_LANE_MOBILE)
    assert reference not in answer(hotdoc, OAK_LANE_MOBILE)


@pytest.mark.hazard("H21")
def test_closed_the_texter_hears_when_it_opens_and_whom_to_ring(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    texts(hotdoc, WORDS)
    said = answer(hotdoc)
    assert "is closed; it opens at 8am on Monday 23 November" in said
    assert "nobody has read it" in said
    assert "ring 01632 960999" in said
    (owed,) = hotdoc.query()["tasks"]
    assert (owed["kind"], owed["due_at"]) == ("ring_back", "2026-11-23T08:00:00Z")
    assert hotdoc.query()["promises"] == []


@pytest.mark.hazard("H21")
def test_shortly_before_closing_the_texter_hears_the_number_of_the_night(at: Opened) -> None:
    hotdoc = at(FRIDAY_LATE)
    texts(hotdoc, WORDS)
    told = [each for each in hotdoc.texts(STRANGER_MOBILE) if "we are late" not in each][-1]
    assert "by 8:20am on Monday 30 November" in told
    assert "If it cannot wait until then, ring 01632 960999" in told


@pytest.mark.hazard("H16")
def test_a_text_that_comes_twice_is_one_query_with_one_answer(hotdoc: World) -> None:
    hotdoc.phones.chaos("duplicate-callbacks")
    texts(hotdoc, WORDS)
    assert len(hotdoc.queries()) == 1
    again(hotdoc)
    assert hotdoc.phones.faults() == []
    assert len(set(hotdoc.texts(STRANGER_MOBILE))) == 1
    assert len(hotdoc.queries()) == 1
    assert len(hotdoc.query()["messages"]) == 1


def again(hotdoc: World) -> None:
    """The carrier sends the newest text once more."""
    network = hotdoc.carrier.network
    newest = [each for each in network.messages.values() if each.direction == "inbound"][-1]
    messaging = hotdoc.carrier.messaging
    messaging._ask(newest, network.numbers[LINE].sms_url, "")
    hotdoc.settle()


def test_two_machines_do_not_answer_each_other_for_ever(hotdoc: World) -> None:
    for _ in range(4):
        texts(hotdoc, "Thank you for your message. We reply within two days.")
    assert len(hotdoc.texts(STRANGER_MOBILE)) == 1
    assert len(hotdoc.queries()) == 4
    assert [len(each["promises"]) for each in hotdoc.queries()] == [1, 0, 0, 0]
    hotdoc.wait(700)
    texts(hotdoc, "Thank you for your message.")
    assert len(hotdoc.texts(STRANGER_MOBILE)) == 2


def test_who_texts_without_end_interrupts_nobody_with_each(hotdoc: World) -> None:
    for _ in range(8):
        hotdoc.person(FLOODING).texts(LINE, "Win a prize")
    hotdoc.settle()
    assert len(hotdoc.queries()) == 8
    assert all(tasks(each) == [("ring_back", None)] for each in hotdoc.queries())
    assert len([text for text in hotdoc.texts(AMARA) if "A call back" in text]) == 5


def test_a_picture_is_refused_and_named_and_its_words_are_kept(hotdoc: World) -> None:
    hotdoc.carrier.messaging.receive(STRANGER_MOBILE, LINE, "see this", media=2)
    hotdoc.settle()
    assert "We take no pictures or files: none was kept" in answer(hotdoc)
    page = signed_in(hotdoc, AMARA).opens(f"/desk/{hotdoc.query()['reference']}")
    page.sees("see this", "With 2 pictures or files, which we do not take")


@pytest.mark.parametrize("words", ["👍", "a\0b", "ß" * 700, "x" * 1500, "K7Q2-M9FX", "1"])
def test_whatever_it_holds_it_is_kept_whole(hotdoc: World, words: str) -> None:
    texts(hotdoc, words)
    with hotdoc.ledger.look("test") as work:
        (row,) = work.session.exec(
            select(Message).where(
                col(Message.external_id) == hotdoc.query()["contacts"][0]["external_id"]
            )
        ).all()
        kept = work.vault.open(row.sealed_words or "", "messages.sealed_words")
    assert kept == words.replace("\0", "")


def test_an_empty_text_is_answered_and_is_no_query(hotdoc: World) -> None:
    texts(hotdoc, "  ")
    assert "was empty" in answer(hotdoc)
    assert hotdoc.queries() == []


def test_a_line_of_ours_that_texts_us_is_not_answered(hotdoc: World) -> None:
    hotdoc.carrier.messaging.receive(LINE, LINE, "hello")
    hotdoc.settle()
    assert hotdoc.queries() == []
    assert trail(hotdoc, "text.ignored")[-1].subject == "line:hotdoc"


def test_help_says_who_we_are_and_whom_to_ring(hotdoc: World) -> None:
    for word in ("HELP", "info"):
        texts(hotdoc, word)
        assert "Example Radiology Advice advises clinicians" in answer(hotdoc)
        assert "Ring 01632 960000" in answer(hotdoc)
    assert hotdoc.queries() == []


def test_a_responder_is_texted_one_of_two_sentences_and_never_words_of_their_own(
    hotdoc: World,
) -> None:
    texts(hotdoc, WORDS)
    reference = hotdoc.query()["reference"]
    amara = signed_in(hotdoc, AMARA).opens(f"/desk/{reference}")
    assert not [each for form in amara.forms() for each in form.fields if each == "words"]
    amara.presses("Text them: please ring us").sees("Please ring us.")
    hotdoc.settle()
    assert f"we have read your text ({reference}). Please ring us on 01632 960000" in answer(hotdoc)
    kinds = [(each["kind"], each["author"]) for each in hotdoc.query()["messages"]]
    assert kinds == [("incoming", None), ("outgoing", "amara")]
    amara.presses("Text them: we will ring")
    hotdoc.settle()
    assert "will ring you on this number" in answer(hotdoc)


def test_what_a_responder_texts_is_not_kept_and_they_hear_so(hotdoc: World) -> None:
    texts(hotdoc, "I am stuck on the M1", BEN)
    assert "Nothing was kept" in answer(hotdoc, BEN)
    assert hotdoc.queries() == []


def test_a_reference_can_be_told_from_two_words_whatever_is_drawn() -> None:
    drawn = (query_reference().replace("-", " ") for _ in range(300))
    assert {read(each).meaning for each in drawn} == {Meaning.REFERENCE}
