"""Part 2, who calls: a number is a hint and never proof, and by it a caller is heard about, asked
about the query they still have open, and nothing else (H15)."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from advice_line.desk.query import reading
from advice_line.tables.queries import Contact, Query
from integrations.sandbox.phones import accepts, declines, rings_out
from integrations.sandbox.story import Person
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.front_calls import AGAIN, MENU
from tests.stories.outcomes import ends_as, offers
from tests.stories.scene import (
    AMARA,
    BEN,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE,
    STRANGER,
    STRANGER_MOBILE,
)
from tests.stories.world import World

pytestmark = on_sqlite

STONE, WARD = "+447700900150", "+441632960170"
ABOUT = "If you ring about the query of"


def wants_advice(front_door: World, number: str = ELM_ROAD_MOBILE) -> Person:
    return front_door.person(number).rings(LINE).hears(MENU).presses("1")


def is_whispered(front_door: World, words: str) -> None:
    amara = front_door.person(AMARA).is_rung().answers().hears(words)
    amara.presses("2")
    front_door.everybody(declines())


def test_two_a_known_person_is_told_by_their_organisation(front_door: World) -> None:
    gp = wants_advice(front_door, STONE)
    is_whispered(front_door, "Radiology advice call from Oak Lane Surgery, a patient is waiting")
    gp.hears("ring you back by").is_cut_off()
    front_door.settle()
    query = front_door.query()
    assert query["requester"] == {
        "organisation": "Y99002",
        "identified_by": "number",
        "verified": False,
    }
    with front_door.ledger.look("test") as work:
        assert work.session.exec(select(Contact.requester_id)).one() is not None


def test_a_colleague_in_the_hospital_is_called_internal_and_may_skip_the_menu(
    front_door: World,
) -> None:
    ward = front_door.person(WARD).rings(LINE).hears("call 999")
    is_whispered(front_door, "Radiology advice call from Ward Seven, internal")
    ward.hears("ring you back by").never_heard(MENU).never_heard(AGAIN).is_cut_off()
    front_door.settle()


def test_what_a_known_caller_presses_counts_though_they_hear_no_menu(front_door: World) -> None:
    ward = front_door.person(WARD).rings(LINE).waits(1).presses("3")
    ward.hears("cannot look up a request").waits(9).hangs_up()
    front_door.settle()
    assert front_door.query()["state"] == "closed"


@pytest.fixture
def with_open_query(front_door: World) -> World:
    """Elm Road rang at ten, and Ben has the query; it is a quarter past."""
    front_door.phones.behaves(AMARA, declines())
    front_door.phones.behaves(BEN, accepts(talks_for=30))
    wants_advice(front_door).hears("Your reference is", within=90).is_cut_off()
    front_door.wait(900)
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    return front_door


def test_who_has_an_open_query_is_asked_whether_they_ring_about_it_and_its_owner_is_rung_first(
    with_open_query: World,
) -> None:
    gp = wants_advice(with_open_query).hears(f"{ABOUT} 10 a m, press 1").presses("1")
    ben = with_open_query.person(BEN).hears("Elm Road Surgery, about an earlier query")
    gp.hears("Your reference is").is_cut_off()
    with_open_query.settle()
    first, second = with_open_query.queries()
    assert second["linked_to"] == [first["reference"]]
    assert offers(second) == [("ben", "accepted")]
    assert [gp.never_heard(each) for each in (first["reference"], "Ben")]
    assert ben.number == BEN


@pytest.mark.parametrize("keys", ["", "2"])
def test_who_rings_about_something_else_goes_on(with_open_query: World, keys: str) -> None:
    gp = wants_advice(with_open_query).hears(ABOUT)
    if keys:
        gp.presses(keys)
    gp.hears("Your reference is").is_cut_off()
    with_open_query.settle()
    second = with_open_query.queries()[-1]
    assert (second["linked_to"], offers(second)) == ([], [("amara", "accepted")])
    assert second["urgency"]["asked"] == "now"


def test_zero_is_a_person_here_too(with_open_query: World) -> None:
    wants_advice(with_open_query).hears(ABOUT).presses("0").hears("Your reference").is_cut_off()
    with_open_query.settle()
    assert with_open_query.queries()[-1]["linked_to"] == []


@pytest.mark.hazard("H15")
def test_another_number_and_a_withheld_one_hear_nothing_of_it(with_open_query: World) -> None:
    for number, withheld in ((ELM_ROAD, False), (STRANGER, False), (STRANGER, True)):
        gp = with_open_query.person(number).rings(LINE, withheld=withheld).hears(MENU)
        gp.presses("1").waits(12).never_heard(ABOUT).hangs_up()
        with_open_query.settle()


@pytest.mark.hazard("H15")
def test_a_known_number_proves_nothing_and_opens_nothing(with_open_query: World) -> None:
    """Whoever shows the practice's number hears when a query came, and not one word of it."""
    gp = wants_advice(with_open_query).hears(ABOUT).presses("1").hears("Your reference is")
    gp.is_cut_off()
    with_open_query.settle()
    first, second = with_open_query.queries()
    said = " ".join(each["text"] for each in gp.heard() if each["source"] == "line")
    spelled = ", ".join(first["reference"].split("-")[0])
    assert said.count(spelled) == 1  # by who owned the call in which it was given
    assert (second["requester"]["verified"], second["requester"]["identified_by"]) == (
        False,
        "number",
    )
    assert second["case"]["reference"] != first["case"]["reference"]
    with with_open_query.ledger.look("test") as work:
        sealed = work.session.exec(select(Query.sealed_patient, Query.sealed_question)).all()
        assert sealed == [(None, None), (None, None)]


@pytest.mark.parametrize(("day", "asked"), [(23, True), (24, False)])
def test_five_working_days_later_they_are_asked_and_then_no_more(
    opened_with_menu: OpenedHere, day: int, asked: bool
) -> None:
    hotdoc = opened_with_menu(datetime(2026, 11, 16, 10, 0, tzinfo=UTC))
    hotdoc.everybody(rings_out())
    wants_advice(hotdoc).hears("ring you back by", within=120).is_cut_off()
    at = datetime(2026, 11, day, 10, 0, tzinfo=UTC)
    hotdoc.phones.advance((at - hotdoc.carrier.clock.now()).total_seconds())
    gp = wants_advice(hotdoc).waits(9)
    assert any(ABOUT in each["text"] for each in gp.heard()) is asked
    gp.hangs_up()
    hotdoc.settle()


def test_what_is_closed_is_not_asked_about(front_door: World) -> None:
    wants_advice(front_door).hangs_up()
    front_door.settle()
    reference = front_door.query()["reference"]
    front_door.records.close(front_door.responder("chidi"), reference, "a wrong number", "tap")
    wants_advice(front_door).waits(9).never_heard(ABOUT).hangs_up()
    front_door.settle()


def promised(front_door: World, number: str) -> Person:
    front_door.everybody(declines())
    return wants_advice(front_door, number).hears("ring you back by", within=90)


def test_who_rings_from_a_number_that_nobody_knows_hears_that_it_will_be_rung(
    front_door: World,
) -> None:
    gp = promised(front_door, STRANGER_MOBILE)
    gp.hears("We will ring the number that you call from").is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "promise")


def test_they_may_give_another_and_hear_it_read_back(front_door: World) -> None:
    gp = promised(front_door, STRANGER_MOBILE).hears("To give another, press 2").presses("2")
    gp.hears("Please key in the number").presses("12#").hears("That is not a telephone number")
    gp.presses("01632960102#").hears("ring you back on 0 1 6 3 2, 9 6 0 1 0 2").is_cut_off()
    front_door.settle()
    query = front_door.query()
    assert query["contacts"][0]["ended"] == "promised"
    assert query["requester"]["organisation"] == "Y99002"
    with front_door.ledger.look("test") as work:
        assert reading.call_back_number(work, work.session.exec(select(Query)).one()) == OAK_LANE


@pytest.mark.parametrize("keys", ["9", "2"])
def test_who_gives_no_other_is_rung_where_they_call_from(front_door: World, keys: str) -> None:
    gp = promised(front_door, STRANGER_MOBILE).hears("press 2").presses(keys)
    if keys == "2":
        gp.hears("Please key in the number").hears("We will ring the number that you call from")
    gp.is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "promise")


def test_a_known_number_is_not_asked_for_another(front_door: World) -> None:
    promised(front_door, ELM_ROAD_MOBILE).is_cut_off().never_heard("To give another")
    front_door.settle()


def test_who_answers_sees_that_it_is_the_third_call_today_from_this_number(
    front_door: World,
) -> None:
    for _ in range(3):
        front_door.person(ELM_ROAD).rings(LINE).waits(2).hangs_up()
        front_door.settle()
    front_door.person(STRANGER).rings(LINE, withheld=True).waits(2).hangs_up()
    front_door.settle()
    ben = front_door.responder("ben")
    seen = [front_door.records.open(ben, each["reference"]) for each in front_door.queries()]
    assert [each.calls_today for each in seen] == [1, 2, 3, 0]
