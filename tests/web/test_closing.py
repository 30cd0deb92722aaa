"""Closing a query without advice: a person's act, with a reason, and only once nothing more can
come of it. What is closed owes nothing and is owed nothing; what is going on cannot be closed."""

from datetime import UTC, datetime

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.stories.outcomes import tasks
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, CHIDI, ELM_ROAD_MOBILE, LINE
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H09")
MINUTE, HOUR = 60, 3600
CLOSED = {"closed_as": "test_call", "reason": "of the new line"}


def the_query(scene: Scene, who: str = "amara") -> Surfer:
    return scene.signed_in(who).opens(f"/desk/{scene.world.query()['reference']}")


def closes(page: Surfer) -> Surfer:
    """Whether or not its page offers it."""
    token = page.own_token()
    return page.posts(f"{page.address}/close", {"form_token": token, **CLOSED})


def promised(scene: Scene) -> None:
    scene.world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("ring you back by", within=120).is_cut_off()
    scene.world.settle()


def test_a_query_is_not_closed_while_its_caller_is_leaving_a_message(scene: Scene) -> None:
    saturday = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
    scene.world.phones.advance((saturday - scene.world.carrier.clock.now()).total_seconds())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("after the tone").hears("[beep]")
    page = the_query(scene).never_sees("Close it")
    closes(page).is_refused(409).sees("still going on")
    gp.says("This is Elm Road, please ring us").waits(8).hears("Your message is kept").is_cut_off()
    scene.world.settle()
    assert tasks(scene.world.query()) == [("ring_back", None), ("type_message", None)]


def test_a_query_is_not_closed_during_the_talk(scene: Scene) -> None:
    scene.world.phones.behaves(AMARA, accepts())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    scene.world.phones.advance(30)
    assert gp.is_talking()
    page = the_query(scene).never_sees("Close it")
    closes(page).is_refused(409)
    gp.hangs_up()
    scene.world.settle()
    assert tasks(scene.world.query()) == [("write_advice", "amara")]


def test_what_was_claimed_on_a_page_is_not_closed_while_its_caller_still_rings(
    scene: Scene,
) -> None:
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    scene.world.person(AMARA).is_rung()
    page = the_query(scene, "ben").presses("Claim").never_sees("Close it")
    closes(page).is_refused(409)
    gp.hangs_up()
    scene.world.settle()
    assert tasks(scene.world.query()) == [("ring_back", "ben")]


def test_closing_lets_the_promise_fall_and_calls_it_neither_kept_nor_broken(scene: Scene) -> None:
    promised(scene)
    the_query(scene).presses("Claim").presses("Close it", **CLOSED).is_at("/desk")
    scene.world.wait(2 * HOUR)
    scene.world.settle()
    (promise,) = scene.world.query()["promises"]
    assert promise["state"] == "withdrawn"
    assert unsound(scene.world) == []
    the_query(scene).sees("The promise fell away with the query")


def test_nobody_rings_back_about_a_closed_query(scene: Scene) -> None:
    promised(scene)
    the_query(scene).presses("Claim").presses("Close it", **CLOSED)
    page = the_query(scene).never_sees("Ring back", "I rang them")
    token = page.own_token()
    for address in ("ring-back", "rang"):
        page.posts(f"/desk/{scene.world.query()['reference']}/{address}", {"form_token": token})
        page.is_refused(409).sees("This query is closed")
    scene.world.settle()
    assert not any(leg["from_number"] == LINE for leg in scene.world.phones.legs(ELM_ROAD_MOBILE))


def test_written_first_and_rung_afterwards_keeps_the_promise(scene: Scene) -> None:
    promised(scene)
    page = the_query(scene).presses("Claim").opens(f"{the_query(scene).address}/record")
    page.presses("Save and send", **REQUIRED)
    scene.signed_in("amara").sees("Elm Road Surgery", "promised")
    page = the_query(scene).presses("I rang them on my own phone")
    page.is_at(f"/desk/{scene.world.query()['reference']}")
    scene.world.wait(2 * HOUR)
    scene.world.settle()
    query = scene.world.query()
    assert [each["state"] for each in query["promises"]] == ["kept"]
    assert (query["state"], tasks(query)) == ("advised", [])
    assert not any("A call back" in text for text in scene.world.texts(CHIDI))
