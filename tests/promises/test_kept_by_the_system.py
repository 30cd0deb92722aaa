"""Part 5, promises: the system keeps what was promised. It rings the responder first and says who,
by when and whom to ask for; then the practice, which sees the line's number."""

import pytest

from integrations.sandbox.phones import accepts, busy, declines, off, rings_out
from tests.promises.scene import BYPASS, Kept, machine
from tests.stories.outcomes import tasks
from tests.stories.world import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
)

TALK = accepts(key="", talks_for=90)


def test_a_promise_is_kept_without_anybody_touching_a_page(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA)
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.passes(20)
    assert line.rung(AMARA) == 1, "nobody is interrupted before its time"
    line.until(lambda: line.rung(AMARA) == 2)
    assert 7 < line.minutes_before() <= 8
    amara = line.world.person(AMARA).is_rung().answers()
    amara.hears("Your call back to Elm Road Surgery, promised by 10 3")
    amara.presses("1")
    line.passes(3)
    (rung,) = [leg for leg in line.world.phones.legs(ELM_ROAD_MOBILE) if leg["from_number"] == LINE]
    assert rung["ever_joined"]
    assert (line.promise(), line.tries()) == ("kept", [("amara", "spoke")])
    assert tasks(line.query) == [("write_advice", "amara")]
    assert line.query["owner"] == "amara"


def test_whoever_is_rung_hears_whom_to_ask_for_and_the_bypass_number(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA)
    line.until(lambda: line.rung(AMARA) == 2)
    amara = line.world.person(AMARA).is_rung().answers()
    amara.hears("Ask for whoever rang us at 10 a m. Their bypass number is 0 1 6 3 2, 9 6 0 1 9 1")
    amara.presses("2").hears("Somebody else is asked")


@pytest.mark.hazard("H01")
def test_nobody_answers_at_first_and_the_next_tier_is_rung(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(BEN, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("amara", "unanswered"), ("ben", "spoke")]
    assert (line.query["owner"], tasks(line.query)) == ("ben", [("write_advice", "ben")])


def test_key_2_asks_the_next_person_and_never_the_same_again(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, declines())
    line.world.phones.behaves(BEN, declines())
    line.world.phones.behaves(CHIDI, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("amara", "not_me"), ("ben", "not_me"), ("chidi", "spoke")]


@pytest.mark.hazard("H01")
def test_where_all_refuse_the_lead_hears_before_the_promise_breaks(line: Kept) -> None:
    line.promises()
    about = f"A call back ({line.query['reference']})"
    line.world.everybody(declines())
    line.until(lambda: any(about in text for text in line.world.texts(CHIDI)))
    assert line.minutes_before() > 5
    line.until(lambda: line.promises_made()[0] == "broken")
    assert len(line.tries()) == 3, "nobody is rung who has refused"
    assert (line.promises_made()[0], tasks(line.query)) == ("broken", [("ring_back", None)])


def test_nobody_is_rung_more_than_thrice_in_vain(line: Kept) -> None:
    line.promises()
    line.until(lambda: line.promises_made()[0] == "broken")
    ends = line.tries()
    assert {end for _, end in ends} == {"unanswered"}
    assert max(ends.count((who, "unanswered")) for who in ("amara", "ben", "chidi")) <= 3


def test_who_claimed_the_query_is_rung_for_it_and_nobody_else(line: Kept) -> None:
    line.promises()
    line.world.claims("ben")
    line.world.phones.behaves(BEN, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("ben", "spoke")]


def test_whoever_is_engaged_is_rung_again_after_five_minutes(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, busy(), TALK)
    line.until(lambda: len(line.tries()) == 1)
    line.world.person(AMARA).hears("They are engaged. We ring you again at 10 28 a m")
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("amara", "busy"), ("amara", "spoke")]


def test_no_answer_is_tried_once_more_and_then_by_the_bypass_number(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, rings_out())
    line.world.phones.behaves(BYPASS, TALK)
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("amara", "no_answer"), ("amara", "no_answer"), ("amara", "spoke")]
    assert [each["bypass"] for each in line.query["ring_backs"]] == [False, False, True]
    line.world.person(AMARA).hears("we ring their bypass number")


def test_a_number_that_cannot_be_reached_leaves_it_to_the_bypass_number_at_once(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, off())
    line.world.phones.behaves(BYPASS, TALK)
    line.until(lambda: line.promise() == "kept")
    assert line.tries() == [("amara", "failed"), ("amara", "spoke")]
    line.world.person(AMARA).hears("Their number cannot be reached")


def test_where_there_is_no_other_number_somebody_reaches_the_practice(line: Kept) -> None:
    line.promises(OAK_LANE_MOBILE)
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(OAK_LANE_MOBILE, rings_out())
    line.until(lambda: len(line.tries()) == 2)
    assert ("ring_practice", "amara") in tasks(line.query)
    line.world.person(AMARA).hears("Please reach the practice another way")
    line.passes(12)
    assert len(line.tries()) == 2
    assert line.promises_made() == ["broken", "open"]
    oak_lane = line.world.person(OAK_LANE_MOBILE)
    oak_lane.reads("we rang you back and did not reach you. We will ring you by 11:0")


def test_a_machine_that_answers_keeps_no_promise(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, machine())
    line.until(lambda: line.rung(ELM_ROAD_MOBILE) == 1)
    amara = line.world.person(AMARA)
    amara.hears("If you have spoken to them, press 1. If a machine answered, press 2").presses("2")
    amara.hears("We ring you again")
    assert line.promise() == "open"
    assert line.tries() == [("amara", "machine")]
    assert tasks(line.query) == [("ring_back", "amara")]
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")


@pytest.mark.hazard("H09")
def test_a_message_left_on_their_machine_keeps_no_promise_either(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, machine(speaks_for=50))
    line.until(lambda: line.rung(ELM_ROAD_MOBILE) == 1)
    line.world.person(AMARA).hears("If a machine answered, press 2", within=70).presses("2")
    line.passes(1)
    assert (line.promise(), line.tries()) == ("open", [("amara", "machine")])


@pytest.mark.hazard("H09")
def test_a_short_word_is_a_talk_where_the_responder_says_so(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=12))
    line.until(lambda: line.rung(ELM_ROAD_MOBILE) == 1)
    line.world.person(AMARA).hears("If you have spoken to them, press 1").presses("1")
    line.passes(1)
    assert (line.promise(), tasks(line.query)) == ("kept", [("write_advice", "amara")])


@pytest.mark.hazard("H09")
def test_who_says_nothing_of_a_short_one_owes_the_call_still(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts(talks_for=9))
    line.world.phones.behaves(ELM_ROAD_MOBILE, machine(speaks_for=60))
    line.until(lambda: line.tries() == [("amara", "unsaid")])
    assert (line.promise(), tasks(line.query)) == ("open", [("ring_back", "amara")])
    line.passes(4)
    assert line.rung(AMARA) == 2, "nobody is rung before somebody has said how it was"


def test_a_worker_that_was_down_rings_once_when_it_is_back(line: Kept) -> None:
    line.promises()
    line.world.phones.advance(26 * 60)
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.world.sweep()
    line.world.sweep()
    line.world.service.deliver()
    line.passes(3)
    assert (line.tries(), line.rung(AMARA)) == ([("amara", "spoke")], 2)
