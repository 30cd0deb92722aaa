"""A call that was taken on paper while the service was down (H13, H18)."""

import pytest

from advice_line.audit import periods
from advice_line.audit.figures import counting
from advice_line.audit.measures import every
from advice_line.directory import lookups
from tests.audit.counted import Counted
from tests.web.test_late_entry import PAPER


@pytest.mark.hazard("H18")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("adviser", ["", "ben"], ids=["to be rung back", "advised"])
def test_it_is_a_query_and_missed_by_nobody(counted: Counted, adviser: str) -> None:
    """How long they waited and talked, and who took it, no telephone of ours has measured."""
    ben = counted.scene.signed_in("ben").opens("/service").follows("Type in a query")
    ben.presses("Enter it", **PAPER, advised_by=adviser)
    counted.world.phones.advance(3600)
    counted.counts()
    names = ("utilisation.queries", "access.volume", "access.missed", "turnaround.record")
    with counted.world.ledger.look("test") as work:
        line, month = lookups.lines(work.session)[0], periods.read("2026-11")
        found = counting.count(work, line, month, [every.BY_ID[each] for each in names])
    assert [each.eligible for each in found.values()] == [1, 0, 0, 0]
