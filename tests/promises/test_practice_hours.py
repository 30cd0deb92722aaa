"""A practice is rung while it is there, or by its bypass number, whatever led to the promise."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from integrations.sandbox.phones import accepts, rings_out
from tests.promises.scene import AUTOMATIC, BYPASS, MINUTE, Kept
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, MONDAY_TEN

HOURS = 'open = { mon-fri = ["08:30-10:15", "14:00-18:00"] }'
WITH_BYPASS = AUTOMATIC.replace('key = "Y99001"', f'key = "Y99001"\n{HOURS}')
NO_BYPASS = WITH_BYPASS.replace(f'bypass_number = "{BYPASS}"\n', "")
WITH_QUEUE = NO_BYPASS.replace("queue_seconds = 0", "queue_seconds = 20")
TALK = accepts(key="", talks_for=90)

pytestmark = pytest.mark.hazard("H22")


@pytest.fixture
def calls(line: Kept) -> Iterator[Kept]:
    line.world.set_up(NO_BYPASS)
    yield line
    line.world.set_up(AUTOMATIC)


def sleeps_until_two(calls: Kept) -> None:
    calls.passes(1)
    two = calls.now.replace(hour=13, minute=59, second=0, microsecond=0)
    calls.world.phones.advance((two - calls.now).total_seconds())
    calls.works()


def test_after_a_hunt_who_closes_for_lunch_is_promised_a_time_when_they_are_back(
    calls: Kept,
) -> None:
    calls.world.everybody(rings_out())
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(2 * MINUTE)
    gp.hears("We will ring you back by 2 10 p m. If it cannot wait until then").is_cut_off()
    calls.world.settle()
    assert "2:10pm" in gp.reads("we will ring you back by")["body"]
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    sleeps_until_two(calls)
    assert calls.rung(AMARA) == 1, "a closed practice is not rung"
    calls.until(lambda: calls.promise() == "kept")
    assert calls.now.hour == 14


def test_a_practice_with_a_bypass_number_is_rung_by_it_and_told_so(calls: Kept) -> None:
    calls.world.set_up(WITH_BYPASS)
    calls.world.everybody(rings_out())
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(2 * MINUTE)
    gp.hears("Your practice will be closed by then, so we will ring its bypass number").is_cut_off()
    assert any("We will ring you back by 10 3" in each["text"] for each in gp.heard())
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(BYPASS, TALK)
    calls.until(lambda: calls.promise() == "kept")
    calls.world.person(AMARA).hears("Their practice is closed: we ring its bypass number")
    assert (calls.rung(BYPASS), calls.rung(ELM_ROAD_MOBILE)) == (1, 0)


def test_after_the_queue_it_is_the_same(calls: Kept) -> None:
    calls.world.set_up(WITH_QUEUE)
    windows = QuietWindows(calls.world.ledger)
    for key in ("amara", "ben", "chidi"):
        windows.begin(calls.world.responder(key), 3, "a scan")
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("in the queue")
    gp.hears("We will ring you back by 2 10 p m", within=60).is_cut_off()
    calls.passes(1)


def test_who_keeps_their_place_is_rung_when_they_are_back_not_when_somebody_is_free(
    calls: Kept,
) -> None:
    calls.world.set_up(WITH_QUEUE)
    calls.begins_at(MONDAY_TEN + timedelta(days=14, minutes=12))
    windows = QuietWindows(calls.world.ledger)
    for key in ("amara", "ben", "chidi"):
        windows.begin(calls.world.responder(key), 5, "a scan of noon")
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("keep your place, press 1")
    gp.presses("1").hears("You keep your place").is_cut_off()
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    calls.passes(8)
    sleeps_until_two(calls)
    assert calls.rung(AMARA) == 0, "the practice is closed"
    calls.until(lambda: calls.promise() == "kept")
    assert calls.now.hour == 14


def test_at_a_closed_line_they_are_rung_once_their_practice_is_open(calls: Kept) -> None:
    calls.begins_at(MONDAY_TEN + timedelta(days=28, hours=10))
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("back once your practice is open, by tomorrow, Tuesday 22 December, at 8 40 a m")
    gp.hangs_up()
    calls.world.settle()
    assert tasks(calls.query) == [("ring_back", None)]
    assert "T08:40" in calls.query["tasks"][0]["due_at"]


def test_who_presses_three_as_the_practice_closes_rings_once_it_is_back(calls: Kept) -> None:
    calls.begins_at(MONDAY_TEN + timedelta(days=42, minutes=8))
    calls.world.phones.behaves(AMARA)
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = calls.world.person(AMARA).is_rung().answers()
    amara.hears("Press 2 to decline. Press 3 to ring back by 2 10 p m").presses("3")
    amara.hears("Their practice is closed in 10 minutes. The caller is told that you ring back by")
    assert "2 10 p m" in amara.heard()[-1]["text"]
    gp.hears("Dr Amara Example has your query and will ring you back by 2 10 p m. If it cannot")
    gp.is_cut_off()
    calls.world.settle()
    assert "2:10pm" in gp.reads("ring you back by")["body"]
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    sleeps_until_two(calls)
    assert calls.rung(AMARA) == 1, "a closed practice is not rung"
    calls.until(lambda: calls.promise() == "kept")


def test_who_presses_three_for_a_practice_with_a_bypass_number_rings_it_in_ten_minutes(
    calls: Kept,
) -> None:
    calls.world.set_up(WITH_BYPASS)
    calls.begins_at(MONDAY_TEN + timedelta(days=49, minutes=8))
    calls.world.phones.behaves(AMARA)
    gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = calls.world.person(AMARA).is_rung().answers()
    amara.hears("Press 3 to ring back in 10 minutes").presses("3")
    amara.hears("The caller is told that you ring back by 10 18 a m")
    gp.hears("Your practice will be closed by then, so we will ring its bypass number").is_cut_off()
