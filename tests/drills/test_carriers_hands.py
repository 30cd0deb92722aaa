"""The carrier has a request of ours in its hands, the sender is killed, and then the answer comes,
or never does: nobody is told twice, and nothing is lost."""

import pytest

from tests.drills import calls
from tests.drills.drill import Drill
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


@BECOMES
def test_a_text_in_the_carriers_hands_arrives_once(drill: Drill, when: str, answered: bool) -> None:
    with drill.site(calls.TALK) as site:
        hold = site.phones.hold("POST", "/Messages.json", "before" if when == "before" else "after")
        calls.TALK.tell(site)
        until(lambda: bool(site.phones.held(hold)))
        site.lives.kill()
        site.phones.release(hold, answered)
        site.lives.start()
        assert drill.findings(calls.TALK, site) == []
        assert site.outbox.rows() != []
