"""Part 5, promises: what became of one is told by its time and by when they were spoken to, whoever
looked first: a worker that comes late, one that does its work in another order, or a person."""

from itertools import count

import pytest

from advice_line.desk.owners.unclaimed import Unclaimed
from integrations.sandbox.phones import accepts, off
from tests.promises.scene import Kept
from tests.stories.outcomes import tasks
from tests.stories.scene import ELM_ROAD
from tests.stories.world import AMARA, ELM_ROAD_MOBILE

pytestmark = pytest.mark.hazard("H23")
MINUTE = 60
_taps = count()


def _tap() -> str:
    return f"tap {next(_taps)}"


def time_passes_unseen(line: Kept, minutes: float) -> None:
    """No worker looks meanwhile."""
    line.world.phones.advance(minutes * MINUTE)


@pytest.mark.parametrize(("after", "became"), [(25, "withdrawn"), (35, "broken")])
def test_closed_before_a_worker_has_looked(line: Kept, after: float, became: str) -> None:
    line.promises()
    time_passes_unseen(line, after)
    amara, reference = line.world.responder("amara"), line.query["reference"]
    line.world.records.close(amara, reference, "they need nothing", _tap(), "withdrawn")
    assert line.promises_made() == [became]


@pytest.mark.parametrize(("after", "became"), [(25, "kept"), (35, "broken")])
def test_rung_from_ones_own_phone_before_a_worker_has_looked(
    line: Kept, after: float, became: str
) -> None:
    line.promises()
    time_passes_unseen(line, after)
    line.world.records.rang(line.world.responder("amara"), line.query["reference"], _tap())
    assert line.promises_made() == [became]


def test_promised_anew_before_a_worker_has_looked_it_is_late_and_not_moved(line: Kept) -> None:
    line.begins_at(line.now.replace(hour=18, minute=27))
    line.promises()
    time_passes_unseen(line, 45)
    assert Unclaimed(line.world.ledger).promise_anew() == 1
    assert line.promises_made() == ["broken", "open"]
    line.works()
    line.world.person(ELM_ROAD_MOBILE).reads("we are sorry that we are late")


def test_a_late_time_that_is_told_to_nobody_is_somebodys_to_tell(line: Kept) -> None:
    line.begins_at(line.now.replace(hour=18, minute=27))
    line.promises()
    line.world.phones.behaves(ELM_ROAD_MOBILE, off())
    time_passes_unseen(line, 45)
    Unclaimed(line.world.ledger).promise_anew()
    line.passes(2)
    assert line.promises_made() == ["broken", "withdrawn"]
    assert "tell_new_time" in [kind for kind, _ in tasks(line.query)]


def test_whom_somebody_has_rung_since_the_system_rings_no_more(line: Kept) -> None:
    line.promises(ELM_ROAD)
    line.until(lambda: line.promises_made() == ["broken"])
    line.world.records.rang(line.world.responder("amara"), line.query["reference"], _tap())
    line.world.phones.behaves(AMARA, accepts())
    rung = line.rung(AMARA)
    line.passes(10)
    assert line.rung(AMARA) == rung
