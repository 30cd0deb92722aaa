"""Who chases a request or a report is answered without a radiologist, and nobody is dropped: worry
and a second chase are offered a person first, and what nobody served the office has to do (H24)."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.desk.staff.office import Office
from advice_line.errors import Conflict
from advice_line.tables.queries import Deflection
from integrations.sandbox.phones import accepts, off, rings_out
from tests.stories import front_calls
from tests.stories.base import MONDAY_NOON
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.front_calls import ANSWER, BEFORE, CHOICES, OFFICE, SILENT, chases
from tests.stories.outcomes import ends_as, tasks
from tests.stories.scene import (
    AMARA,
    BEN,
    CHIDI,
    DESK,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE,
    RESPONDERS,
    STRANGER,
)
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H24"), on_sqlite]

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


@pytest.mark.hazard("H16")
def test_who_wants_no_texts_is_offered_none_and_told_of_none(front_door: World) -> None:
    front_door.person(ELM_ROAD_MOBILE).texts(LINE, "STOP")
    front_door.settle()
    gp = chases(front_door).hears(CHOICES).never_heard("by text").presses("1")
    gp.never_heard("You will get a text").hears(CHOICES).hears(OFFICE).is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "office")


def test_a_chase_is_answered_in_words_and_rings_nobody(front_door: World) -> None:
    front_calls.hears_and_hangs_up(front_door)
    front_door.settle()
    ends_as(front_door.query(), "told")
    assert front_door.query()["deflected_to"] == "chasing a request or a report"
    assert front_door.query()["case"]["state"] == "withdrawn"
    assert not any(front_door.phones.legs(number) for number in RESPONDERS)
    with front_door.ledger.look("test") as work:
        (row,) = work.session.exec(select(Deflection)).all()
        assert (row.kind, row.key, row.state) == ("answer", "3", "answered")


def test_who_leaves_before_the_first_sentence_is_over_is_the_offices_to_ring(
    front_door: World,
) -> None:
    front_calls.gone_before_the_answer(front_door)
    front_door.settle()
    ends_as(front_door.query(), "gone before the answer")
    assert not any(front_door.phones.legs(number) for number in RESPONDERS)
    (owed,) = Office(front_door.ledger).owed(front_door.responder("chidi")).owed
    Office(front_door.ledger).finish(front_door.responder("chidi"), owed.task.public_id, "tap")
    assert front_door.query()["state"] == "closed"


def test_whoever_is_worried_hears_the_way_to_a_person_before_the_answer(front_door: World) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    gp = chases(front_door).hears("If you are worried about a result, press 2").presses("2")
    gp.never_heard(ANSWER).hears("Your reference is").is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "talk")
    assert front_door.query()["contacts"][0]["reason"] == "worried"


def test_a_text_says_where_it_is_to_be_read_and_nothing_else(front_door: World) -> None:
    front_calls.by_text(front_door)
    front_door.settle()
    (text,) = front_door.texts("+447700900114")
    assert text == (
        "Example Radiology Advice: what we can tell you is here: https://advice.example.org/ "
        "Please do not reply with patient details."
    )


def test_an_answer_that_no_text_brings_is_the_offices_to_give(front_door: World) -> None:
    """They were told that a text comes: until it has, nobody has served them."""
    front_door.phones.behaves("+447700900114", off())
    front_calls.by_text(front_door)
    front_door.wait(60)
    front_door.wait(60)
    query = front_door.query()
    assert (query["state"], query["outgoing"][-1]["state"]) == ("waiting", "dead")
    assert tasks(query) == [("follow_up", None)]
    office, chidi = Office(front_door.ledger), front_door.responder("chidi")
    (owed,) = office.owed(chidi).owed
    office.to_radiologist(chidi, owed.task.public_id, "tap")
    # What a radiologist is asked about is a case again.
    assert front_door.query()["case"]["state"] == "draft"


@pytest.mark.hazard("H10")
def test_what_the_office_passes_on_stays_with_who_has_taken_it_already(
    front_door: World,
) -> None:
    front_door.phones.behaves("+447700900114", off())
    front_calls.by_text(front_door)
    front_door.wait(60)
    front_door.wait(60)
    front_door.claims("amara")
    office, chidi = Office(front_door.ledger), front_door.responder("chidi")
    (owed,) = [each for each in office.owed(chidi).owed if each.can_pass_on]
    office.to_radiologist(chidi, owed.task.public_id, "tap")
    query = front_door.query()
    assert (query["state"], query["owner"]) == ("accepted", "amara")
    assert tasks(query) == [("ring_back", "amara")]


def test_a_landline_is_offered_no_text(front_door: World) -> None:
    gp = chases(front_door, ELM_ROAD).hears(CHOICES).never_heard("by text").presses("1")
    gp.hears(CHOICES).never_heard("You will get a text").hangs_up()
    front_door.settle()
    ends_as(front_door.query(), "told")


def test_who_is_worried_about_a_result_is_put_through_and_it_is_kept_why(front_door: World) -> None:
    front_calls.worried_and_put_through(front_door)
    front_door.settle()
    ends_as(front_door.query(), "talk")
    assert front_door.query()["contacts"][0]["reason"] == "worried"


def test_zero_reaches_a_person_from_an_answer_and_from_a_silent_desk(
    opened_with_menu: OpenedHere,
) -> None:
    noon = opened_with_menu(MONDAY_NOON)
    noon.phones.behaves(DESK, rings_out())
    noon.phones.behaves(AMARA, accepts(talks_for=5))
    for number, key, words in (("+447700900111", "3", SILENT), ("+447700900112", "4", CHOICES)):
        gp = chases(noon, number, key=key).hears(words).presses("0")
        gp.hears("Your reference is").is_cut_off()
    noon.settle()
    for query in noon.queries():
        ends_as(query, "talk")


def rings_again(hotdoc: World, at: datetime, number: str = ELM_ROAD) -> str:
    """What a second chase from Elm Road hears first."""
    hotdoc.phones.advance((at - hotdoc.carrier.clock.now()).total_seconds())
    gp = chases(hotdoc, number).waits(12)
    hotdoc.phones.behaves(AMARA, accepts(talks_for=5))
    return gp.heard()[-1]["text"]


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 18, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 9, 0, tzinfo=UTC), False),
    ],
    ids=["the same day", "two working days later", "the day after that"],
)
def test_a_second_chase_within_two_working_days_is_offered_a_person_first(
    opened_with_menu: OpenedHere, at: datetime, offered: bool
) -> None:
    hotdoc = opened_with_menu(FRIDAY)
    chases(hotdoc, ELM_ROAD).hears(ANSWER).waits(15).hangs_up()
    hotdoc.settle()
    assert (BEFORE in rings_again(hotdoc, at)) is offered
    hotdoc.person(ELM_ROAD).hangs_up()
    hotdoc.settle()


@pytest.mark.parametrize("keys", ["1", "0", ""])
def test_a_second_chase_reaches_a_person_by_a_key_and_by_silence(
    front_door: World, keys: str
) -> None:
    chases(front_door, ELM_ROAD).hears(ANSWER).waits(15).hangs_up()
    front_door.settle()
    front_door.phones.behaves(AMARA, accepts(talks_for=5))
    gp = chases(front_door, ELM_ROAD).hears(BEFORE)
    if keys:
        gp.presses(keys)
    gp.hears("Your reference is").is_cut_off()
    front_door.settle()
    ends_as(front_door.queries()[-1], "talk", mobile=False)


def test_who_says_at_once_that_a_result_worries_them_is_no_chaser(front_door: World) -> None:
    chases(front_door, ELM_ROAD).hears(ANSWER).waits(15).hangs_up()
    front_door.settle()
    QuietWindows(front_door.ledger).begin(front_door.responder("amara"), 5, "tap")
    gp = chases(front_door, ELM_ROAD).hears(BEFORE).presses("1")
    amara = front_door.person(AMARA).is_rung().answers().hears("worried about a result")
    amara.presses("1")
    gp.waits(5)
    assert front_door.queries()[-1]["contacts"][0]["reason"] == "worried"
    gp.hangs_up()
    front_door.settle()


def test_who_chases_again_may_go_on_to_the_answer(front_door: World) -> None:
    for _ in range(2):
        gp = chases(front_door, ELM_ROAD)
        if front_door.queries()[0]["state"] == "closed":
            gp.hears(BEFORE).presses("2")
        gp.hears(ANSWER).waits(15).hangs_up()
        front_door.settle()
    assert [query["state"] for query in front_door.queries()] == ["closed", "closed"]


def test_nothing_is_known_of_another_practice_or_of_who_withholds_their_number(
    front_door: World,
) -> None:
    callers = ((ELM_ROAD, False), (OAK_LANE, False), (STRANGER, True), (STRANGER, True))
    for number, withheld in callers:
        gp = chases(front_door, number, withheld=withheld).hears(ANSWER).waits(15)
        gp.never_heard(BEFORE).hangs_up()
        front_door.settle()
    assert [query["state"] for query in front_door.queries()] == ["closed"] * 4


def test_what_nobody_served_is_the_radiology_offices_until_it_says_that_it_is_done(
    front_door: World,
) -> None:
    front_calls.says_nothing_and_is_the_offices(front_door)
    front_door.settle()
    ends_as(front_door.query(), "office")
    assert tasks(front_door.query()) == [("follow_up", None)]
    office, chidi = Office(front_door.ledger), front_door.responder("chidi")
    (owed,) = office.owed(chidi).owed
    assert (owed.number, owed.can_finish) == ("+447700900115", True)
    office.finish(chidi, owed.task.public_id, "tap")
    assert (front_door.query()["state"], tasks(front_door.query())) == ("closed", [])
    assert front_door.query()["case"]["state"] == "withdrawn"


def test_where_the_office_finds_that_a_radiologist_is_needed_whoever_is_on_rings_back(
    front_door: World,
) -> None:
    front_calls.says_nothing_and_is_the_offices(front_door)
    front_door.settle()
    office, chidi = Office(front_door.ledger), front_door.responder("chidi")
    (owed,) = office.owed(chidi).owed
    assert owed.can_pass_on
    office.to_radiologist(chidi, owed.task.public_id, "tap")
    front_door.settle()
    query = front_door.query()
    assert (query["state"], tasks(query)) == ("waiting", [("ring_back", None)])
    assert "A call back" in front_door.texts(AMARA)[-1]
    office.to_radiologist(chidi, owed.task.public_id, "another tap")
    assert tasks(front_door.query()) == [("ring_back", None)]
    with pytest.raises(Conflict, match=r"You were first yourself .*: a radiologist is needed"):
        office.finish(chidi, owed.task.public_id, "another thing")


def test_where_the_office_does_not_ring_in_time_the_lead_hears_of_it_and_nobody_on_tier_one(
    front_door: World,
) -> None:
    front_calls.says_nothing_and_is_the_offices(front_door)
    front_door.settle()
    before = [len(front_door.texts(number)) for number in RESPONDERS]
    front_door.wait(4 * 3600 - 120)
    assert [len(front_door.texts(number)) for number in RESPONDERS] == before
    front_door.wait(240)
    front_door.settle()
    assert "was due by" in front_door.texts(CHIDI)[-1]
    assert [len(front_door.texts(number)) for number in (AMARA, BEN)] == before[:2]
    ends_as(front_door.query(), "office")
