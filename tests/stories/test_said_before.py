"""Whoever has talked and passes the call on writes down what they had said, whoever writes the
record of it: what was said is kept as it was given, and by whom (H09, H11)."""

import pytest

from advice_line.desk.owners.owing import Owing
from advice_line.desk.staff.worklist import Worklist
from advice_line.directory import lookups
from advice_line.errors import Conflict, Invalid
from advice_line.tables.columns import opaque
from advice_line.web import query_steps
from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, talking
from tests.stories.outcomes import ends_as, tasks
from tests.stories.scene import AMARA, BEN, CHIDI
from tests.stories.world import World

pytestmark = [on_sqlite, pytest.mark.hazard("H09")]


@pytest.fixture
def talk(hotdoc: World) -> Talk:
    hotdoc.phones.behaves(BEN, accepts(talks_for=40))
    return talking(hotdoc)


def writes(talk: Talk, who: str, words: str) -> None:
    world = talk.world
    world.records.said_before(world.responder(who), world.query()["reference"], words, opaque())


def is_with_ben(talk: Talk) -> None:
    talk.gp.hears("Your reference is", within=120).is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert tasks(talk.world.query()) == [("write_said", "amara"), ("write_advice", "ben")]


@pytest.mark.hazard("H11")
def test_part_6_who_hands_over_writes_down_what_they_had_said(talk: Talk) -> None:
    talk.hands_over_to("ben")
    talk.world.phones.advance(10)
    talk.amara.hangs_up()
    is_with_ben(talk)
    with pytest.raises(Invalid, match="If you had said nothing to it, write that"):
        writes(talk, "amara", " ")
    writes(talk, "amara", "An ultrasound first.")
    assert tasks(talk.world.query()) == [("write_advice", "ben")]
    reference = talk.world.query()["reference"]
    (kept,) = talk.world.records.open(talk.world.responder("ben"), reference).messages
    assert (kept.author, kept.words) == ("Dr Amara Example", "An ultrasound first.")
    with pytest.raises(Conflict, match=r"You were first yourself .*: written down"):
        writes(talk, "amara", "And something else.")


def test_what_they_had_said_is_on_their_list_while_the_colleague_still_talks(talk: Talk) -> None:
    world = talk.world
    talk.hands_over_to("ben")
    world.phones.advance(10)
    talk.amara.hangs_up()
    assert talk.gp.is_talking()
    owed = Worklist(world.ledger).mine(world.responder("amara")).others
    assert [each.task.kind for each in owed] == ["write_said"]
    assert world.records.open(world.responder("amara"), world.query()["reference"]).owes_said


def test_so_far_tells_who_had_it_first_and_who_was_rung_and_did_not_come(talk: Talk) -> None:
    world = talk.world
    world.phones.behaves(CHIDI, rings_out())
    talk.brings_in("chidi")
    for _ in range(12):
        world.settle(3)
    talk.hands_over_to("ben")
    world.phones.advance(10)
    talk.amara.hangs_up()
    is_with_ben(talk)
    seen = world.records.open(world.responder("ben"), world.query()["reference"])
    told = [query_steps.step(seen, each).words for each in seen.events]
    for words in (
        "Dr Amara Example accepted",
        "Dr Chidi Example was asked into the talk and did not answer",
        "Dr Amara Example has it no more",
        "Ben Example accepted",
    ):
        assert told.count(words) == 1, told
    assert told.index("Dr Amara Example accepted") < told.index("Ben Example accepted")


def test_a_colleague_who_closes_the_query_leaves_it_theirs_to_write(talk: Talk) -> None:
    talk.hands_over_to("ben")
    talk.world.phones.advance(10)
    talk.amara.hangs_up()
    is_with_ben(talk)
    world = talk.world
    world.records.close(world.responder("ben"), world.query()["reference"], "no patient", "tap")
    assert (world.query()["state"], tasks(world.query())) == ("closed", [("write_said", "amara")])
    writes(talk, "amara", "An ultrasound first.")
    assert tasks(world.query()) == []


def test_who_left_a_caller_on_hold_writes_it_down(talk: Talk) -> None:
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold")
    is_with_ben(talk)


@pytest.mark.hazard("H11")
def test_who_had_advised_and_left_a_caller_on_hold_leaves_the_record_to_who_goes_on(
    talk: Talk,
) -> None:
    talk.world.phones.behaves(BEN, rings_out(), accepts(talks_for=40))
    talk.says_outside_scope("msk", advised=True)
    for _ in range(6):
        talk.world.settle(3)
    assert tasks(talk.world.query()) == [("write_advice", "amara")]
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold")
    is_with_ben(talk)


def test_who_was_cut_off_for_good_writes_it_down(talk: Talk) -> None:
    talk.world.phones.behaves(AMARA, rings_out())
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1")
    is_with_ben(talk)


def test_who_goes_on_after_a_cut_has_one_record_to_write(talk: Talk) -> None:
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1")
    talk.world.phones.advance(16)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=60).is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert tasks(talk.world.query()) == [("write_advice", "amara")]


def test_who_has_said_nothing_yet_owes_nothing(talk: Talk) -> None:
    talk.says_outside_scope("msk", advised=False)
    talk.world.phones.advance(12)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=120).is_cut_off()
    talk.world.settle()
    assert tasks(talk.world.query()) == [("write_advice", "ben")]


def test_it_is_asked_for_as_a_record_is(talk: Talk) -> None:
    talk.hands_over_to("ben")
    talk.world.phones.advance(10)
    talk.amara.hangs_up()
    is_with_ben(talk)
    before = len(talk.world.texts(AMARA))
    for _ in range(5):
        talk.world.wait(4 * 60)
    assert len(talk.world.texts(AMARA)) > before


def test_it_is_part_of_what_they_owe_when_they_leave(talk: Talk) -> None:
    talk.hands_over_to("ben")
    talk.world.phones.advance(10)
    talk.amara.hangs_up()
    is_with_ben(talk)
    amara = talk.world.responder("amara")
    assert [each.kind for each in Owing(talk.world.ledger).of(amara).owes] == ["write_said"]
    before = len(talk.world.texts(CHIDI))
    with talk.world.ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, "amara")
        assert person is not None
        work.update(person, roles=[])
    talk.world.settle()
    talk.world.wait(60)
    talk.world.settle()
    assert any("Not written down" in each for each in talk.world.texts(CHIDI)[before:])
