"""Part 6, in the call: a talk that we rang back is held, joined and handed over like one that came
to us. There the responder's phone dialled the requester's, and it is theirs that is moved."""

from collections.abc import Sequence

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import accepts, declines, rings_out
from tests.promises.scene import Kept
from tests.stories.in_call import Talk, hear_each_other
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE


@pytest.fixture
def talk(line: Kept) -> Talk:
    """Amara keeps a promise by the system's call."""
    line.promises()
    for number in (AMARA, ELM_ROAD_MOBILE):
        line.world.phones.behaves(number)
    line.until(lambda: line.rung(AMARA) == 2)
    return _connected(line)


def _connected(line: Kept) -> Talk:
    amara = line.world.person(AMARA).is_rung().answers().hears("Press 1 to connect").presses("1")
    gp = line.world.person(ELM_ROAD_MOBILE).is_rung().answers().waits(30)
    assert hear_each_other(amara, gp)
    return Talk(line.world, gp, amara)


def is_over(line: Kept, *, owner: str = "amara", said: Sequence[str] = ()) -> None:
    """They have talked: the promise is kept, the record is owed, the carrier knows of no other
    call than we."""
    line.passes(1)
    query = line.query
    assert (query["state"], query["owner"]) == ("accepted", owner)
    assert tasks(query) == [*(("write_said", each) for each in said), ("write_advice", owner)]
    assert line.promises_made() == ["kept"]
    assert all(each["ended"] and each["ended_at"] for each in query["contacts"])
    assert line.tries()[-1] == ("amara", "spoke")


def test_part_6_who_was_rung_back_is_held_and_taken_back(line: Kept, talk: Talk) -> None:
    assert talk.page().stage == "talk"
    talk.holds()
    talk.gp.hears("Please hold the line")
    assert not hear_each_other(talk.amara, talk.gp)
    assert talk.page().stage == "hold"
    talk.gp.hears("We have not forgotten you")
    talk.takes_back()
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    is_over(line)
    assert talk.page().stage is None


def test_the_same_after_a_ring_back_by_hand(line: Kept) -> None:
    line.promises()
    for number in (AMARA, ELM_ROAD_MOBILE):
        line.world.phones.behaves(number)
    line.world.records.ring_back(line.world.responder("amara"), line.query["reference"], opaque())
    line.works()
    talk = _connected(line)
    talk.holds()
    talk.gp.hears("Please hold the line").hangs_up()
    talk.amara.hears("The caller has hung up").is_cut_off()
    is_over(line)


def test_part_6_a_colleague_is_brought_in_to_who_was_rung_back(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN)
    talk.brings_in("ben")
    ben = line.world.person(BEN).is_rung()
    talk.gp.hears("We are asking Ben Example to join us. Please hold the line")
    ben.answers().hears("Dr Amara Example asks you to join an advice call from Elm Road Surgery")
    ben.waits(6).presses("1")
    line.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp, ben)
    talk.amara.hangs_up()
    line.world.settle(2)
    assert hear_each_other(ben, talk.gp)
    ben.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    is_over(line)


@pytest.mark.hazard("H10")
def test_part_6_who_was_rung_back_is_handed_over(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN)
    talk.hands_over_to("ben")
    ben = line.world.person(BEN).is_rung().answers().hears("hands over to you an advice call")
    assert line.query["owner"] == "amara", "ringing and answering are no acceptance"
    ben.waits(7).presses("1")
    line.world.settle(1)
    assert line.query["owner"] == "ben"
    talk.amara.hangs_up()
    line.world.settle(2)
    assert hear_each_other(ben, talk.gp)
    talk.gp.hangs_up()
    is_over(line, owner="ben", said=["amara"])


@pytest.mark.hazard("H06")
def test_a_colleague_who_declines_leaves_them_talking(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN, declines())
    talk.hands_over_to("ben")
    for _ in range(4):
        line.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.hangs_up()
    is_over(line)


@pytest.mark.hazard("H11")
def test_part_6_outside_my_scope_after_a_ring_back(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN)
    assert talk.says_outside_scope("msk", advised=False) == "Ben Example"
    ben = line.world.person(BEN).is_rung().answers().hears("from Elm Road Surgery about musc")
    ben.waits(8).presses("1")
    line.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp, ben)
    talk.amara.hangs_up()
    line.world.settle(2)
    ben.hangs_up()
    is_over(line, owner="ben")


@pytest.mark.hazard("H11")
def test_where_nobody_is_free_another_call_back_is_promised(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        line.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("We will ring you back by", within=60).is_cut_off()
    line.passes(1)
    assert line.promises_made() == ["kept", "open"]
    assert (line.query["state"], tasks(line.query)) == ("waiting", [("ring_back", None)])
    line.world.records.rang(line.world.responder("chidi"), line.query["reference"], opaque())


@pytest.mark.hazard("H16")
@pytest.mark.parametrize(
    "switch",
    ["duplicate-callbacks", "delay-callbacks", "reorder-callbacks", "rest-timeout-after-success"],
)
def test_a_bad_day_of_the_carrier_drops_nobody(line: Kept, talk: Talk, switch: str) -> None:
    line.world.phones.chaos(switch)
    talk.holds()
    for _ in range(3):
        line.world.settle(5)
    talk.gp.hears("Please hold the line", within=30)
    talk.takes_back()
    for _ in range(3):
        line.world.settle(5)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=60).is_cut_off()
    line.passes(3)
    is_over(line)


def test_who_puts_down_the_phone_as_it_is_to_move_is_not_waited_for(line: Kept, talk: Talk) -> None:
    """The requester's phone is down with theirs, and the carrier finds none to move."""
    reference = line.query["reference"]
    DuringCalls(line.world.ledger).hold(line.world.responder("amara"), reference, opaque())
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    is_over(line)


def test_who_puts_down_the_phone_while_it_moves_leaves_nobody_alone(line: Kept, talk: Talk) -> None:
    """The requester is in the room by then, and somebody else is found for them."""
    line.world.phones.behaves(BEN, accepts(talks_for=30))
    reference = line.query["reference"]
    DuringCalls(line.world.ledger).hold(line.world.responder("amara"), reference, opaque())
    line.works()
    line.world.phones.advance(0.5)
    talk.amara.hangs_up()
    line.works()
    talk.gp.hears("left on hold", within=60).hears("Your reference is", within=90).is_cut_off()
    line.passes(1)
    assert tasks(line.query) == [("write_said", "amara"), ("write_advice", "ben")]


def test_part_6_whoever_is_cut_off_rings_them_again_by_one_key(line: Kept, talk: Talk) -> None:
    talk.gp.waits(40).hangs_up()
    talk.amara.hears("If you were cut off, press 1").presses("1").hears("connecting you to them")
    talk.gp.is_rung().answers().waits(20)
    assert hear_each_other(talk.amara, talk.gp)
    assert talk.page().stage == "talk"
    talk.holds()
    talk.gp.hears("Please hold the line")
    talk.takes_back()
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    is_over(line)
    assert line.rung(ELM_ROAD_MOBILE) == 2


def test_the_same_where_they_were_lost_while_on_hold(line: Kept, talk: Talk) -> None:
    talk.holds()
    talk.gp.hears("Please hold the line").hangs_up()
    talk.amara.hears("The caller has hung up. If you were cut off, press 1").presses("1")
    talk.gp.is_rung().answers().waits(70)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.hangs_up()
    talk.amara.is_cut_off()
    is_over(line)


def test_who_does_not_answer_again_has_been_talked_to(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(ELM_ROAD_MOBILE, rings_out())
    talk.gp.waits(40).hangs_up()
    talk.amara.hears("If you were cut off, press 1").presses("1")
    talk.amara.hears("could not be reached again").is_cut_off()
    line.passes(1)
    assert line.tries() == [("amara", "spoke"), ("amara", "no_answer")]
    assert tasks(line.query) == [("write_advice", "amara")]
    assert line.promises_made() == ["kept"]


def test_nobody_is_rung_again_for_who_presses_nothing(line: Kept, talk: Talk) -> None:
    talk.gp.waits(40).hangs_up()
    talk.amara.hears("If you were cut off, press 1").is_cut_off()
    is_over(line)
    assert line.rung(ELM_ROAD_MOBILE) == 1


@pytest.mark.hazard("H09")
def test_who_is_rung_again_and_left_on_hold_leaves_the_record_to_who_goes_on(
    line: Kept, talk: Talk
) -> None:
    """Of the first talk the record was owed already: it is no longer theirs to write."""
    line.world.phones.behaves(BEN, accepts(talks_for=30))
    talk.gp.waits(40).hangs_up()
    talk.amara.hears("If you were cut off, press 1").presses("1")
    talk.gp.is_rung().answers().waits(20)
    assert tasks(line.query) == [("write_advice", "amara")]
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").hears("Your reference is", within=90).is_cut_off()
    line.passes(1)
    assert tasks(line.query) == [("write_said", "amara"), ("write_advice", "ben")]


@pytest.mark.hazard("H09")
def test_who_left_it_to_a_colleague_and_rings_again_owes_what_they_say_then(
    line: Kept, talk: Talk
) -> None:
    for number in (BEN, CHIDI):
        line.world.phones.behaves(number, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        line.world.settle(3)
    talk.amara.hangs_up()
    talk.gp.hears("We will ring you back by", within=60).is_cut_off()
    line.passes(1)
    line.world.records.ring_back(line.world.responder("amara"), line.query["reference"], opaque())
    line.works()
    talk = _connected(line)
    talk.holds()
    talk.takes_back()
    talk.gp.waits(120)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off(within=60)
    line.passes(1)
    assert ("write_advice", "amara") in tasks(line.query)
