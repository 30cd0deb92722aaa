"""The page of a call that is going on: it shows how the call really stands, and does to it what its
buttons say, also when the call is over by then."""

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE, LINE
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer


def on_a_call(scene: Scene) -> Surfer:
    """Amara talks to Elm Road, with her list before her."""
    scene.world.phones.behaves(AMARA, accepts())
    scene.people["gp"] = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    scene.world.phones.advance(30)
    assert scene.people["gp"].is_talking()
    amara = scene.signed_in("amara").opens("/desk").sees("You are on a call")
    return amara.opens("/desk/call").sees("Elm Road Surgery", "You are talking", "ask who it is")


def test_part_6_a_caller_is_held_from_the_page(scene: Scene) -> None:
    amara = (
        on_a_call(scene).presses("Hold").sees("The caller is on hold", "taken back by themselves")
    )
    scene.world.settle(3)
    scene.people["gp"].hears("Please hold the line")
    amara.presses("Back to the caller").sees("You are talking")
    scene.world.settle(3)
    scene.world.person(AMARA).says("Here I am again")
    scene.people["gp"].hears("Here I am again").hangs_up()
    scene.world.settle()
    amara.opens(amara.address).sees("You are in this call no more", "Write the advice", "Ring back")
    amara.opens(f"{amara.address}/now")
    scene.world.wait(3 * 60)
    amara.opens(amara.address).is_refused(286)


def test_who_is_talked_to_waits_for_nobody_on_any_list(scene: Scene) -> None:
    amara = on_a_call(scene).opens("/desk")
    amara.sees("On the telephone now (1)", "talking with you", "Nobody is waiting.")
    ben = scene.signed_in("ben").opens("/desk")
    ben.sees("On the telephone now (1)", "talking with Dr Amara Example", "Nobody is waiting.")
    reference = scene.world.query()["reference"]
    for each in (amara, ben):
        each.never_sees("Ring back", "Claim</button>")
        each.opens(f"/desk/{reference}").never_sees("Ring back")
    scene.people["gp"].hangs_up()
    scene.world.settle()
    amara.opens("/desk").sees("To write (1)", "Nobody is waiting.")
    ben.opens("/desk").sees("Nobody is waiting.").never_sees("On the telephone now", "Elm Road")


def test_who_is_still_being_put_through_is_on_the_line_and_not_rung_back(scene: Scene) -> None:
    scene.world.phones.behaves(AMARA, rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    scene.world.phones.advance(12)
    ben = scene.signed_in("ben").opens("/desk").sees("whoever is on duty is being rung")
    ben.never_sees("Ring back")
    gp.hangs_up()
    scene.world.settle()
    ben.opens("/desk").sees("Waiting (1)", "Ring back").never_sees("On the telephone now")


def test_a_colleague_who_does_not_come_is_shown(scene: Scene) -> None:
    amara = on_a_call(scene)
    scene.world.phones.behaves(BEN, rings_out())
    amara.presses("Bring them in", who="ben", how="bring_in").sees("Ben Example is being rung")
    for _ in range(9):
        scene.world.settle(2)
    amara.opens(f"{amara.address}/now").sees("Ben Example did not answer", "You are talking")
    scene.people["gp"].hangs_up()


def test_nobody_else_can_be_chosen_while_a_colleague_is_asked(scene: Scene) -> None:
    """And a page that still shows the choice is loaded anew."""
    amara = on_a_call(scene).sees("A colleague", "Outside my scope")
    page = amara.address
    amara.opens(f"{page}/now?shows=choose")
    assert "hx-refresh" not in amara.headers
    amara.opens(page).presses("Bring them in", who="ben", how="bring_in")
    amara.never_sees("Bring them in", "Outside my scope").sees("Nobody else can be asked meanwhile")
    amara.opens(f"{page}/now?shows=choose")
    assert amara.headers["hx-refresh"] == "true"
    amara.opens(page).presses("Back to the caller").sees("Bring them in", "Outside my scope")
    scene.people["gp"].hangs_up()
    scene.world.settle()
    amara.opens(f"{page}/now?shows=choose")
    assert amara.headers["hx-refresh"] == "true"
    amara.opens(page).never_sees("Bring them in", "Outside my scope")


def test_nobody_chosen_is_said_where_one_chooses(scene: Scene) -> None:
    amara = on_a_call(scene).presses("Bring them in", how="bring_in")
    amara.is_refused(422).sees("Choose who is to join")
    scene.people["gp"].hangs_up()


def test_a_button_pressed_when_the_call_is_over_says_so(scene: Scene) -> None:
    amara = on_a_call(scene)
    scene.people["gp"].hangs_up()
    scene.world.settle()
    amara.presses("Hold").is_refused(409).sees("This call has ended")


def test_what_is_written_already_is_not_handed_over(scene: Scene) -> None:
    """Its author has signed it: a colleague may join, and add nothing in their name."""
    amara = on_a_call(scene)
    page = amara.address
    amara.follows("Write the advice").presses("Save and send", **REQUIRED)
    amara.opens(page).presses("Hand over to them", who="ben", how="hand_over")
    amara.is_refused(409).sees("The advice is written already")
    scene.people["gp"].hangs_up()
    scene.world.settle()


@pytest.mark.hazard("H10")
def test_who_is_not_on_the_call_can_look_and_nothing_else(scene: Scene) -> None:
    amara = on_a_call(scene)
    ben = scene.signed_in("ben").opens(amara.address).sees("The query is with Dr Amara Example")
    ben.never_sees("Bring them in", "Outside my scope")
    ben.posts(f"{amara.address}/hold", {"form_token": ben.own_token()}).is_refused(403)
    scene.people["gp"].hangs_up()
    scene.world.settle()


@pytest.mark.hazard("H09")
def test_who_handed_over_writes_down_what_they_had_said(scene: Scene) -> None:
    amara = on_a_call(scene)
    scene.world.phones.behaves(BEN, accepts(talks_for=60))
    amara.presses("Hand over to them", who="ben", how="hand_over")
    scene.world.settle(8)
    scene.world.person(AMARA).hangs_up()
    scene.world.settle(5)
    scene.people["gp"].hears("Your reference is", within=120).is_cut_off()
    amara.opens("/desk").sees("Write down what you said before you passed the call on")
    page = f"/desk/{scene.world.query()['reference']}"
    amara.opens(page).presses("Keep it", said=" ").is_refused(422).sees("If you had said nothing")
    amara.presses("Keep it", said="An ultrasound first.").sees("An ultrasound first.")
    amara.sees("Dr Amara Example had said, before the call was passed on").never_sees("Keep it")
    amara.opens("/desk").never_sees("Write down what you said")


def test_who_has_joined_is_not_offered_again(scene: Scene) -> None:
    amara = on_a_call(scene).sees("Ben Example (on duty")
    scene.world.phones.behaves(BEN, accepts(talks_for=600))
    amara.presses("Bring them in", who="ben", how="bring_in")
    scene.world.settle(8)
    amara.opens(amara.address).sees("Ben Example has joined").never_sees("Ben Example (on duty")
    scene.people["gp"].hangs_up()
    scene.world.settle()


def test_part_6_who_was_rung_back_is_held_from_the_page(scene: Scene) -> None:
    """No earlier than they talk: while a telephone rings there is no call to look at."""
    scene.world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("We will ring you back by", within=120).is_cut_off()
    scene.world.settle()
    amara = scene.signed_in("amara").opens(f"/desk/{scene.world.query()['reference']}")
    for number in (AMARA, ELM_ROAD_MOBILE):
        scene.world.phones.behaves(number)
    amara.presses("Ring back")
    scene.world.service.deliver()
    phone = scene.world.person(AMARA).is_rung().answers().hears("Press 1 to connect").presses("1")
    gp.is_rung()
    amara.opens(f"/desk/{scene.world.query()['reference']}")
    amara.sees("the call back is going on").never_sees("The call that is going on")
    gp.answers().waits(5)
    amara.opens("/desk").sees("You are on a call").opens("/desk/call").sees("You are talking")
    amara.presses("Hold").sees("The caller is on hold")
    scene.world.settle(3)
    gp.hears("Please hold the line")
    amara.presses("Back to the caller").sees("You are talking")
    scene.world.settle(3)
    phone.says("Here I am again")
    gp.hears("Here I am again").hangs_up()
    scene.world.settle()
    amara.opens(amara.address).sees("You are in this call no more", "Write the advice")
