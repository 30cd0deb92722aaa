"""What a call leaves beside its row of the table of ends: words, texts, times and what is known."""

from collections.abc import Callable

import pytest

from tests.stories import base
from tests.stories.base import FRIDAY_SEVEN_PM, SATURDAY
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import offers
from tests.stories.scene import AMARA, ELM_ROAD, ELM_ROAD_MOBILE, Scene
from tests.stories.world import World

pytestmark = on_sqlite


def test_a_talk_tells_the_caller_its_reference_and_the_responder_where_to_write(
    hotdoc: World,
) -> None:
    base.talk(hotdoc)
    hotdoc.settle()
    query = hotdoc.query()
    assert query["contacts"][0]["bridged_seconds"] == pytest.approx(60, abs=6)
    assert query["reference"] in hotdoc.person(ELM_ROAD_MOBILE).reads("your reference is")["body"]
    assert "/r/" in hotdoc.person(AMARA).reads("write down the advice")["body"]


def test_a_promise_is_one_time_spoken_texted_and_owed(hotdoc: World) -> None:
    base.nobody_answers(hotdoc)
    hotdoc.settle()
    query = hotdoc.query()
    (promise,), (task,) = query["promises"], query["tasks"]
    assert promise["due_at"] == task["due_at"]
    assert query["reference"] in hotdoc.person(ELM_ROAD_MOBILE).reads("back by 10:3")["body"]


@pytest.mark.parametrize(
    ("story", "state"),
    [
        (base.nobody_answers, "expired"),
        (base.all_engaged, "failed"),
        (base.all_switched_off, "failed"),
        (base.all_decline, "declined"),
    ],
)
def test_each_offer_says_why_it_was_not_taken(
    hotdoc: World, story: Callable[[Scene], None], state: str
) -> None:
    story(hotdoc)
    assert offers(hotdoc.query()) == [(who, state) for who in ("amara", "ben", "chidi")]
    hotdoc.settle()


@pytest.mark.parametrize(
    "story", [base.gone_while_it_rings, base.gone_during_the_whisper, base.withheld_and_gone]
)
def test_an_offer_that_nobody_can_take_any_more_is_withdrawn(
    hotdoc: World, story: Callable[[Scene], None]
) -> None:
    story(hotdoc)
    hotdoc.settle()
    assert {state for _, state in offers(hotdoc.query())} <= {"withdrawn"}


def test_who_accepts_after_the_caller_left_hears_so_and_gets_a_link(hotdoc: World) -> None:
    base.accepted_after_the_caller_left(hotdoc)
    hotdoc.settle()
    amara = hotdoc.person(AMARA).hears("The caller has hung up", within=0)
    assert f"/desk/{hotdoc.query()['reference']}" in amara.reads("A call back")["body"]


def test_closed_the_caller_hears_whom_to_ring_and_the_message_is_kept(
    opened_here: OpenedHere,
) -> None:
    hotdoc = opened_here(SATURDAY)
    base.closed_and_a_message(hotdoc)
    hotdoc.settle()
    query = hotdoc.query()
    assert "0 1 6 3 2, 9 6 0 9 9 9" in hotdoc.person(ELM_ROAD).heard()[0]["text"]
    assert query["contacts"][0]["ended"] == "message"
    assert query["contacts"][0]["recording_seconds"] > 0
    assert query["tasks"][0]["due_at"] == "2026-11-23T08:00:00Z"


def test_closed_and_hung_up_is_owed_at_the_next_opening_too(opened_here: OpenedHere) -> None:
    hotdoc = opened_here(FRIDAY_SEVEN_PM)
    base.closed_and_hung_up(hotdoc)
    hotdoc.settle()
    assert hotdoc.query()["contacts"][0]["ended"] == "closed"
    assert hotdoc.query()["tasks"][0]["due_at"] == "2026-11-23T08:00:00Z"


def test_of_a_withheld_caller_who_keys_nothing_nothing_is_known(hotdoc: World) -> None:
    base.withheld_and_gone(hotdoc)
    hotdoc.settle()
    assert hotdoc.query()["requester"] == {
        "organisation": None,
        "identified_by": "nothing",
        "verified": False,
    }


def test_a_keyed_number_is_where_the_promise_goes(hotdoc: World) -> None:
    base.withheld_and_keyed(hotdoc)
    hotdoc.settle()
    assert hotdoc.query()["requester"]["identified_by"] == "keyed"
    hotdoc.person(ELM_ROAD_MOBILE).reads("ring you back by")
