"""A call of which nobody can tell whether it goes on is not said to: the server was stopped, or the
carrier cannot be asked (part 9, Outage)."""

from typing import Any

import pytest

from advice_line import outage_jobs
from advice_line.desk.outage import silences
from tests.web.people import Scene
from tests.web.test_live_call import on_a_call

pytestmark = pytest.mark.hazard("H13")

NOT_NOW = ("On the telephone now", "talking with", "You are talking", "You are on a call")


def refused(*_: Any) -> None:
    raise ConnectionRefusedError


def stops(scene: Scene) -> None:
    """Of what happens the carrier cannot tell us."""
    silences.server_answers(scene.world.ledger)
    for switch in ("drop-callbacks", "no-action-after-hangup"):
        scene.world.phones.chaos(switch)


def comes_back(scene: Scene) -> None:
    """Its worker has not had a turn yet."""
    scene.world.phones.calm()
    silences.server_starts(scene.world.ledger)


def is_stopped(scene: Scene) -> None:
    """For two minutes."""
    stops(scene)
    scene.world.phones.advance(120)
    comes_back(scene)


def worker_starts(scene: Scene) -> None:
    world = scene.world
    outage_jobs.of_silent_calls(world.ledger, world.service.telephone, 1).run()


def test_after_a_stop_no_page_claims_a_talk_until_the_carrier_has_said_so(scene: Scene) -> None:
    amara = on_a_call(scene)
    call = amara.address
    is_stopped(scene)
    amara.opens("/desk").sees(
        "The carrier is being asked about (1)", "Last heard of at 10am; asking"
    )
    amara.never_sees(*NOT_NOW)
    amara.opens(call).sees("Last heard of at 10am; asking the carrier").never_sees(*NOT_NOW)
    amara.opens(call.removesuffix("/call")).sees("was last heard of at 10am; asking the carrier")
    amara.never_sees("The call that is going on")
    worker_starts(scene)
    amara.opens("/desk").sees("On the telephone now (1)", "talking with you")
    amara.never_sees("asking the carrier").opens(call).sees("You are talking")


def test_while_the_carrier_cannot_be_asked_it_stays_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara = on_a_call(scene)
    is_stopped(scene)
    with monkeypatch.context() as carrier:
        carrier.setattr(scene.world.carrier.rest, "handle", refused)
        worker_starts(scene)
        amara.opens("/desk").sees("Last heard of at 10am; asking").never_sees(*NOT_NOW)
    scene.world.wait(61)
    amara.opens("/desk").sees("talking with you").never_sees("asking the carrier")


def test_a_long_talk_of_which_the_carrier_cannot_be_asked_is_in_doubt_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara = on_a_call(scene)
    with monkeypatch.context() as carrier:
        carrier.setattr(scene.world.carrier.rest, "handle", refused)
        scene.world.wait(310)
        amara.opens("/desk").sees("Last heard of at 10am; asking").never_sees(*NOT_NOW)


def test_a_talk_that_ended_meanwhile_is_over_at_the_worker_s_first_turn(scene: Scene) -> None:
    amara = on_a_call(scene)
    call = amara.address
    stops(scene)
    scene.world.phones.advance(30)
    scene.people["gp"].hangs_up()
    scene.world.phones.advance(120)
    comes_back(scene)
    worker_starts(scene)
    amara.opens("/desk").sees("To write (1)", "Nobody is waiting.").never_sees(*NOT_NOW)
    amara.opens(call).sees("You are in this call no more")
    reference = scene.world.query()["reference"]
    amara.opens(f"/desk/{reference}").sees("during an outage")
