"""Part 5, promises: who can wait is offered a time, from the rota and from what is promised, and
says by key that they want it; an SMS confirms it."""

from collections.abc import Iterator

import pytest

from integrations.sandbox.phones import accepts
from integrations.sandbox.story import Person
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.outcomes import is_left_as
from tests.stories.world import (
    AMARA,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    STRANGER,
)

WITH_MENU = AUTOMATIC.replace("offered = false", "offered = true")


@pytest.fixture
def calls(line: Kept) -> Iterator[Kept]:
    line.world.set_up(WITH_MENU)
    yield line
    line.world.set_up(AUTOMATIC)


def can_wait(calls: Kept, who: str = ELM_ROAD_MOBILE, *, withheld: bool = False) -> Person:
    return calls.world.person(who).rings(LINE, withheld=withheld).hears("999").presses("2")


def test_part_5_who_can_wait_is_offered_a_time_and_has_it_in_writing(calls: Kept) -> None:
    gp = can_wait(calls).hears("We can ring you back by 10 30 a m. For that, press 1.")
    gp.presses("1").hears("We will ring you back by 10 30 a m").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "chosen")
    assert "10:30am" in gp.reads("we will ring you back by")["body"]
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=60))
    calls.until(lambda: calls.promise() == "kept")


def test_who_would_rather_wait_is_put_through_now(calls: Kept) -> None:
    calls.world.phones.behaves(AMARA, accepts(talks_for=60))
    gp = can_wait(calls).hears("To wait for somebody now, press 2").presses("2")
    gp.hears("Your reference is").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "talk")


def test_silence_is_asked_once_more_and_then_put_through(calls: Kept) -> None:
    calls.world.phones.behaves(AMARA, accepts(talks_for=60))
    gp = can_wait(calls).hears("For that, press 1").hears("For that, press 1")
    gp.hears("Your reference is").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "talk")


def test_a_wrong_key_is_asked_once_more(calls: Kept) -> None:
    gp = can_wait(calls).hears("For that, press 1").presses("9").hears("For that, press 1")
    gp.presses("1").hears("We will ring you back by").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "chosen")


@pytest.mark.hazard("H15")
def test_a_withheld_number_is_asked_for_before_anything_is_promised(calls: Kept) -> None:
    gp = can_wait(calls, STRANGER, withheld=True).hears("For that, press 1").presses("1")
    gp.hears("Your number is withheld").presses("07700900101#")
    gp.hears("We will ring you back by").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "chosen")
    assert calls.query["requester"]["organisation"] == "Y99001"


def test_who_keys_no_number_is_put_through(calls: Kept) -> None:
    calls.world.phones.behaves(AMARA, accepts(talks_for=60))
    gp = can_wait(calls, STRANGER, withheld=True).hears("For that, press 1").presses("1")
    gp.hears("Your number is withheld").hears("Your reference is").is_cut_off()
    calls.world.settle()
    is_left_as(calls.world, "talk", mobile=False)


def test_who_leaves_while_they_choose_is_rung_back_all_the_same(calls: Kept) -> None:
    can_wait(calls).hears("For that, press 1").hangs_up()
    calls.world.settle()
    is_left_as(calls.world, "gone")


def test_the_fourth_who_can_wait_is_offered_a_later_time(calls: Kept) -> None:
    """Three are on duty: as many can be rung about the same time."""
    for who in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE, ELM_ROAD):
        can_wait(calls, who).hears("For that, press 1").presses("1").is_cut_off(within=60)
    can_wait(calls, STRANGER).hears("We can ring you back by 10 4").hangs_up()


@pytest.mark.hazard("H22")
def test_a_practice_that_closes_soon_is_not_rung_after_it_has_closed(calls: Kept) -> None:
    calls.world.set_up(
        WITH_MENU.replace(
            'key = "Y99001"', 'key = "Y99001"\nopen = { mon-fri = ["08:00-10:15", "14:00-18:00"] }'
        )
    )
    can_wait(calls).hears("We can ring you back by 2").hangs_up()
    calls.passes(1)
