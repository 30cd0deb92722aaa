"""Before the line opens the system calls it, is rung by the hunt and accepts; where that fails,
people hear of it before callers do (part 9, Outage)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from advice_line.tables.outage import LineCheck
from integrations.twilio.addresses import Addresses
from integrations.twilio.numbers import wanted
from tests.stories.conftest import on_sqlite
from tests.stories.soundness import unsound
from tests.stories.world import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD_MOBILE,
    HOTDOC,
    LINE,
    PUBLIC_URL,
    World,
    world,
)

pytestmark = [pytest.mark.hazard("H13"), on_sqlite]
ROBOT = "+441632960998"
BEFORE = datetime(2026, 11, 23, 7, 39, tzinfo=UTC)
SETUP = HOTDOC.read_text(encoding="utf-8").replace(
    f'number = "{LINE}"', f'number = "{LINE}"\ntest_call = {{ number = "{ROBOT}" }}', 1
)


def morning(database_url: str, setup: str = SETUP, at: datetime = BEFORE) -> Any:
    return world(database_url, at, setup=setup)


def owned(house: World) -> World:
    want = wanted(Addresses(PUBLIC_URL), None)
    house.phones.own(ROBOT, voice_url=want.voice_url, status_callback=want.status_callback)
    return house


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    """21 minutes before it opens on Monday at eight."""
    with morning(database_url) as house:
        yield owned(house)
        assert unsound(house) == []


def passes(hotdoc: World) -> None:
    """From a minute before the call is placed until it has failed if it has come to no end."""
    for _ in range(9):
        hotdoc.wait(20)
    hotdoc.settle(2)


def check(hotdoc: World) -> LineCheck:
    with hotdoc.ledger.look("test") as work:
        found = work.session.exec(select(LineCheck)).one()
        work.let_go()
        return found


def rung(hotdoc: World) -> set[str]:
    return {leg["to_number"] for leg in hotdoc.phones.legs()}


def test_the_line_is_called_hunts_and_is_accepted_before_it_opens(hotdoc: World) -> None:
    passes(hotdoc)
    done = check(hotdoc)
    assert (done.passed, done.failure) == (True, None)
    assert done.joined_at is not None
    assert done.joined_at < datetime(2026, 11, 23, 7, 42, tzinfo=UTC)
    assert hotdoc.phones.faults() == []


def test_it_rings_no_person_makes_no_query_and_is_no_arrival(hotdoc: World) -> None:
    passes(hotdoc)
    hotdoc.wait(360)
    assert check(hotdoc).passed
    assert rung(hotdoc) == {LINE, ROBOT}
    assert hotdoc.queries() == []
    assert hotdoc.texts(CHIDI) == []


def test_it_is_placed_once_a_day_and_lasts_a_minute_at_most(hotdoc: World) -> None:
    passes(hotdoc)
    for _ in range(3):
        hotdoc.wait(600)
    legs = hotdoc.phones.legs()
    assert len(legs) == 4
    (placed,) = [each for each in hotdoc.carrier.rest_log if each.path.endswith("/Calls.json")][:1]
    assert ("TimeLimit", "60") in placed.form or placed.method == "GET"


def fails(hotdoc: World, step: str, said: str) -> None:
    passes(hotdoc)
    done = check(hotdoc)
    assert (done.passed, done.failure) == (False, step)
    for number in (CHIDI, BEN):
        told = [words for words in hotdoc.texts(number) if "test call" in words]
        assert len(told) == 1, told
        assert said in told[0]
    assert not any("test call" in words for words in hotdoc.texts(AMARA))
    metrics = hotdoc.browser.get("/metrics").text
    assert 'advice_line_alarms{kind="test_call"} 1' in metrics
    assert hotdoc.queries() == []


def test_a_line_that_does_not_answer_is_an_alarm_within_two_minutes(hotdoc: World) -> None:
    hotdoc.phones.chaos("fail-over")
    hotdoc.carrier.own(LINE, voice_fallback_url="")
    fails(hotdoc, "greeting", "the line did not answer")


def test_a_rota_without_anybody_at_opening_is_an_alarm(database_url: str) -> None:
    nobody = SETUP.replace("[[patterns]]", "[[unused]]")
    nobody = nobody[: nobody.index("[[unused]]")]
    with morning(database_url, nobody) as house:
        owned(house)
        passes(house)
        assert check(house).failure == "nobody"


def test_a_test_number_that_is_not_ours_is_an_alarm(database_url: str) -> None:
    with morning(database_url) as house:
        passes(house)
        assert check(house).failure == "placing"


def test_a_hunt_that_rings_nothing_is_an_alarm(hotdoc: World) -> None:
    hotdoc.phones.own(ROBOT, voice_url=f"{PUBLIC_URL}/nowhere")
    fails(hotdoc, "hunt", "the hunt did not ring the test number")


def test_a_key_that_is_not_heard_is_an_alarm(hotdoc: World) -> None:
    hotdoc.phones.chaos("deaf")
    fails(hotdoc, "accept", "the key that accepts was not heard")


def test_the_alarm_stands_until_a_test_call_passes(hotdoc: World) -> None:
    hotdoc.phones.chaos("deaf")
    passes(hotdoc)
    hotdoc.phones.calm()
    hotdoc.wait(86_400 - 190)
    passes(hotdoc)
    assert 'advice_line_alarms{kind="test_call"} 0' in hotdoc.browser.get("/metrics").text


def test_whoever_shows_the_test_number_as_theirs_is_served_like_anybody(hotdoc: World) -> None:
    passes(hotdoc)
    hotdoc.person(ROBOT).rings(LINE).waits(3).hangs_up()
    hotdoc.settle()
    assert len(hotdoc.queries()) == 1
    assert ELM_ROAD_MOBILE not in rung(hotdoc)


def test_a_worker_that_was_down_at_seven_makes_up_for_it(database_url: str) -> None:
    with morning(database_url, at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC)) as house:
        owned(house)
        passes(house)
        assert check(house).passed
