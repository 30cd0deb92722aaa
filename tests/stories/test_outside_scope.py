"""What is outside a responder's scope: a colleague takes it over or joins, or rings back; what was
said already is written down as given and awaits a second signature (H11)."""

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.staff.worklist import Worklist
from advice_line.errors import Conflict
from advice_line.tables.columns import opaque
from advice_line.web import query_words
from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other, talking
from tests.stories.outcomes import ends_as, tasks
from tests.stories.scene import BEN, CHIDI
from tests.stories.world import World

pytestmark = [on_sqlite, pytest.mark.hazard("H11")]


@pytest.fixture
def talk(hotdoc: World) -> Talk:
    return talking(hotdoc)


def test_part_6_outside_my_scope_finds_a_colleague_who_takes_it_over(talk: Talk) -> None:
    assert talk.says_outside_scope("msk", advised=False) == "Ben Example"
    ben = talk.world.person(BEN).is_rung()
    talk.gp.hears("We are asking Ben Example to join us")
    ben.answers().hears(
        "hands over to you an advice call from Elm Road Surgery about musculoskeletal imaging"
    )
    ben.waits(8).presses("1")
    talk.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp, ben)
    talk.amara.hangs_up()
    talk.world.settle(2)
    ben.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert talk.world.query()["owner"] == "ben"


def test_what_was_said_already_stays_with_who_said_it(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, accepts(talks_for=40))
    talk.says_outside_scope("msk", advised=True)
    assert [each["owner"] for each in talk.world.query()["tasks"]] == ["amara"]
    talk.world.settle(5)
    assert talk.world.query()["owner"] == "amara", "they join, and put right what was said"
    with pytest.raises(Conflict, match="yours to write down"):
        talk.hands_over_to("chidi")
    talk.amara.hangs_up()
    talk.world.settle(5)
    talk.gp.hangs_up()
    talk.world.settle()
    assert talk.world.query()["state"] == "accepted"
    assert tasks(talk.world.query()) == [("write_advice", "amara")]


def test_where_nobody_is_free_a_call_back_by_one_of_them_is_promised(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        talk.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("We will ring you back by 10 3", within=60).is_cut_off()
    talk.gp.never_heard("The advice will follow in writing")
    talk.world.settle()
    ends_as(talk.world.query(), "left behind")
    assert talk.world.query()["owner"] is None


def test_a_caller_who_hangs_up_first_is_owed_the_same_call(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        talk.world.settle(3)
    talk.gp.hangs_up()
    talk.world.settle()
    ends_as(talk.world.query(), "left behind, gone")


def test_who_goes_on_reads_whose_scope_it_was_outside_and_when_that_was_said(talk: Talk) -> None:
    """It stood on no page, no list and in no text once the caller had gone (H11)."""
    world = talk.world
    world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=True)
    talk.gp.hangs_up()
    world.settle()
    (said,) = world.query()["outside_scope"]
    assert (said["by"], said["tag"], said["advised"]) == ("amara", "msk", True)
    seen = world.records.open(world.responder("ben"), world.query()["reference"])
    (shown,) = query_words.outside(seen)
    assert (shown.who, shown.about) == ("Dr Amara Example", "musculoskeletal imaging")
    assert (shown.advised, shown.words) == (True, None), "she has not written it down yet"


def test_the_text_to_who_is_to_ring_back_says_that_it_is_outside_the_first_ones_scope(
    talk: Talk,
) -> None:
    world = talk.world
    world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        world.settle(3)
    talk.gp.hangs_up()
    world.settle()
    (row,) = Worklist(world.ledger).mine(world.responder("ben")).waiting
    assert row.outside_of == "Dr Amara Example"
    for _ in range(12):
        world.wait(5 * 60)
    rung = [text for text in world.texts(CHIDI) if "A call back" in text]
    assert rung
    assert all("outside the scope of who talked to them first" in text for text in rung)


@pytest.mark.hazard("H09")
def test_who_hangs_up_as_a_colleague_is_looked_for_leaves_a_talk_whose_record_is_owed(
    talk: Talk,
) -> None:
    """The end of the talk is told before the end of their call: it was left to nobody, in state
    waiting, with no task to ring."""
    world = talk.world
    amara, reference = world.responder("amara"), world.query()["reference"]
    DuringCalls(world.ledger).outside_scope(amara, reference, "msk", opaque(), advised=True)
    talk.gp.hangs_up()
    world.settle()
    assert world.query()["state"] == "accepted"
    assert tasks(world.query()) == [("write_advice", "amara")]
