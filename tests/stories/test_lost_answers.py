"""What we answered never arrived: nobody was joined, nobody talked, the hunt goes on (H16)."""

from datetime import datetime
from typing import Any

import pytest

from advice_line.ports.script import Step, StepName
from integrations.sandbox.phones import accepts, picks_up
from integrations.sandbox.records import Form
from integrations.twilio.addresses import Addresses
from tests.stories import base, front_calls
from tests.stories.base import MONDAY_NOON, MONDAY_TEN
from tests.stories.conftest import FRONT_DOOR, OpenedHere, on_sqlite
from tests.stories.outcomes import ends_as, offers
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, PUBLIC_URL, SWITCHBOARD
from tests.stories.soundness import unsound
from tests.stories.world import World, world


@on_sqlite
@pytest.mark.hazard("H16")
def test_an_acceptance_that_joined_nobody_is_no_talk_and_the_next_is_rung(hotdoc: World) -> None:
    hotdoc.phones.behaves(BEN, accepts(talks_for=20))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    presses_1_and_the_answer_is_lost(hotdoc)
    gp.hears("Your reference is", within=60).is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")
    assert offers(hotdoc.query()) == [("amara", "failed"), ("ben", "accepted")]


@on_sqlite
@pytest.mark.hazard("H16")
@pytest.mark.parametrize(("at", "key"), [(MONDAY_TEN, "1"), (MONDAY_NOON, "3")])
def test_a_key_that_arrives_after_the_caller_has_left_rings_nobody(
    opened_here: OpenedHere, at: datetime, key: str
) -> None:
    hotdoc = opened_here(at)
    base.gone_in_the_greeting(hotdoc)
    greeting = next(hook for hook in hotdoc.phones.webhooks() if "/incoming" in hook["url"])
    form: Form = [*((name, value) for name, value in greeting["form"]), ("Digits", key)]
    address = Addresses(PUBLIC_URL).step(Step(name=StepName.GREETED)).partition("#")[0]
    assert hotdoc.phones.forge(address, form) == 200
    hotdoc.settle()
    ends_as(hotdoc.query(), "gone")


@on_sqlite
@pytest.mark.hazard("H24")
@pytest.mark.parametrize("key", ["2", "0"])
def test_a_key_of_worry_that_the_end_of_the_call_overtakes_is_not_a_choice_to_hang_up(
    front_door: World, key: str
) -> None:
    front_calls.hears_and_hangs_up(front_door)
    front_door.settle()
    ends_as(front_door.query(), "told")
    presses_late(front_door, StepName.ANSWER_KEYED, key)


@on_sqlite
@pytest.mark.hazard("H24")
@pytest.mark.parametrize("key", ["2", "0"])
def test_a_key_of_worry_that_the_end_of_the_call_overtakes_does_not_wait_for_the_office(
    front_door: World, key: str
) -> None:
    front_calls.gone_before_the_answer(front_door)
    front_door.settle()
    ends_as(front_door.query(), "gone before the answer")
    presses_late(front_door, StepName.ANSWER_HEARD, key)


def presses_late(front_door: World, asked: StepName, key: str) -> None:
    greeting = next(hook for hook in front_door.phones.webhooks() if "/incoming" in hook["url"])
    form: Form = [*((name, value) for name, value in greeting["form"]), ("Digits", key)]
    address = Addresses(PUBLIC_URL).step(Step(name=asked, ref="1")).partition("#")[0]
    assert front_door.phones.forge(address, form) == 200
    front_door.settle()
    query = front_door.query()
    ends_as(query, "gone")
    assert query["contacts"][0]["reason"] == ("worried" if key == "2" else "chasing")
    assert unsound(front_door) == []


@on_sqlite
@pytest.mark.hazard("H13")
def test_who_was_put_through_to_the_switchboard_has_not_chosen_to_hang_up_on_an_answer(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of worry is never answered: the carrier plays its outage document instead."""
    with world(database_url, MONDAY_TEN, FRONT_DOOR.read_text(encoding="utf-8")) as line:
        line.phones.behaves(SWITCHBOARD, picks_up(talks_for=60))
        post = line.browser.post

        def lost(url: str, **sent: Any) -> Any:
            return post("/lost" if "answer-keyed" in url else url, **sent)

        monkeypatch.setattr(line.browser, "post", lost)
        gp = front_calls.chases(line).hears(front_calls.CHOICES).presses("2")
        gp.hears("connecting you to the hospital switchboard").is_cut_off(within=120)
        line.settle()
        ends_as(line.query(), "gone")
        assert unsound(line) == []


def presses_1_and_the_answer_is_lost(hotdoc: World) -> None:
    (offer,) = hotdoc.query()["offers"]
    asked = next(hook for hook in hotdoc.phones.webhooks() if "/whisper/" in hook["url"])
    form: Form = [*((name, value) for name, value in asked["form"]), ("Digits", "1")]
    keyed = Step(name=StepName.WHISPER_KEYED, ref=offer["id"])
    address = Addresses(PUBLIC_URL).step(keyed).partition("#")[0]
    assert hotdoc.phones.forge(address, form) == 200
    assert hotdoc.query()["owner"] == "amara"
