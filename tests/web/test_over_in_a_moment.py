"""A call back that was over in a moment: only a person can tell whether it was a talk."""

import pytest

from integrations.sandbox.phones import accepts
from tests.promises.scene import machine
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, ELM_ROAD_MOBILE
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_ringing_back import MINUTE, promise_of, promised, rings_back


def hung_up_at_once(scene: Scene) -> Surfer:
    reference = promised(scene)
    scene.world.phones.behaves(AMARA, accepts(talks_for=9))
    scene.world.phones.behaves(ELM_ROAD_MOBILE, machine(speaks_for=60))
    amara = rings_back(scene)
    scene.world.wait(MINUTE)
    assert (promise_of(scene), tasks(scene.world.query())) == ("open", [("ring_back", "amara")])
    return amara.opens(f"/desk/{reference}").sees("Did you speak to them?", "over in a moment")


@pytest.mark.hazard("H09")
def test_who_spoke_says_so_and_the_promise_was_kept(scene: Scene) -> None:
    amara = hung_up_at_once(scene).presses("I spoke to them")
    assert promise_of(scene) == "kept"
    assert tasks(scene.world.query()) == [("write_advice", "amara")]
    amara.never_sees("Did you speak to them?")


@pytest.mark.hazard("H09")
def test_what_a_machine_heard_was_no_talk(scene: Scene) -> None:
    amara = hung_up_at_once(scene).presses("Nobody there, a machine")
    assert promise_of(scene) == "open"
    assert tasks(scene.world.query()) == [("ring_back", "amara")]
    amara.sees("a machine answered", "Ring back").never_sees("Did you speak to them?")


@pytest.mark.hazard("H18")
def test_a_talk_that_was_said_late_was_kept_all_the_same(scene: Scene) -> None:
    amara = hung_up_at_once(scene)
    scene.world.wait(31 * MINUTE)
    scene.world.settle()
    assert promise_of(scene) == "broken"
    amara.opens(amara.address).presses("I spoke to them")
    assert promise_of(scene) == "kept"


@pytest.mark.hazard("H10")
def test_nobody_else_says_how_it_was(scene: Scene) -> None:
    amara = hung_up_at_once(scene)
    ben = scene.signed_in("ben").opens(amara.address).never_sees("Did you speak to them?")
    ben.posts(f"{amara.address}/spoke", {"form_token": ben.own_token(), "spoke": "yes"})
    ben.is_refused(409)
    assert promise_of(scene) == "open"
