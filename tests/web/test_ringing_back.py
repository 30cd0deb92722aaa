"""What was promised is kept from the responder's list: their phone rings first, the practice sees
the line's number and never theirs; what did not happen is not said to have happened."""

import pytest

from integrations.sandbox.phones import accepts, busy, rings_out
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, CHIDI, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.web.people import ANOTHER, REQUIRED, Scene
from tests.web.surfing import Surfer

MINUTE = 60


def promised(scene: Scene) -> str:
    """Nobody took Elm Road's call; the reference."""
    scene.world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("We will ring you back by", within=120).is_cut_off()
    scene.world.settle()
    return str(scene.world.query()["reference"])


def rings_back(scene: Scene, who: str = "amara") -> Surfer:
    surfer = scene.signed_in(who).presses("Ring back")
    scene.world.service.deliver()
    return surfer


def promise_of(scene: Scene) -> str:
    """Of the time that they were promised first."""
    return str(scene.world.query()["promises"][0]["state"])


@pytest.mark.hazard("H15")
def test_the_responder_is_rung_first_and_the_practice_sees_the_line(scene: Scene) -> None:
    reference = promised(scene)
    scene.world.phones.behaves(AMARA, accepts(talks_for=60))
    scene.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key=""))
    amara = rings_back(scene)
    amara.sees("We are ringing your phone. Answer it and press 1, then we ring Elm Road Surgery.")
    amara.never_sees("Ring back").sees("Dr Amara Example claimed it")
    scene.world.wait(2 * MINUTE)

    (rung,) = [
        leg for leg in scene.world.phones.legs(ELM_ROAD_MOBILE) if leg["from_number"] == LINE
    ]
    assert rung["ever_joined"]
    assert promise_of(scene) == "kept"
    assert tasks(scene.world.query()) == [("write_advice", "amara")]
    call, back = scene.world.query()["contacts"]
    assert (call["ended"], back["ended"], back["direction"]) == ("promised", "talked", "out")
    amara.opens(f"/desk/{reference}").sees("rang them back and spoke to them", "They talked")
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **REQUIRED)
    amara.is_at(f"/desk/{reference}/saved")


def test_a_practice_that_does_not_answer_is_owed_its_call_still(scene: Scene) -> None:
    promised(scene)
    scene.world.phones.behaves(AMARA, accepts())
    scene.world.phones.behaves(ELM_ROAD_MOBILE, busy())
    rings_back(scene)
    scene.world.person(AMARA).hears("They are engaged. The call back stays on your list")
    scene.world.wait(MINUTE)

    assert promise_of(scene) == "open"
    assert tasks(scene.world.query()) == [("ring_back", "amara")]
    assert scene.world.query()["contacts"][-1]["ended"] == "failed"


def test_a_responder_who_presses_no_key_rings_nobody(scene: Scene) -> None:
    promised(scene)
    before = len(scene.world.phones.legs(ELM_ROAD_MOBILE))
    scene.world.phones.behaves(AMARA, accepts(key=""))
    amara = rings_back(scene)
    scene.world.person(AMARA).hears("No key was pressed")
    scene.world.wait(MINUTE)
    assert len(scene.world.phones.legs(ELM_ROAD_MOBILE)) == before
    assert promise_of(scene) == "open"
    amara.opens(amara.address).sees("answered, no key pressed", "Ring back")
    amara.never_sees("We are ringing your phone", "the call back is going on")


def test_a_second_tap_while_it_rings_rings_no_second_time(scene: Scene) -> None:
    promised(scene)
    before = len(scene.world.phones.legs(AMARA))
    another_tab = scene.signed_in("amara").opens("/desk")
    rings_back(scene).opens("/desk").sees("your phone is being rung").never_sees("Ring back")
    another_tab.presses("Ring back")
    scene.world.settle()
    assert len(scene.world.phones.legs(AMARA)) == before + 1


@pytest.mark.hazard("H10")
def test_who_taps_second_hears_who_has_it(scene: Scene) -> None:
    reference = promised(scene)
    ben = scene.signed_in("ben").opens(f"/desk/{reference}")
    scene.signed_in("amara").presses("Claim")
    ben.presses("Claim").is_refused(409).sees("Dr Amara Example")
    assert scene.world.query()["owner"] == "amara"


def test_rung_by_ones_own_phone_the_promise_is_kept_and_the_record_is_owed(scene: Scene) -> None:
    reference = promised(scene)
    amara = scene.signed_in("amara").presses("Claim").opens(f"/desk/{reference}")
    amara.presses("I rang them on my own phone").is_at(f"/desk/{reference}/record")
    assert promise_of(scene) == "kept"
    assert tasks(scene.world.query()) == [("write_advice", "amara")]


@pytest.mark.hazard("H18")
def test_a_promise_that_was_broken_stays_broken_and_the_lead_hears_of_it(scene: Scene) -> None:
    promised(scene)
    scene.world.wait(31 * MINUTE)
    scene.world.settle()
    assert promise_of(scene) == "broken"
    assert any("A call back" in text and "was due" in text for text in scene.world.texts(CHIDI))
    scene.world.phones.behaves(AMARA, accepts(talks_for=60))
    scene.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key=""))
    rings_back(scene)
    scene.world.wait(2 * MINUTE)
    assert promise_of(scene) == "broken"
    assert tasks(scene.world.query()) == [("write_advice", "amara")]


def test_one_who_cannot_be_reached_is_closed_only_with_a_reason(scene: Scene) -> None:
    reference = promised(scene)
    amara = scene.signed_in("amara").presses("Claim").opens(f"/desk/{reference}")
    amara.presses("Close it", reason="Kept").is_refused(422).sees("Choose why this query")
    assert "Kept" in amara.page
    amara.presses("Close it", closed_as="other", reason=" ").is_refused(422).sees("Say why")
    amara.presses("Close it", closed_as="unreachable", reason="After three tries").is_at("/desk")
    query = scene.world.query()
    assert (query["state"], tasks(query)) == ("closed", [])
    assert query["case"]["state"] == "draft", "a case is never dropped"


def test_what_was_advised_is_not_closed_as_if_it_were_not(scene: Scene) -> None:
    reference = scene.advised()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.never_sees("Close without advice")
    token = amara.own_token()
    amara.posts(f"/desk/{reference}/close", {"form_token": token, "closed_as": "test_call"})
    amara.is_refused(409)
    assert scene.world.query()["state"] == "advised"


def test_a_caller_without_a_number_is_traced_and_written_down(scene: Scene) -> None:
    gp = scene.world.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").hangs_up()
    scene.world.settle()
    reference = scene.world.query()["reference"]
    amara = scene.signed_in("amara").never_sees("Ring back").presses("Claim")
    amara.opens(f"/desk/{reference}").presses("I rang them on my own phone")
    amara.presses("Save", **ANOTHER).is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    assert tasks(scene.world.query()) == [("ring_practice", None)], "no address is on file"


def test_who_hung_up_early_was_promised_nothing_and_is_due_all_the_same(scene: Scene) -> None:
    scene.world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("radiology advice").hangs_up()
    scene.world.settle()
    amara = scene.signed_in("amara").sees("due by").never_sees("promised")
    scene.world.wait(31 * MINUTE)
    amara.opens("/desk").sees(", late")


def test_a_call_back_that_was_delayed_is_not_rung_once_it_was_had(scene: Scene) -> None:
    reference = promised(scene)
    amara = asks_while_the_carrier_refuses(scene)
    amara.opens(f"/desk/{reference}").presses("I rang them on my own phone")
    rings_nobody_any_more(scene)


def test_a_call_back_that_was_delayed_is_not_rung_once_the_query_is_closed(scene: Scene) -> None:
    reference = promised(scene)
    amara = asks_while_the_carrier_refuses(scene)
    amara.opens(f"/desk/{reference}").presses("Close it", closed_as="withdrawn")
    rings_nobody_any_more(scene)


def test_a_call_back_that_was_given_up_rings_nobody_out_of_the_blue(scene: Scene) -> None:
    promised(scene)
    asks_while_the_carrier_refuses(scene)
    scene.world.wait(60 * MINUTE)
    scene.world.phones.calm()
    chidi = scene.signed_in("chidi").opens("/admin/outgoing").presses("Try again")
    rings_nobody_any_more(scene)
    chidi.opens("/admin/outgoing").sees("Call back")
    before = len(scene.world.phones.legs(AMARA))
    rings_back(scene)
    scene.world.wait(2 * MINUTE)
    assert len(scene.world.phones.legs(AMARA)) == before + 1, "the button works all the same"


def asks_while_the_carrier_refuses(scene: Scene) -> Surfer:
    """Until the button has come back."""
    scene.world.phones.behaves(AMARA, accepts(talks_for=60))
    surfer = scene.signed_in("amara")
    scene.world.phones.chaos("rest-429", 40)
    surfer.presses("Ring back")
    scene.world.service.deliver()
    scene.world.phones.advance(2 * MINUTE + 1)
    return surfer


def rings_nobody_any_more(scene: Scene) -> None:
    before = len(scene.world.phones.legs(AMARA)), len(scene.world.phones.legs(ELM_ROAD_MOBILE))
    scene.world.phones.calm()
    scene.world.wait(5 * MINUTE)
    after = len(scene.world.phones.legs(AMARA)), len(scene.world.phones.legs(ELM_ROAD_MOBILE))
    assert after == before
