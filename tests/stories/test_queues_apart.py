"""Part 4, waiting: lines share nothing, and of several who wait for one phone one rings it, however
close together the carrier asks for them (H10)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest

from advice_line.desk.waiting_room import WaitingRoom
from advice_line.errors import Busy
from advice_line.ports.queue import QueueLeft
from advice_line.ports.script import Connect, Script
from integrations.sandbox.phones import accepts
from integrations.twilio.addresses import Addresses
from integrations.twilio.numbers import wanted
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import on_sqlite
from tests.stories.scene import (
    AMARA,
    BEN,
    ELM_ROAD_MOBILE,
    FALLBACK_URL,
    LINE,
    OAK_LANE_MOBILE,
    PUBLIC_URL,
    STRANGER_MOBILE,
)
from tests.stories.soundness import unsound
from tests.stories.test_waiting import AMARA_ALONE
from tests.stories.world import World, world

CHEST = "+441632960050"
WITH_CHEST = (
    AMARA_ALONE
    + f"""
[[lines]]
key = "chest"
name = "Example Chest Advice"
number = "{CHEST}"
email = "chest@example.org"
nation = "england"
time_zone = "Europe/London"
open = {{ mon-fri = ["08:00-19:00"] }}
switchboard = "+441632960999"

[[patterns]]
key = "chest"
line = "chest"
valid_from = 2026-03-02
cycle_weeks = 1
sessions = [{{ days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["ben"] }}]
"""
)


@pytest.fixture
def two(database_url: str) -> Iterator[World]:
    """Monday, ten o'clock: Amara answers the one line and Ben the other."""
    with world(database_url, MONDAY_TEN, WITH_CHEST) as opened:
        want = wanted(Addresses(PUBLIC_URL), FALLBACK_URL)
        opened.phones.own(CHEST, voice_url=want.voice_url, status_callback=want.status_callback)
        yield opened
        assert opened.phones.faults() == []
        assert unsound(opened) == []


@on_sqlite
def test_who_waits_on_one_line_is_nobodys_turn_on_another(two: World) -> None:
    two.phones.behaves(AMARA, accepts(talks_for=300))
    two.phones.behaves(BEN, accepts(talks_for=60))
    callers = [two.person(f"+44770090078{n}") for n in range(4)]
    for caller, line in zip(callers, (LINE, CHEST, LINE, CHEST), strict=True):
        caller.rings(line).waits(1).presses("1").waits(12)
    for waits in callers[2:]:
        waits.hears("You are first in the queue")
    callers[1].hears("Your reference is", within=90)
    callers[3].hears("Your reference is", within=120)
    callers[2].never_heard("Thank you for calling").is_cut_off()
    callers[0].hangs_up()
    two.settle()
    assert len(two.phones.legs(AMARA)) == 1
    assert len(two.phones.legs(BEN)) == 2


@pytest.mark.hazard("H10")
def test_of_three_whom_the_carrier_asks_for_at_once_one_rings_the_phone(two: World) -> None:
    two.phones.behaves(AMARA, accepts(talks_for=30))
    gp = two.person("+447700900780").rings(LINE).waits(1).presses("1").waits(10)
    waiting = [
        two.person(number).rings(LINE).waits(1).presses("1").hears("in the queue")
        for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE, STRANGER_MOBILE)
    ]
    gp.hangs_up()
    room = WaitingRoom(two.ledger, two.service.settings.countries)
    calls = [each["contacts"][0]["external_id"] for each in two.queries()[1:]]
    rung = [
        verb
        for answer in together([QueueLeft(f"at once {call}", call) for call in calls], room)
        for verb in answer.verbs
        if isinstance(verb, Connect)
    ]
    assert [each.number for each in rung] == [AMARA]
    for each in waiting:
        each.hangs_up()
    two.settle()


def together(events: list[QueueLeft], room: WaitingRoom) -> list[Script]:
    start = Barrier(len(events))

    def go(event: QueueLeft) -> Script:
        start.wait()
        for _ in range(20):
            with suppress(Busy):
                return room.left(event)
        raise Busy

    with ThreadPoolExecutor(len(events)) as threads:
        return list(threads.map(go, events))
