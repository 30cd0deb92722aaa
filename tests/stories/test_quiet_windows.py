"""Part 3, the interruption budget: who is finishing a scan is not rung for what can wait; those
callers wait, hear so and are put through afterwards. A patient who is waiting pierces (H01)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from advice_line.desk.interruptions.quiet_windows import InterruptionsOfLine, QuietWindows
from advice_line.errors import Conflict
from advice_line.rules import queue_words, quiet
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.phones import accepts
from tests.stories.base import MONDAY_TEN, SATURDAY
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.soundness import unsound
from tests.stories.test_waiting import AMARA_ALONE
from tests.stories.world import World, world


@pytest.fixture
def alone(database_url: str) -> Iterator[World]:
    with world(database_url, MONDAY_TEN, AMARA_ALONE) as opened:
        opened.phones.behaves(AMARA, accepts(talks_for=60))
        yield opened
        assert opened.phones.faults() == []
        assert unsound(opened) == []


def is_quiet(hotdoc: World, minutes: int, who: str = "amara") -> None:
    windows = QuietWindows(hotdoc.ledger)
    windows.begin(hotdoc.responder(who), minutes, f"form-{hotdoc.ledger.clock.now()}")


def test_what_can_wait_waits_until_the_scan_is_finished(alone: World) -> None:
    is_quiet(alone, 3)
    gp = alone.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("0")
    gp.hears(f"{queue_words.QUEUE_QUIET} You are first in the queue", within=3)
    assert alone.phones.legs(AMARA) == []
    QuietWindows(alone.ledger).end(alone.responder("amara"))
    gp.hears("Your reference is", within=90).is_cut_off()
    alone.settle()
    ends_as(alone.query(), "talk")


@pytest.mark.hazard("H01")
def test_a_patient_who_is_waiting_pierces_the_quiet_window(alone: World) -> None:
    is_quiet(alone, 10)
    gp = alone.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1")
    alone.person(AMARA).is_rung(within=3)
    gp.hears("Your reference is").is_cut_off()
    alone.settle()
    ends_as(alone.query(), "talk")


@on_sqlite
def test_the_next_is_rung_where_one_is_quiet(opened_with_menu: OpenedHere) -> None:
    line = opened_with_menu(MONDAY_TEN)
    is_quiet(line, 5)
    line.phones.behaves(BEN, accepts(talks_for=20))
    line.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("0").hears("Your reference is")
    line.settle()
    assert line.phones.legs(AMARA) == []


@on_sqlite
def test_a_line_on_which_all_stay_quiet_promises_a_time(alone: World) -> None:
    is_quiet(alone, 10)
    gp = alone.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("0")
    gp.hears("first in the queue").hears("We will ring you back by 10 3", within=150).is_cut_off()
    alone.settle()
    ends_as(alone.query(), "queue")


@pytest.mark.hazard("H01")
@on_sqlite
def test_a_window_is_bounded_in_length_and_number(alone: World) -> None:
    windows, amara = QuietWindows(alone.ledger), alone.responder("amara")
    for minutes in (10, 10, 10):
        until = windows.begin(amara, minutes, f"form-{minutes}-{alone.ledger.clock.now()}")
        alone.phones.advance(240)
    # The third would end after 18 minutes.
    assert until - MONDAY_TEN == timedelta(minutes=15)
    windows.end(amara)
    for number in range(quiet.MOST - 1):
        windows.begin(amara, 3, f"again-{number}")
        windows.end(amara)
    with pytest.raises(Conflict, match="6 quiet windows on this shift"):
        windows.begin(amara, 3, "once too often")
    stretch = windows.stretch(amara)
    assert stretch is not None
    assert (stretch.windows, stretch.quiet_until) == (quiet.MOST, None)


@on_sqlite
def test_who_is_not_on_duty_has_no_window(opened_with_menu: OpenedHere) -> None:
    line = opened_with_menu(SATURDAY)
    assert QuietWindows(line.ledger).stretch(line.responder("amara")) is None
    with pytest.raises(Conflict, match="not on duty"):
        is_quiet(line, 3)


def test_rings_and_minutes_are_counted_by_the_stretch_of_duty(alone: World) -> None:
    for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE):
        alone.person(number).rings(LINE).waits(1).presses("1").hears("Your reference is")
        alone.settle()
    stretch = QuietWindows(alone.ledger).stretch(alone.responder("amara"))
    assert stretch is not None
    assert (stretch.interruptions.rings, stretch.interruptions.minutes) == (2, 2)
    now = alone.ledger.clock.now()
    (seen,) = InterruptionsOfLine(alone.ledger).at(SYSTEM, "hotdoc", now)
    assert (seen.person, seen.interruptions) == ("amara", stretch.interruptions)
