"""Part 5, promises: a GP was told a time, and it passes. We say so, with another; the lead and the
office know; and their telephone rings as soon as one of us can be had."""

import pytest

from advice_line.desk.ring_back.keeping import keeping
from advice_line.desk.staff.office import Office
from integrations.sandbox.phones import accepts, busy, off, rings_out
from tests.promises.scene import Kept, machine
from tests.stories.outcomes import tasks
from tests.stories.scene import ELM_ROAD
from tests.stories.world import AMARA, CHIDI, ELM_ROAD_MOBILE, LINE

TALK = accepts(key="", talks_for=90)
LATE = "we are sorry that we are late. We will ring you by"


@pytest.mark.hazard("H01")
def test_nobody_of_us_could_be_had_and_the_gp_hears_so_and_is_rung_late(line: Kept) -> None:
    line.promises()
    line.until(lambda: line.promises_made()[0] == "broken")
    line.passes(0.5)
    gp = line.world.person(ELM_ROAD_MOBILE)
    assert "11:0" in gp.reads(LATE)["body"]
    about = f"A call back ({line.query['reference']})"
    assert any(about in text for text in line.world.texts(CHIDI)), "the lead knows"
    office = Office(line.world.ledger).owed(line.world.responder("chidi"))
    (owed,) = [each for each in office.owed if each.reference == line.query["reference"]]
    assert (owed.task.kind, owed.number) == ("ring_back", ELM_ROAD_MOBILE)

    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept", within=8)
    assert line.promises_made() == ["broken", "kept"]
    assert tasks(line.query) == [("write_advice", "amara")]


@pytest.mark.hazard("H01")
def test_two_times_are_named_and_then_only_that_we_owe_them_a_call(line: Kept) -> None:
    line.promises()
    line.until(lambda: line.promises_made() == ["broken", "broken"], within=75)
    line.passes(0.5)
    gp = line.world.person(ELM_ROAD_MOBILE)
    assert "01632 960000" in gp.reads("We still owe you a call. You can also ring us on")["body"]
    assert tasks(line.query) == [("ring_back", None)]


@pytest.mark.hazard("H23")
def test_a_landline_gets_no_text_so_somebody_rings_about_it(line: Kept) -> None:
    line.promises(ELM_ROAD)
    line.until(lambda: line.promises_made() == ["broken"])
    assert ("tell_new_time", "amara") in tasks(line.query)
    assert line.world.texts(ELM_ROAD) == []
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD, TALK)
    line.until(lambda: line.tries()[-1][1] == "spoke", within=8)
    assert line.promises_made() == ["broken"], "it was late"
    assert tasks(line.query) == [("write_advice", "amara")]


@pytest.mark.hazard("H23")
def test_who_wants_no_texts_is_rung_about_it_too(line: Kept) -> None:
    line.promises()
    line.world.person(ELM_ROAD_MOBILE).texts(LINE, "STOP")
    line.until(lambda: line.promises_made()[0] == "broken")
    line.passes(0.5)
    assert ("tell_new_time", "amara") in tasks(line.query)
    assert line.promises_made() == ["broken", "withdrawn"]
    line.world.person(ELM_ROAD_MOBILE).texts(LINE, "START")


@pytest.mark.hazard("H23")
def test_a_text_that_does_not_come_through_leaves_it_to_a_person(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(ELM_ROAD_MOBILE, off())
    line.until(lambda: line.promises_made() == ["broken", "withdrawn"])
    assert ("tell_new_time", "amara") in tasks(line.query)


@pytest.mark.hazard("H21")
def test_late_at_closing_time_they_hear_of_the_next_morning_and_nobody_is_rung_at_night(
    line: Kept,
) -> None:
    line.begins_at(line.now.replace(hour=18, minute=27))
    line.promises()
    line.until(lambda: line.promises_made()[0] == "broken")
    line.passes(0.5)
    gp = line.world.person(ELM_ROAD_MOBILE)
    assert "If it cannot wait until then, ring 01632 960999" in gp.reads(LATE)["body"]
    line.passes(6)
    due = keeping(line.world.ledger).next_due()
    assert due is not None
    assert due.hour == 8
    assert due > line.now


def test_who_learns_late_that_it_was_a_machine_tells_them_then(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts(talks_for=20))
    line.world.phones.behaves(ELM_ROAD_MOBILE, machine(speaks_for=60))
    line.until(lambda: line.promises_made() == ["broken"])
    line.passes(3)
    assert line.tries() == [("amara", "unsaid")], "perhaps they have spoken"
    amara = line.world.responder("amara")
    line.world.records.said_of_call_back(amara, line.query["reference"], "said", spoke=False)
    line.works()
    line.world.person(ELM_ROAD_MOBILE).reads("we rang you back and did not reach you")


def test_a_talk_that_is_told_late_kept_what_was_promised_first(line: Kept) -> None:
    line.promises()
    line.world.everybody(rings_out())
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.world.phones.chaos("drop-callbacks")
    line.passes(40)
    assert line.promises_made()[0] == "kept"


@pytest.mark.hazard("H01")
def test_a_ring_that_was_said_for_after_the_time_is_not_put_off_as_it_passes(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, busy(), busy(), busy(), TALK)
    line.until(lambda: len(line.tries()) == 3)
    line.world.person(AMARA).hears("They are engaged. We ring you again at 10 35 a m")
    line.until(lambda: line.promises_made() == ["broken", "kept"])
    assert (line.now.hour, line.now.minute) < (10, 39)
