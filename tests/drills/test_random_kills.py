"""A small sample of `make drills`: lives killed at a random instant. After restart and drain
everything is as without the kill."""

import pytest

from tests.drills.calls import MESSAGE, RUNG_BACK, WRITTEN, Call
from tests.drills.drill import Drill
from tests.drills.random_kills import EVERY, kills
from tests.drills.talks import HANDED_OVER

pytestmark = [pytest.mark.again, pytest.mark.processes, pytest.mark.hazard("H16")]


# The other calls begin as these do.
@pytest.mark.parametrize("call", [MESSAGE, WRITTEN, RUNG_BACK, HANDED_OVER], ids=str)
def test_a_life_killed_at_a_random_instant_changes_nothing(drill: Drill, call: Call) -> None:
    (killed,) = kills(drill, "sample", 1, first=EVERY.index(call))
    assert killed.findings == [], str(killed)
