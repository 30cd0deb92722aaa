"""A requester hangs up as the talk moves into a room, and the carrier's word of it is late or lost:
whoever talked to them is not left alone there, and hears so or is let go within seconds."""

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.tables.columns import opaque
from tests.promises.scene import Kept
from tests.promises.test_how_long_they_talked import incoming
from tests.promises.test_in_the_call import talk
from tests.promises.test_left_on_hold import sent
from tests.stories.in_call import Talk
from tests.stories.outcomes import tasks

__all__ = ["talk"]
SWITCHES = ("reorder-callbacks", "delay-callbacks", "drop-callbacks")
pytestmark = pytest.mark.hazard("H16")


def hang_up_as_it_moves(line: Kept, talk: Talk, switch: str, after: int) -> None:
    line.world.phones.chaos(switch)
    DuringCalls(line.world.ledger).hold(
        line.world.responder("amara"), line.query["reference"], opaque()
    )
    sent(line, after)
    talk.gp.hangs_up()
    for _ in range(4):
        line.passes(0.1)
    talk.amara.is_cut_off(within=0)
    line.passes(6)
    assert tasks(line.query) == [("write_advice", "amara")]


@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.parametrize("after", [3, 7])
def test_who_rang_them_back(line: Kept, talk: Talk, switch: str, after: int) -> None:
    hang_up_as_it_moves(line, talk, switch, after)


@pytest.mark.parametrize("switch", SWITCHES)
def test_who_was_rung_by_them(line: Kept, switch: str) -> None:
    talk, _ = incoming(line.world)
    hang_up_as_it_moves(line, talk, switch, 5)
