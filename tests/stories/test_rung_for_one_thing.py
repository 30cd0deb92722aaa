"""No phone rings for two things at once, though both are decided in the same instant (H10)."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.phone import engaged
from advice_line.errors import Invalid
from advice_line.ports.calls import CallArrived, KeysPressed
from advice_line.ports.script import Connect, Script
from tests.conftest import migrate
from tests.servers.postgres import PostgresServer
from tests.stories.at_once import at_once, meet_after
from tests.stories.in_call import talking
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H10")

FIRST, SECOND = "CA" + "1" * 32, "CA" + "2" * 32


@pytest.fixture
def hotdoc(postgres: PostgresServer) -> Iterator[World]:
    with postgres.database(postgres.template("migrated", migrate)) as url, world(url) as opened:
        yield opened


@pytest.fixture
def both_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has seen who is free waits until another has seen it too, if another can."""
    meet_after(monkeypatch, engaged, "now")


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
