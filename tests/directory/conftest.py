"""A site set up from the documented example, on a Monday at nine in winter."""

import pytest

from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from tests.directory.example import EXAMPLE


@pytest.fixture
def site(ledger: Ledger) -> Ledger:
    set_up(ledger, EXAMPLE, by=SYSTEM)
    return ledger
