"""On the nights on which the clocks change a line that never closes keeps what it promised after as
many minutes as on any other, and says which time is meant; after such a weekend a line opens, and
rings whom it owes a call, by the clock on the wall (H05)."""

from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules import queue
from advice_line.rules.queue import Waiting
from integrations.sandbox.phones import accepts, rings_out
from integrations.twilio.addresses import Addresses
from integrations.twilio.numbers import wanted
from tests.promises.scene import AUTOMATIC, MINUTE, Kept
from tests.stories.conftest import on_sqlite
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, PUBLIC_URL, world

pytestmark = pytest.mark.hazard("H05")

ROBOT = "+441632960998"
ALWAYS = (
    AUTOMATIC.replace('mon-fri = ["08:00-19:00"]', 'mon-sun = ["00:00-24:00"]')
    .replace('days = "mon-fri", time = "08:00-19:00"', 'days = "mon-sun", time = "00:00-24:00"')
    .replace("valid_from = 2026-03-02", "valid_from = 2026-01-05")
)
IN_HOURS = AUTOMATIC.replace("valid_from = 2026-03-02", "valid_from = 2026-01-05").replace(
    f'number = "{LINE}"', f'number = "{LINE}"\ntest_call = {{ number = "{ROBOT}" }}', 1
)
TALK = accepts(key="", talks_for=90)


@on_sqlite
@pytest.mark.parametrize(
    ("called", "said", "texted"),
    [
        ("2026-03-29T00:50", "2 21 a m", "2:21am"),
        ("2027-03-28T00:50", "2 21 a m", "2:21am"),
        ("2026-10-25T00:10", "1 41 a m, before the clocks go back", "1:41am (the first"),
        ("2026-10-25T00:50", "1 21 a m, after the clocks go back", "1:21am (the second"),
    ],
)
def test_a_promise_across_the_change_is_kept_as_many_minutes_later(
    database_url: str, called: str, said: str, texted: str
) -> None:
    with world(database_url, datetime.fromisoformat(called).replace(tzinfo=UTC), ALWAYS) as opened:
        line = Kept(opened)
        opened.everybody(rings_out())
        gp = opened.person(ELM_ROAD_MOBILE).rings(LINE).waits(2 * MINUTE)
        gp.hears(f"We will ring you back by {said}").is_cut_off()
        opened.settle()
        assert texted in gp.reads("we will ring you back by")["body"]
        opened.phones.behaves(AMARA, accepts())
        opened.phones.behaves(ELM_ROAD_MOBILE, TALK)
        line.until(lambda: line.rung(AMARA) == 2)
        assert 7 < line.minutes_before() <= 8
        opened.person(AMARA).hears(f"promised by {said}")
        line.until(lambda: line.promise() == "kept")
        line.passes(2)
        assert unsound(opened) == []


@on_sqlite
def test_a_time_that_passes_in_the_doubled_hour_is_followed_by_a_later_one(
    database_url: str,
) -> None:
    at = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)
    with world(database_url, at, ALWAYS) as opened:
        line = Kept(opened)
        opened.everybody(rings_out())
        gp = opened.person(ELM_ROAD_MOBILE).rings(LINE).waits(2 * MINUTE)
        gp.hears("by 1 51 a m, before the clocks go back").is_cut_off()
        line.until(lambda: line.promises_made()[0] == "broken")
        line.passes(1)
        assert "1:2" in gp.reads("the second, after the clocks go back")["body"]
        opened.phones.behaves(AMARA, accepts())
        opened.phones.behaves(ELM_ROAD_MOBILE, TALK)
        line.until(lambda: line.promise() == "kept")
        assert unsound(opened) == []


@on_sqlite
@pytest.mark.parametrize(
    ("evening", "opens"),
    [
        ("2026-03-27T18:50+00:00", "2026-03-30T07:00+00:00"),
        ("2026-10-23T17:50+00:00", "2026-10-26T08:00+00:00"),
        ("2027-03-25T18:50+00:00", "2027-03-30T07:00+00:00"),
    ],
)
def test_after_the_weekend_it_opens_and_rings_by_the_clock_on_the_wall(
    database_url: str, evening: str, opens: str
) -> None:
    with world(database_url, datetime.fromisoformat(evening), IN_HOURS) as opened:
        want = wanted(Addresses(PUBLIC_URL), None)
        opened.phones.own(ROBOT, voice_url=want.voice_url, status_callback=want.status_callback)
        line = Kept(opened)
        opened.everybody(rings_out())
        gp = opened.person(ELM_ROAD_MOBILE).rings(LINE).waits(2 * MINUTE)
        gp.hears("at 8 21 a m. If it cannot wait until then").is_cut_off()
        opened.settle()
        opened.phones.behaves(AMARA, accepts())
        opened.phones.behaves(ELM_ROAD_MOBILE, TALK)
        before = datetime.fromisoformat(opens) - timedelta(minutes=21)
        opened.phones.advance((before - line.now).total_seconds())
        opened.settle()
        assert not [leg for leg in opened.phones.legs() if leg["from_number"] == ROBOT]
        for _ in range(5):
            opened.wait(20)
        assert [leg for leg in opened.phones.legs() if leg["from_number"] == ROBOT]
        line.until(lambda: line.promise() == "kept")
        assert 0 < line.minutes_before() <= 8


def test_who_rang_before_the_hour_came_again_is_before_who_rang_in_it() -> None:
    first = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)
    turn = [Waiting(2, None, first + timedelta(minutes=2)), Waiting(1, None, first)]
    assert [each.contact_id for each in queue.in_order(turn)] == [1, 2]
