"""The seconds in which a call says that its people could talk are those in which the carrier had
them joined, whoever rang whom and whatever was done to the talk."""

from advice_line.desk.in_call.during import DuringCalls
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import accepts
from integrations.sandbox.story import Person
from tests.promises.scene import Kept
from tests.promises.test_in_the_call import talk
from tests.stories.in_call import Talk
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE, LINE, World

__all__ = ["talk"]
STEP = 0.5
# A move into a room takes a moment, and a second is the carrier's smallest.
EXACT = 3
# So long the requester's phone is picked up before the story begins.
BEFORE = 30


def joined(world: World, gp: Person, seconds: float) -> float:
    """For how long of these the carrier has them joined to somebody."""
    there = 0.0
    for _ in range(int(seconds / STEP)):
        world.service.deliver()
        world.phones.advance(STEP)
        there += STEP * gp.is_talking()
    return there


def does(talk: Talk, what: str) -> None:
    door, she = DuringCalls(talk.world.ledger), talk.world.responder("amara")
    getattr(door, what)(she, talk.world.query()["reference"], opaque())


def told(world: World) -> int:
    """What its contacts say together: no second counts with two of them."""
    return sum(each["bridged_seconds"] or 0 for each in world.query()["contacts"])


def held_and_taken_back(world: World, talk: Talk) -> float:
    there = joined(world, talk.gp, 20)
    does(talk, "hold")
    there += joined(world, talk.gp, 40)
    does(talk, "fetch_back")
    return there + joined(world, talk.gp, 25)


def incoming(world: World) -> tuple[Talk, float]:
    world.phones.behaves(AMARA, accepts())
    gp, amara = world.person(ELM_ROAD_MOBILE).rings(LINE), world.person(AMARA).is_rung()
    return Talk(world, gp, amara), joined(world, gp, 15)


def test_a_caller_who_was_held(line: Kept) -> None:
    talk, there = incoming(line.world)
    there += held_and_taken_back(line.world, talk)
    talk.gp.hangs_up()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_a_caller_who_hangs_up_on_hold(line: Kept) -> None:
    talk, there = incoming(line.world)
    does(talk, "hold")
    there += joined(line.world, talk.gp, 40)
    talk.gp.hangs_up()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_a_caller_who_was_handed_over(line: Kept) -> None:
    talk, there = incoming(line.world)
    line.world.phones.behaves(BEN, accepts(talks_for=45))
    there += joined(line.world, talk.gp, 20)
    talk.hands_over_to("ben")
    there += joined(line.world, talk.gp, 15)
    talk.amara.hangs_up()
    there += joined(line.world, talk.gp, 60)
    talk.gp.is_cut_off()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_a_caller_who_was_left_on_hold_and_put_through_again(line: Kept) -> None:
    talk, there = incoming(line.world)
    line.world.phones.behaves(BEN, accepts(talks_for=30))
    there += joined(line.world, talk.gp, 20)
    does(talk, "hold")
    there += joined(line.world, talk.gp, 10)
    talk.amara.hangs_up()
    there += joined(line.world, talk.gp, 70)
    talk.gp.is_cut_off()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_who_was_rung_back_and_held(line: Kept, talk: Talk) -> None:
    there = BEFORE + held_and_taken_back(line.world, talk)
    talk.amara.hangs_up()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_who_was_cut_off_and_rung_again(line: Kept, talk: Talk) -> None:
    there = BEFORE + joined(line.world, talk.gp, 40)
    talk.gp.hangs_up()
    talk.amara.hears("If you were cut off, press 1").presses("1")
    talk.gp.is_rung().answers()
    there += held_and_taken_back(line.world, talk)
    talk.gp.hangs_up()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)


def test_who_was_rung_back_and_nothing_else(line: Kept, talk: Talk) -> None:
    there = BEFORE + joined(line.world, talk.gp, 40)
    talk.gp.hangs_up()
    line.passes(1)
    assert abs(told(line.world) - there) <= EXACT, (told(line.world), there)
