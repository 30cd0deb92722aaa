"""Two people have the same thing before them: whoever comes second hears who was first and when,
and what they had typed stands on the page."""

import pytest

from tests.stories.outcomes import tasks
from tests.stories.world import ELM_ROAD_MOBILE, LINE
from tests.web.people import ELM_ROAD_MAIL, Scene
from tests.web.test_over_in_a_moment import hung_up_at_once
from tests.web.test_tracing import CLOSE, GIVE, office, withheld

pytestmark = pytest.mark.hazard("H10")
TYPED = "Keep what I typed"


def test_a_task_of_the_office_that_somebody_else_has_done(scene: Scene) -> None:
    scene.mail.set(refuse=[ELM_ROAD_MAIL])
    scene.advised()
    chidi, olu = scene.signed_in("chidi").opens("/admin"), office(scene)
    chidi.presses("Done").is_at("/admin").sees("Nothing is owed")
    olu.presses("Done").is_refused(409).sees("Chidi Example was first (1", "said to be done")
    assert tasks(scene.world.query()) == []


def test_the_same_by_her_own_second_press(scene: Scene) -> None:
    scene.mail.set(refuse=[ELM_ROAD_MAIL])
    scene.advised()
    twice, other = office(scene), office(scene)
    form = twice.form("Done")
    for _ in range(2):
        twice.posts(form.buttons[0].action or form.action, form.fields).is_at("/admin")
    other.presses("Done").is_at("/admin").sees("Nothing is owed")


def test_another_thing_than_she_has_done_herself_is_not_said_to_be_done(scene: Scene) -> None:
    """A press that changes nothing is no error; one that would have is told what stands."""
    withheld(scene)
    first, other = office(scene), office(scene)
    first.presses(GIVE, number="07700 900101").is_at("/admin")
    other.presses(GIVE, number="01632 960101").is_refused(409)
    other.sees("You were first yourself (1", "the number was found", "01632 960101")


def test_the_same_from_a_responders_list(scene: Scene) -> None:
    scene.mail.set(refuse=[ELM_ROAD_MAIL])
    scene.advised()
    amara = scene.signed_in("amara").opens("/desk").sees("did not arrive")
    scene.signed_in("chidi").opens("/admin").presses("Done")
    amara.presses("Done").is_refused(409).sees("Chidi Example was first (1")


def test_advice_that_she_has_countersigned_in_another_window(scene: Scene) -> None:
    page = f"/desk/{scene.advised(within_scope='no')}"
    chidi, other = (scene.signed_in("chidi").opens(page) for _ in range(2))
    chidi.presses("Countersign").is_at(page)
    other.presses("Countersign").is_at(page).sees("Countersigned by Dr Chidi Example")


def test_a_number_that_somebody_else_has_found(scene: Scene) -> None:
    withheld(scene)
    chidi, olu = scene.signed_in("chidi").opens("/admin"), office(scene)
    chidi.presses(GIVE, number="07700 900101").is_at("/admin")
    olu.presses(GIVE, number="01632 960101").is_refused(409)
    olu.sees("Chidi Example was first (1", "the number was found", "What you had typed")
    olu.sees("01632 960101")


def test_a_reason_for_what_somebody_else_has_closed(scene: Scene) -> None:
    withheld(scene)
    chidi, olu = scene.signed_in("chidi").opens("/admin"), office(scene)
    chidi.presses(CLOSE, reason="a test call")
    olu.presses(CLOSE, reason="the exchange cannot tell").is_refused(409)
    olu.sees("Chidi Example was first (1", "query closed", "the exchange cannot tell")


def test_a_message_that_somebody_else_has_typed(scene: Scene) -> None:
    withheld(scene, message=True)
    scene.world.settle()
    chidi, olu = scene.signed_in("chidi").opens("/admin"), office(scene)
    for each in (chidi, olu):
        each.follows("Hear and type the message")
    chidi.presses(TYPED, text="This is Elm Road, please ring us")
    olu.presses(TYPED, text="Elm Road asks to be rung").is_refused(409)
    olu.sees("Chidi Example was first (1", "it is typed", "Elm Road asks to be rung")


def test_a_query_that_a_colleague_has_claimed(scene: Scene) -> None:
    scene.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).hangs_up()
    scene.world.settle()
    amara, ben = scene.signed_in("amara").opens("/desk"), scene.signed_in("ben").opens("/desk")
    ben.presses("Claim")
    amara.presses("Claim").is_refused(409).sees("Already taken by Ben Example (1")


def test_a_query_that_a_colleague_has_closed(scene: Scene) -> None:
    scene.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).hangs_up()
    scene.world.settle()
    page = f"/desk/{scene.world.query()['reference']}"
    amara, ben = scene.signed_in("amara").opens(page), scene.signed_in("ben").opens(page)
    ben.presses(CLOSE, closed_as="test_call")
    amara.presses(CLOSE, closed_as="other", reason="they rang the wrong number").is_refused(409)
    amara.sees("closed already (10", "they rang the wrong number")


def test_a_call_back_of_which_she_has_said_already_how_it_was(scene: Scene) -> None:
    amara = hung_up_at_once(scene)
    other = scene.signed_in("amara").opens(amara.address)
    amara.presses("I spoke to them")
    other.presses("Nobody there, a machine").is_refused(409).sees("known already")
