"""The carrier has a request of ours in its hands, the sender is killed, and then the answer comes,
or never does: nobody is told twice, and nothing is lost."""

import threading

import pytest

from integrations.sandbox.holding import When
from tests.drills import calls
from tests.drills.drill import Drill
from tests.drills.site import Site
from tests.drills.waiting import until

pytestmark = [pytest.mark.processes, pytest.mark.hazard("H16")]

BECOMES = pytest.mark.parametrize(
    ("when", "answered"),
    [
        pytest.param("after", True, id="done, answered too late"),
        pytest.param("after", False, id="done, never answered"),
        pytest.param("before", True, id="done after the kill"),
        pytest.param("before", False, id="never done"),
    ],
)


@pytest.mark.again
@BECOMES
def test_a_text_in_the_carriers_hands_arrives_once(
    sqlite_drill: Drill, when: When, answered: bool
) -> None:
    with sqlite_drill.site(calls.TALK) as site:
        hold = site.phones.hold("POST", "/Messages.json", when)
        calls.TALK.tell(site)
        strike(site, hold, answered)
        assert sqlite_drill.findings(calls.TALK, site) == []
        assert site.outbox.rows() != []


@pytest.mark.again
@BECOMES
def test_a_ring_back_in_the_carriers_hands_rings_once(
    sqlite_drill: Drill, when: When, answered: bool
) -> None:
    call = calls.RUNG_BACK
    with sqlite_drill.site(call) as site:
        hold = site.phones.hold("POST", "/Calls.json", when)
        striker = threading.Thread(target=strike, args=(site, hold, answered))
        striker.start()
        call.tell(site)
        striker.join()
        assert sqlite_drill.findings(call, site) == []
        assert site.lives.kills == 1


def strike(site: Site, hold: str, answered: bool) -> None:
    until(lambda: bool(site.phones.held(hold)))
    site.lives.kill()
    site.phones.release(hold, answered)
    site.lives.start()
