"""A rehearsal and the real thing never share a database."""

import pytest

from advice_line.errors import Misconfigured
from advice_line.ledger.stamp import is_rehearsal, stamp
from advice_line.ledger.work import Ledger


def start(ledger: Ledger, *, rehearsal: bool) -> None:
    with ledger.work("system") as work:
        stamp(work, rehearsal)


def stamped(ledger: Ledger) -> bool | None:
    with ledger.look("system") as look:
        return is_rehearsal(look.session)


@pytest.mark.parametrize("rehearsal", [True, False])
def test_a_fresh_database_is_stamped_at_its_first_start_for_good(
    ledger: Ledger, rehearsal: bool
) -> None:
    assert stamped(ledger) is None
    start(ledger, rehearsal=rehearsal)
    start(ledger, rehearsal=rehearsal)
    assert stamped(ledger) is rehearsal


def test_a_rehearsal_does_not_start_without_its_clock(ledger: Ledger) -> None:
    start(ledger, rehearsal=True)
    with pytest.raises(Misconfigured, match="starts only with CLOCK_FILE"):
        start(ledger, rehearsal=False)
    assert stamped(ledger) is True


def test_a_real_site_does_not_become_a_rehearsal(ledger: Ledger) -> None:
    start(ledger, rehearsal=False)
    with pytest.raises(Misconfigured, match="belongs to a real site"):
        start(ledger, rehearsal=True)
    assert stamped(ledger) is False


def test_a_database_in_use_that_was_never_stamped_is_taken_for_real(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        work.record("line.set_up")
    with pytest.raises(Misconfigured, match="already in use"):
        start(ledger, rehearsal=True)
    assert stamped(ledger) is None
    start(ledger, rehearsal=False)
    assert stamped(ledger) is False
