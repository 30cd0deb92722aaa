"""Part 4 and 5: who presses 1 to be rung back keeps their place. First come, first served, whether
they hold or have hung up."""

from collections.abc import Iterator

import pytest

from integrations.sandbox.phones import accepts
from tests.promises.scene import Kept
from tests.stories.conftest import on_sqlite
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE, STRANGER_MOBILE
from tests.stories.soundness import unsound
from tests.stories.test_waiting import AMARA_ALONE
from tests.stories.world import MONDAY_TEN, World, world


@pytest.fixture
def alone(database_url: str) -> Iterator[World]:
    """Only Amara is on duty, who takes each call for a minute, and she talks to Elm Road."""
    with world(database_url, MONDAY_TEN, AMARA_ALONE) as opened:
        opened.phones.behaves(AMARA, accepts(talks_for=60))
        opened.phones.behaves(OAK_LANE_MOBILE, accepts(key="", talks_for=90))
        opened.person(ELM_ROAD_MOBILE).rings(LINE).hears("press 1").presses("1").waits(12)
        assert opened.person(ELM_ROAD_MOBILE).is_talking()
        yield opened
        assert opened.phones.faults() == []
        assert unsound(opened) == []


def rung_back(alone: World, number: str = OAK_LANE_MOBILE) -> bool:
    return any(leg["from_number"] == LINE for leg in alone.phones.legs(number))


@pytest.mark.hazard("H01")
def test_who_hung_up_and_came_first_is_rung_before_who_holds_behind_them(alone: World) -> None:
    line = Kept(alone)
    first = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    first.hears("keep your place, press 1").presses("1").hears("You keep your place").is_cut_off()
    second = alone.person(STRANGER_MOBILE).rings(LINE).hears("press 1").presses("1")
    second.hears("You are second in the queue")
    line.until(lambda: rung_back(alone), within=2)
    assert not second.is_talking()
    second.hears("You are first in the queue", within=20)
    line.until(second.is_talking, within=2)
    second.hangs_up()
    line.passes(1)


@on_sqlite
@pytest.mark.hazard("H01")
def test_who_holds_and_came_first_goes_before_who_hung_up(alone: World) -> None:
    line = Kept(alone)
    first = alone.person(STRANGER_MOBILE).rings(LINE).hears("press 1").presses("1")
    first.hears("You are first in the queue")
    second = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    second.hears("keep your place, press 1").presses("1").hears("You keep your place").is_cut_off()
    line.until(first.is_talking, within=2)
    assert not rung_back(alone)
    line.until(lambda: rung_back(alone), within=3)
    line.passes(2)


@on_sqlite
@pytest.mark.hazard("H01")
def test_nobody_stands_behind_a_place_for_which_no_worker_rings(alone: World) -> None:
    first = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    first.hears("keep your place, press 1").presses("1").hears("You keep your place").is_cut_off()
    second = alone.person(STRANGER_MOBILE).rings(LINE).hears("press 1").presses("1")
    second.hears("in the queue")
    alone.phones.advance(90)
    assert second.is_talking(), "the worker is down"
    second.hangs_up()
    alone.settle()
