"""Several couriers over one outbox, as web and worker processes have them: each row is handed to
its vendor once (H16)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from advice_line.ledger.sender import Drained
from advice_line.ledger.work import Ledger
from tests.ledger.sending import a_sender, put
from tests.ledger.vendors import Vendor

SENDERS, ROWS = 4, 12


@pytest.mark.hazard("H16")
def test_each_row_is_handed_over_by_one_of_them(ledger: Ledger, vendor: Vendor) -> None:
    start = Barrier(SENDERS)

    def meets() -> None:
        """A vendor that is slow: the others look for work meanwhile."""
        with suppress(BrokenBarrierError):
            start.wait(0.05)

    vendor.on_hand_over = meets
    for each in range(ROWS):
        put(ledger, f"promise:{each}")
    with ThreadPoolExecutor(SENDERS) as threads:
        drained = threads.map(
            lambda name: a_sender(ledger, vendor, name).drain(), map(str, range(SENDERS))
        )
    assert sum(drained, Drained()) == Drained(sent=ROWS)
    assert set(Counter(vendor.accepted).values()) == {1}
    assert len(vendor.accepted) == ROWS
