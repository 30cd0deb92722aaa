"""Whoever was rung back and is held is never left alone, whenever their responder puts down the
phone; and who hangs up when nobody is there any more is owed another call."""

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import accepts, rings_out
from tests.promises.scene import Kept
from tests.promises.test_in_the_call import talk
from tests.stories.in_call import Talk
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, BEN, CHIDI

__all__ = ["talk"]


@pytest.mark.hazard("H01")
def test_who_is_left_on_hold_is_put_through_to_somebody_else(line: Kept, talk: Talk) -> None:
    line.world.phones.behaves(BEN, accepts(talks_for=30))
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").hears("Your reference is", within=90).is_cut_off()
    line.passes(1)
    assert (line.query["owner"], line.promise()) == ("ben", "kept")
    assert tasks(line.query) == [("write_said", "amara"), ("write_advice", "ben")]


@pytest.mark.hazard("H01")
def test_who_is_left_on_hold_and_finds_nobody_is_promised_another_call(
    line: Kept, talk: Talk
) -> None:
    for number in (BEN, CHIDI):
        line.world.phones.behaves(number, rings_out())
    line.world.phones.behaves(AMARA, rings_out())
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").hears("ring you back by", within=120).is_cut_off()
    line.passes(1)
    assert line.promises_made() == ["kept", "open"]
    assert (line.query["state"], tasks(line.query)) == (
        "waiting",
        [("write_said", "amara"), ("ring_back", None)],
    )
    line.world.records.rang(line.world.responder("chidi"), line.query["reference"], opaque())


def put_down(line: Kept, talk: Talk, after: int) -> None:
    """Amara holds them, and so many tenths of a second later her phone is down."""
    line.world.phones.behaves(BEN, accepts(talks_for=30))
    DuringCalls(line.world.ledger).hold(
        line.world.responder("amara"), line.query["reference"], opaque()
    )
    sent(line, after)
    talk.amara.hangs_up()


def sent(line: Kept, tenths: int) -> None:
    """So much time passes, and what is to be asked of the carrier is asked at once."""
    for _ in range(tenths):
        line.world.phones.advance(0.1)
        line.world.service.deliver()


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("gives_up", [0, 3, 10, 20])
@pytest.mark.parametrize("after", [7, 14, 35])
def test_who_hangs_up_when_nobody_holds_them_any_more_is_owed_a_call(
    line: Kept, talk: Talk, after: int, gives_up: int
) -> None:
    put_down(line, talk, after)
    sent(line, gives_up)
    talk.gp.hangs_up()
    line.passes(1)
    assert [kind for kind, _ in tasks(line.query)] == ["write_said", "ring_back"]
    line.world.records.rang(line.world.responder("chidi"), line.query["reference"], opaque())


@pytest.mark.hazard("H01")
def test_the_same_where_the_carrier_is_asked_of_nothing_meanwhile(line: Kept, talk: Talk) -> None:
    put_down(line, talk, 7)
    line.world.phones.advance(2)
    talk.gp.hangs_up()
    line.passes(1)
    assert [kind for kind, _ in tasks(line.query)] == ["write_said", "ring_back"]
    line.world.records.rang(line.world.responder("chidi"), line.query["reference"], opaque())


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("after", [7, 14, 21, 28, 35])
def test_who_stays_on_the_line_is_put_through_to_somebody_else(
    line: Kept, talk: Talk, after: int
) -> None:
    put_down(line, talk, after)
    sent(line, 50)
    talk.gp.hears("left on hold").hears("Your reference is", within=90).is_cut_off()
    line.passes(1)
    assert tasks(line.query) == [("write_said", "amara"), ("write_advice", "ben")]
