"""Whoever is left on hold is looked after like any caller: somebody takes them over from a page,
says when they ring back, or is asked for nothing that they cannot give (part 6, In the call)."""

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.stories.world import World

pytestmark = [on_sqlite, pytest.mark.hazard("H09", "H10")]

LEFT = "Your call was left on hold"


def left(hotdoc: World, caller: str = ELM_ROAD_MOBILE, *, withheld: bool = False) -> Talk:
    """Amara has put down the telephone on a caller on hold; whoever is rung next lets it ring."""
    hotdoc.phones.behaves(AMARA, accepts(), rings_out())
    gp = hotdoc.person(caller).rings(LINE, withheld=withheld)
    talk = Talk(hotdoc, gp, hotdoc.person(AMARA).is_rung())
    hotdoc.phones.advance(10)
    assert gp.is_talking()
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears(LEFT)
    return talk


def ended(talk: Talk) -> dict[str, object]:
    talk.world.settle()
    return talk.world.query()


def test_somebody_takes_it_on_their_page_and_rings_back(hotdoc: World) -> None:
    talk = left(hotdoc)
    hotdoc.claims("ben")
    talk.gp.hears("Ben Example has your query and will ring you back", within=120).is_cut_off()
    ends_as(ended(talk), "claimed")


def test_somebody_takes_it_on_their_page_and_the_caller_hangs_up(hotdoc: World) -> None:
    talk = left(hotdoc)
    hotdoc.claims("ben")
    talk.gp.hangs_up()
    ends_as(ended(talk), "claimed, gone")


def test_the_next_says_when_they_ring_back(hotdoc: World) -> None:
    hotdoc.phones.behaves(BEN, accepts(key="3"))
    talk = left(hotdoc)
    talk.gp.hears("Ben Example", within=60).is_cut_off()
    ends_as(ended(talk), "rings back")


def test_the_next_says_when_they_ring_back_and_the_caller_is_gone(hotdoc: World) -> None:
    talk = left(hotdoc)
    ben = hotdoc.person(BEN).is_rung().answers().waits(4)
    ben.presses("3")
    talk.gp.hangs_up()
    ends_as(ended(talk), "rings back, gone")


def test_a_withheld_number_is_asked_for_a_message(hotdoc: World) -> None:
    talk = left(hotdoc, STRANGER, withheld=True)
    talk.gp.hears("we have no number to ring you back on", within=120).hears("[beep]").waits(1)
    talk.gp.says("This is Elm Road, please ring us").waits(8).hears("Your message is kept")
    talk.gp.is_cut_off()
    ends_as(ended(talk), "nameless message")


def test_a_withheld_number_that_hangs_up_is_traced(hotdoc: World) -> None:
    talk = left(hotdoc, STRANGER, withheld=True)
    talk.gp.hangs_up()
    ends_as(ended(talk), "nameless")
