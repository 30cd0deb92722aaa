"""More calls than anybody could be rung for: nobody is refused, nobody is rung for them unless they
say that a patient waits, and people are told (part 10, Cost and abuse)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from advice_line.desk.front_door import FrontDoor
from advice_line.ports.calls import KeysPressed
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ends_as, offers
from tests.stories.soundness import unsound
from tests.stories.world import (
    AMARA,
    CHIDI,
    ELM_ROAD_MOBILE,
    HOTDOC,
    LINE,
    OAK_LANE_MOBILE,
    STRANGER,
    World,
    world,
)

pytestmark = [pytest.mark.hazard("H01", "H15"), on_sqlite]
GENEROUS = "limits = { number = 100, line = 10000 }"


def limited(number: int, line: int) -> str:
    said = f"limits = {{ number = {number}, line = {line} }}"
    return HOTDOC.read_text(encoding="utf-8").replace(GENEROUS, said, 1)


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    """Two calls of one number in ten minutes, and twelve an hour, are as many as are rung for."""
    with world(database_url, setup=limited(2, 12)) as house:
        yield house
        assert house.phones.faults() == []
        assert unsound(house) == []


def rings_and_leaves(hotdoc: World, number: str, times: int) -> None:
    for _ in range(times):
        hotdoc.person(number).rings(LINE).waits(2).hangs_up()
    hotdoc.settle()


def test_the_third_call_of_a_number_is_promised_a_call_back_and_nobody_is_rung(
    hotdoc: World,
) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    hotdoc.phones.inbox(AMARA)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("If life is at immediate risk").hears("Many calls have come in a short time")
    gp.hears("We will ring you back by", within=40).is_cut_off()
    hotdoc.settle()
    *_, third = hotdoc.queries()
    ends_as(third, "over the limit")
    assert third["outgoing"] == []


def test_a_patient_who_waits_is_one_key_away(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("press 1").presses("1")
    hotdoc.person(AMARA).is_rung()
    gp.hangs_up()
    hotdoc.settle()
    *_, third = hotdoc.queries()
    assert offers(third) == [("amara", "withdrawn")]


def test_whoever_else_calls_is_rung_for_as_ever(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 4)
    gp = hotdoc.person(OAK_LANE_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    gp.hangs_up()


def test_after_ten_minutes_the_number_is_rung_for_again(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    hotdoc.wait(timedelta(minutes=10).total_seconds())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    hotdoc.person(ELM_ROAD_MOBILE).hangs_up()
    hotdoc.settle()


def test_the_lead_hears_of_it_once_and_without_the_number(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 5)
    told = [words for words in hotdoc.texts(CHIDI) if "from one number" in words]
    assert len(told) == 1
    assert ELM_ROAD_MOBILE not in told[0]


def test_a_flooded_line_promises_too_whoever_calls(hotdoc: World) -> None:
    for place in range(12):
        hotdoc.person(f"+4477009003{place:02}").rings(LINE).waits(2).hangs_up()
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come")
    gp.hears("We will ring you back by", within=40).is_cut_off()
    hotdoc.settle()
    assert any("calls in an hour" in words for words in hotdoc.texts(CHIDI))


def test_without_a_number_a_message_is_asked_for(hotdoc: World) -> None:
    for place in range(12):
        hotdoc.person(f"+4477009003{place:02}").rings(LINE).waits(2).hangs_up()
    gp = hotdoc.person(STRANGER).rings(LINE, withheld=True).hears("Many calls have come")
    gp.hears("Please leave your number", within=40).hears("[beep]").hangs_up()
    hotdoc.settle()


def test_claimed_on_a_page_meanwhile_it_stays_who_claimed_it(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come in a short time")
    *_, third = hotdoc.queries()
    hotdoc.records.claim(hotdoc.responder("ben"), third["reference"])
    gp.hears("Ben Example has your query and will ring you back by", within=40).is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.queries()[-1], "claimed")


@pytest.mark.hazard("H21")
def test_near_closing_they_hear_where_else_to_turn(hotdoc: World) -> None:
    hotdoc.begin(MONDAY_TEN.replace(hour=18, minute=50))
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come in a short time")
    gp.hears("We will ring you back by", within=40)
    gp.is_cut_off()
    assert any("If it cannot wait" in each["text"] for each in gp.heard())
    hotdoc.settle()


@pytest.mark.hazard("H16")
def test_to_who_has_left_before_the_next_step_nothing_is_promised(hotdoc: World) -> None:
    rings_and_leaves(hotdoc, ELM_ROAD_MOBILE, 2)
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come").hangs_up()
    hotdoc.settle()
    *_, query = hotdoc.queries()
    ends_as(query, "gone")
    call = query["contacts"][0]["external_id"]
    FrontDoor(hotdoc.ledger).over_limit(KeysPressed(key="late", call=call, keys=""))
    *_, after = hotdoc.queries()
    ends_as(after, "gone")
