"""A small sample of `make drills`: one life of each call over each database, killed at a random
instant. After restart and drain everything is as without the kill."""

import pytest

from tests.drills.calls import CALLS
from tests.drills.drill import Drill
from tests.drills.random_kills import kills

pytestmark = [pytest.mark.processes, pytest.mark.hazard("H16")]


@pytest.mark.parametrize("number", range(len(CALLS)), ids=[call.name for call in CALLS])
def test_a_life_killed_at_a_random_instant_changes_nothing(drill: Drill, number: int) -> None:
    (killed,) = kills(drill, "sample", 1, first=number)
    assert killed.findings == [], str(killed)
