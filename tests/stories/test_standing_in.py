"""Somebody picks up a shared phone who is not its holder: they accept in their own name, and what
they advise is theirs to write down (H09, H10)."""

import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.duty_phone import (
    DUTY_PHONE,
    NAMES,
    POINT,
    rung_at_the_duty_phone,
    talks,
)
from tests.stories.outcomes import ends_as, offers, tasks
from tests.stories.scene import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE
from tests.stories.world import World

EDUCATES = """
[[responders]]
key = "{key}"
name = "{name}"
role = "radiologist"
mobile = "{mobile}"
email = "{key}@example.org"
roles = ["educator"]
"""
BEN_EDUCATES = EDUCATES.format(key="ben", name="Ben Example", mobile=BEN)
CHIDI_EDUCATES = EDUCATES.format(key="chidi", name="Dr Chidi Example", mobile=CHIDI)


@pytest.fixture
def hotdoc(opened_here: OpenedHere) -> World:
    """Tier 1 is reached by the duty phone."""
    made = opened_here(MONDAY_TEN)
    made.set_up(f"version = 1{POINT}")
    return made


@pytest.mark.hazard("H09")
@pytest.mark.hazard("H10")
def test_somebody_else_answers_and_the_query_is_theirs(hotdoc: World) -> None:
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES).presses("2")
    talks(hotdoc, gp, phone)
    query = hotdoc.query()
    assert (query["owner"], offers(query)) == ("chidi", [("chidi", "accepted")])
    assert tasks(query) == [("write_advice", "chidi")]
    assert "write down the advice" in hotdoc.texts(CHIDI)[-1]
    assert hotdoc.texts(AMARA) == []
    with hotdoc.ledger.look("test") as work:
        (line,) = work.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "offer.taken_over")
        )
        assert line.detail == {"holder": "amara", "by": "chidi"}


@pytest.mark.parametrize(
    "told", ["retry-same-token", "duplicate-callbacks", "reorder-callbacks", "extra-fields"]
)
@on_sqlite
@pytest.mark.hazard("H16")
def test_what_comes_twice_or_in_the_wrong_order_names_nobody_else(hotdoc: World, told: str) -> None:
    hotdoc.phones.chaos(told)
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES).presses("7").hears(NAMES).presses("1")
    talks(hotdoc, gp, phone)
    hotdoc.wait(300)
    assert offers(hotdoc.query()) == [("ben", "accepted")]


@on_sqlite
@pytest.mark.parametrize("keys", [("",), ("9", "8"), ("9", "")])
def test_who_gives_no_name_has_declined(hotdoc: World, keys: tuple[str, ...]) -> None:
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3")
    for key in keys:
        phone.hears(NAMES)
        if key:
            phone.presses(key)
    phone.is_cut_off()
    ben = hotdoc.person(BEN).is_rung().answers().hears("press 1 to accept").presses("1")
    talks(hotdoc, gp, ben)
    assert offers(hotdoc.query()) == [("amara", "declined"), ("ben", "accepted")]


@on_sqlite
def test_a_wrong_key_hears_the_names_once_more(hotdoc: World) -> None:
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES).presses("3").hears(NAMES).presses("1")
    talks(hotdoc, gp, phone)
    assert hotdoc.query()["owner"] == "ben"


@on_sqlite
@pytest.mark.hazard("H10")
def test_who_gives_their_name_after_a_colleague_took_it_hears_who_has_it(hotdoc: World) -> None:
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES)
    hotdoc.claims("ben")
    phone.presses("2").hears("Already taken by Ben Example")
    gp.hears("Ben Example has your query and will ring you back").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "claimed")
    assert offers(hotdoc.query()) == [("chidi", "too_late"), ("ben", "accepted")]


@on_sqlite
@pytest.mark.hazard("H10")
def test_who_gives_their_name_after_the_caller_left_rings_them_back(hotdoc: World) -> None:
    hotdoc.phones.chaos("accept-after-caller-left")
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears(NAMES)
    gp.hangs_up()
    phone.presses("2").hears("Their query is now yours").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "too late")
    assert tasks(hotdoc.query()) == [("ring_back", "chidi")]


@on_sqlite
@pytest.mark.hazard("H09")
def test_who_may_not_write_advice_down_cannot_answer_in_their_name(hotdoc: World) -> None:
    hotdoc.set_up(f"version = 1{CHIDI_EDUCATES}")
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears("Who is answering? Press 1 for Ben Example.").presses("2")
    phone.hears("Who is answering?").presses("1")
    talks(hotdoc, gp, phone)
    assert hotdoc.query()["owner"] == "ben"


@on_sqlite
def test_where_nobody_else_may_answer_the_call_goes_on(hotdoc: World) -> None:
    hotdoc.set_up(f"version = 1{BEN_EDUCATES}{CHIDI_EDUCATES}")
    gp, phone = rung_at_the_duty_phone(hotdoc)
    phone.presses("3").hears("Nobody else may answer this call").is_cut_off()
    gp.hears("ring you back by").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "promise")
    assert offers(hotdoc.query()) == [("amara", "declined")]


@on_sqlite
def test_on_somebodys_own_mobile_nobodys_name_is_asked_for(hotdoc: World) -> None:
    hotdoc.set_up(f"version = 1{POINT}in_use = false")
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    amara.presses("4").hears("press 1 to accept").presses("1")
    talks(hotdoc, gp, amara)
    assert hotdoc.phones.legs(DUTY_PHONE) == []
