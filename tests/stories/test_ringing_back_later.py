"""Part 3, the hunt: a responder hears who calls and what their key asked for, and may say that they
ring back in ten minutes; the caller, who is on the line, is told so at once."""

import pytest

from advice_line.rules import queue_words
from integrations.sandbox.phones import accepts, declines, rings_out
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import ends_as, offers, tasks
from tests.stories.scene import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    STRANGER,
)
from tests.stories.world import World

WHO = "Radiology advice call from Elm Road Surgery"


@pytest.fixture
def line(opened_with_menu: OpenedHere) -> World:
    return opened_with_menu(MONDAY_TEN)


@on_sqlite
@pytest.mark.parametrize(
    ("key", "asked"), [("1", f"{WHO}, a patient is waiting, press 1"), ("0", f"{WHO}, press 1")]
)
def test_the_whisper_says_who_calls_and_what_their_key_asked_for(
    line: World, key: str, asked: str
) -> None:
    gp = line.person(ELM_ROAD).rings(LINE).waits(1).presses(key)
    line.person(AMARA).is_rung().answers().hears(asked)
    line.person(AMARA).hears("Press 2 to decline. Press 3 to ring back in 10 minutes")
    gp.hangs_up()
    line.settle()
    ends_as(line.query(), "gone")


def test_three_promises_a_call_back_in_ten_minutes(line: World) -> None:
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    amara = line.person(AMARA).is_rung().answers().hears("Press 3 to ring back").presses("3")
    amara.hears("The caller is told that you ring back by 10 10 a m").is_cut_off()
    gp.hears("Dr Amara Example has your query and will ring you back by 10 10 a m", within=5)
    gp.is_cut_off()
    line.service.deliver()
    assert "10:10" in gp.reads("ring you back")["body"]
    line.settle()
    ends_as(line.query(), "rings back")
    assert tasks(line.query()) == [("ring_back", "amara")]
    assert line.query()["promises"][0]["due_at"].startswith("2026-11-23T10:10")
    assert line.phones.legs(BEN) == []


@pytest.mark.hazard("H01")
def test_a_caller_who_leaves_as_three_is_pressed_is_rung_back_by_them(line: World) -> None:
    line.phones.chaos("accept-after-caller-left")
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    amara = line.person(AMARA).is_rung().answers().hears("press 1 to accept")
    gp.hangs_up()
    amara.waits(4).presses("3").hears("The caller has hung up. Their query is now yours")
    line.settle()
    ends_as(line.query(), "too late")


@on_sqlite
def test_a_caller_who_leaves_before_hearing_of_it_is_rung_back_all_the_same(line: World) -> None:
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    line.person(AMARA).is_rung().answers().hears("press 1 to accept").presses("3")
    gp.hangs_up()
    line.settle()
    ends_as(line.query(), "rings back, gone")


@on_sqlite
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("switch", ["retry-same-token", "duplicate-callbacks"])
def test_a_repeated_key_promises_once(line: World, switch: str) -> None:
    line.phones.chaos(switch)
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    line.person(AMARA).is_rung().answers().hears("press 1 to accept").presses("3")
    gp.hears("will ring you back by 10 10").is_cut_off()
    line.settle()
    ends_as(line.query(), "rings back")


@on_sqlite
@pytest.mark.hazard("H10")
def test_three_is_too_late_for_what_somebody_has_claimed(line: World) -> None:
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    amara = line.person(AMARA).is_rung().answers().hears("press 1 to accept")
    line.claims("ben")
    amara.presses("3").hears("Already taken by Ben Example")
    gp.hears("Ben Example has your query and will ring you back").is_cut_off()
    line.settle()
    ends_as(line.query(), "claimed")


@on_sqlite
def test_nobody_can_be_rung_back_who_gave_no_number(line: World) -> None:
    gp = line.person(STRANGER).rings(LINE, withheld=True).waits(1).presses("1")
    gp.hears("Your number is withheld")
    amara = line.person(AMARA).is_rung().answers().hears("press 1 to accept").presses("3")
    amara.hears("They gave no number to ring back on. Press 1 to accept").presses("1")
    line.phones.advance(1)
    assert gp.is_talking()
    gp.hangs_up()
    line.settle()


@on_sqlite
def test_between_two_who_are_rung_the_caller_hears_that_it_goes_on(line: World) -> None:
    line.phones.behaves(AMARA, rings_out())
    line.phones.behaves(BEN, declines())
    line.phones.behaves(CHIDI, accepts(talks_for=10))
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    gp.hears("Your reference is", within=120).is_cut_off()
    line.settle()
    said = [each for each in gp.heard() if each["text"] == queue_words.STILL_TRYING]
    assert len(said) == 2
    assert all(each["seconds"] <= 2 for each in said)
    assert offers(line.query())[-1] == ("chidi", "accepted")
