"""A tier that is reached by a shared phone: it is rung for whoever the rota says, and their own
mobile where it does not answer. A machine there gets no call (H06)."""

from datetime import datetime

import pytest

from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    declines,
    off,
    rings_out,
    voicemail,
)
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.duty_phone import (
    DUTY_PHONE,
    NAMES,
    POINT,
    rung_at_the_duty_phone,
    talks,
)
from tests.stories.outcomes import ends_as, offers
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE, Scene
from tests.stories.world import World

COVER = """
[[covers]]
key = "swap"
line = "hotdoc"
from = 2026-11-23T09:00:00
to = 2026-11-23T19:00:00
tier = "1"
who = ["chidi"]
"""


@pytest.fixture
def hotdoc(opened_here: OpenedHere) -> World:
    """Tier 1 is reached by the duty phone."""
    made = opened_here(MONDAY_TEN)
    made.set_up(f"version = 1{POINT}")
    return made


def test_its_holder_answers_and_nobody_elses_phone_rings(hotdoc: World) -> None:
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("1")
    talks(hotdoc, gp, phone)
    assert offers(hotdoc.query()) == [("amara", "accepted")]
    assert hotdoc.phones.legs(AMARA) == []
    assert hotdoc.phones.legs(DUTY_PHONE)[0]["from_number"] == LINE
    assert "write down the advice" in hotdoc.texts(AMARA)[-1]


@on_sqlite
@pytest.mark.parametrize("phone", [rings_out(), busy(), off()], ids=lambda each: each.kind)
def test_where_it_is_not_answered_its_holders_own_mobile_is_rung(
    hotdoc: World, phone: Behaviour
) -> None:
    hotdoc.phones.behaves(DUTY_PHONE, phone)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers()
    amara.hears("Radiology advice call from Elm Road Surgery, press 1 to accept").presses("1")
    talks(hotdoc, gp, amara)
    assert [who for who, _ in offers(hotdoc.query())] == ["amara", "amara"]
    assert hotdoc.phones.legs(BEN) == []


@on_sqlite
@pytest.mark.hazard("H06")
@pytest.mark.parametrize("answers_after", [0.5, 6, 10.9, 13.9])
def test_a_machine_there_is_left_within_25_seconds_and_never_heard(
    hotdoc: World, answers_after: float
) -> None:
    hotdoc.phones.behaves(DUTY_PHONE, voicemail(after=answers_after))
    hotdoc.phones.behaves(AMARA, accepts(talks_for=20))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Your reference is", within=120).is_cut_off().never_heard("private voicemail")
    hotdoc.settle()
    assert rung_for(hotdoc) <= 25
    assert offers(hotdoc.query()) == [("amara", "expired"), ("amara", "accepted")]


def rung_for(hotdoc: Scene) -> float:
    (leg,) = hotdoc.phones.legs(DUTY_PHONE)
    assert not leg["ever_joined"]
    began, ended = (datetime.fromisoformat(str(leg[at])) for at in ("created", "ended"))
    return (ended - began).total_seconds()


@on_sqlite
def test_without_a_fallback_the_next_tier_is_rung(hotdoc: World) -> None:
    hotdoc.set_up(f'version = 1{POINT}fallback = "none"')
    hotdoc.phones.behaves(DUTY_PHONE, rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    ben = hotdoc.person(BEN).is_rung().answers().hears("press 1 to accept").presses("1")
    talks(hotdoc, gp, ben)
    assert offers(hotdoc.query()) == [("amara", "expired"), ("ben", "accepted")]
    assert hotdoc.phones.legs(AMARA) == []


@on_sqlite
def test_who_declines_there_is_not_rung_on_their_own_mobile(hotdoc: World) -> None:
    hotdoc.phones.behaves(DUTY_PHONE, declines())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    ben = hotdoc.person(BEN).is_rung().answers().hears("press 1 to accept").presses("1")
    talks(hotdoc, gp, ben)
    assert offers(hotdoc.query()) == [("amara", "declined"), ("ben", "accepted")]
    assert hotdoc.phones.legs(AMARA) == []


@on_sqlite
@pytest.mark.hazard("H03")
def test_the_phone_is_rung_for_whoever_is_on_the_tier_at_that_instant(hotdoc: World) -> None:
    hotdoc.set_up(f"version = 1{COVER}")
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    phone = hotdoc.person(DUTY_PHONE).is_rung().answers().hears("for Dr Chidi Example. Press 1")
    phone.presses("3").hears("Press 1 for Ben Example, 2 for Dr Amara Example").presses("2")
    talks(hotdoc, gp, phone)
    assert hotdoc.query()["owner"] == "amara"


@on_sqlite
def test_one_phone_for_two_tiers_is_rung_once(hotdoc: World) -> None:
    second = POINT.replace('"duty-phone"', '"second"').replace('tier = "1"', 'tier = "2"')
    hotdoc.set_up(f"version = 1{second}")
    hotdoc.everybody(rings_out())
    hotdoc.phones.behaves(DUTY_PHONE, rings_out())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=150).is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "promise")
    assert [len(hotdoc.phones.legs(each)) for each in (DUTY_PHONE, AMARA, BEN)] == [1, 1, 1]


@on_sqlite
def test_while_somebody_else_talks_on_it_its_holder_is_rung_on_their_mobile(hotdoc: World) -> None:
    first, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES).presses("2")
    hotdoc.phones.advance(5)
    assert first.is_talking()
    second = hotdoc.person(OAK_LANE_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung(within=15).answers().hears("Oak Lane Surgery").presses("1")
    talks(hotdoc, second, amara)
    assert len(hotdoc.phones.legs(DUTY_PHONE)) == 1
    first.hangs_up()
    hotdoc.settle()
    assert [query["owner"] for query in hotdoc.queries()] == ["chidi", "amara"]
