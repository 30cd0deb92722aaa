"""Where a tier is reached by a shared phone its calls back ring there, and it asks who answers
(decision 0012)."""

from collections.abc import Iterator

import pytest

from integrations.sandbox.phones import Behaviour, accepts, busy, rings_out
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.duty_phone import DUTY_PHONE, POINT
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE

TALK = accepts(key="", talks_for=90)
ASKED = "For Dr Amara Example: a call back to Elm Road Surgery, promised by"


@pytest.fixture
def ward(line: Kept) -> Iterator[Kept]:
    line.world.set_up(f"version = 1{POINT}")
    line.world.phones.behaves(DUTY_PHONE, rings_out())
    line.promises()
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    yield line
    line.world.set_up(f"version = 1{POINT}in_use = false")
    line.world.set_up(AUTOMATIC)


def rung(ward: Kept) -> None:
    before = ward.rung(DUTY_PHONE)
    ward.until(lambda: ward.rung(DUTY_PHONE) > before)


def test_its_holder_keeps_the_promise_there_and_their_mobile_stays_still(ward: Kept) -> None:
    ward.world.phones.behaves(DUTY_PHONE)
    before = ward.rung(AMARA)
    rung(ward)
    phone = ward.world.person(DUTY_PHONE).is_rung().answers().hears(ASKED)
    assert "If you are not Dr Amara Example, press 3" in phone.heard()[-1]["text"]
    phone.presses("1")
    ward.until(lambda: ward.promise() == "kept")
    assert ward.tries() == [("amara", "spoke")]
    assert ward.rung(AMARA) == before


@pytest.mark.hazard("H09")
def test_somebody_else_there_says_who_they_are_and_owes_the_record(ward: Kept) -> None:
    ward.world.phones.behaves(DUTY_PHONE)
    rung(ward)
    phone = ward.world.person(DUTY_PHONE).is_rung().answers().hears(ASKED).presses("3")
    phone.hears("Who is answering? Press 1 for Ben Example").presses("9")
    phone.hears("Who is answering? Press 1 for Ben Example").presses("1")
    ward.until(lambda: ward.promise() == "kept")
    assert ward.tries() == [("ben", "spoke")]
    assert (ward.query["owner"], tasks(ward.query)) == ("ben", [("write_advice", "ben")])


@pytest.mark.parametrize("phone", [rings_out(), busy()], ids=lambda each: each.kind)
def test_where_it_is_not_answered_its_holders_mobile_is_rung_at_once(
    ward: Kept, phone: Behaviour
) -> None:
    ward.world.phones.behaves(DUTY_PHONE, phone)
    ward.world.phones.behaves(AMARA, accepts())
    ward.until(lambda: ward.promise() == "kept")
    assert ward.tries() == [("amara", "unanswered"), ("amara", "spoke")]


def test_who_asks_for_somebody_else_there_is_not_rung_on_their_mobile(ward: Kept) -> None:
    ward.world.phones.behaves(DUTY_PHONE)
    ward.world.phones.behaves(BEN, accepts())
    rung(ward)
    ward.world.person(DUTY_PHONE).is_rung().answers().hears(ASKED).presses("2")
    ward.until(lambda: ward.promise() == "kept")
    assert ward.tries() == [("amara", "not_me"), ("ben", "spoke")]
