"""No phone rings for two things at once, though both are decided in the same instant: told on
PostgreSQL, where two who write do not wait for each other by themselves (H10)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import TypeVar

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.phone import engaged
from advice_line.desk.phone.engaged import Engaged
from advice_line.errors import Invalid
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallArrived, KeysPressed
from advice_line.ports.script import Connect, Script
from tests.conftest import migrate
from tests.servers.postgres import PostgresServer
from tests.stories.in_call import talking
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H10")

T = TypeVar("T")
# Whoever holds a responder is waited for as long as a statement may be: 1.5 seconds.
_WAITS = 0.5
FIRST, SECOND = "CA" + "1" * 32, "CA" + "2" * 32


@pytest.fixture
def hotdoc(postgres: PostgresServer) -> Iterator[World]:
    with postgres.database(postgres.template("migrated", migrate)) as url, world(url) as opened:
        yield opened


@pytest.fixture
def both_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has seen who is free waits until another has seen it too, if another can."""
    sees, both = engaged.now, Barrier(2)

    def seen(work: Work) -> Engaged:
        found = sees(work)
        try:
            both.wait(_WAITS)
        except BrokenBarrierError:
            return found
        return found

    monkeypatch.setattr(engaged, "now", seen)


def at_once(*acts: Callable[[], T]) -> list[T]:
    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result() for each in [threads.submit(act) for act in acts]]


def is_greeted(hotdoc: World, call: str, caller: str) -> Callable[[], Script]:
    """The line has answered this caller; what is given then rings somebody for them."""
    calls = hotdoc.service.calls
    calls.arrived(CallArrived(f"{call} arrives", call, caller, LINE))
    return lambda: calls.greeted(KeysPressed(f"{call} greeted", call, ""))


def rung_by(script: Script) -> list[str]:
    return [verb.number for verb in script.verbs if isinstance(verb, Connect)]


def test_two_callers_in_the_same_instant_ring_two_people(
    hotdoc: World, request: pytest.FixtureRequest
) -> None:
    two = [
        is_greeted(hotdoc, FIRST, ELM_ROAD_MOBILE),
        is_greeted(hotdoc, SECOND, OAK_LANE_MOBILE),
    ]
    request.getfixturevalue("both_look")
    assert sorted(number for script in at_once(*two) for number in rung_by(script)) == [AMARA, BEN]


def test_a_colleague_is_asked_into_a_talk_or_rung_for_a_caller_and_not_both(
    hotdoc: World, request: pytest.FixtureRequest
) -> None:
    talking(hotdoc)
    reference, amara = hotdoc.query()["reference"], hotdoc.responder("amara")
    caller = is_greeted(hotdoc, SECOND, OAK_LANE_MOBILE)
    during = DuringCalls(hotdoc.ledger)

    def asks() -> bool:
        with suppress(Invalid):
            during.ask(amara, reference, "ben", "token", takes_over=False)
            return True
        return False

    request.getfixturevalue("both_look")
    assert sorted(at_once(lambda: BEN in rung_by(caller()), asks)) == [False, True]


def test_it_belongs_to_a_colleague_or_the_colleague_is_rung_for_a_caller_and_not_both(
    hotdoc: World, request: pytest.FixtureRequest
) -> None:
    talking(hotdoc)
    reference, amara = hotdoc.query()["reference"], hotdoc.responder("amara")
    caller = is_greeted(hotdoc, SECOND, OAK_LANE_MOBILE)
    during = DuringCalls(hotdoc.ledger)

    def says_so() -> bool:
        found = during.outside_scope(amara, reference, "msk", "token", advised=False)
        return found == "Ben Example"

    request.getfixturevalue("both_look")
    assert sorted(at_once(lambda: BEN in rung_by(caller()), says_so)) == [False, True]
