"""A site set up from the documented example, on a Monday at nine in winter."""

import pytest

from advice_line.ledger.work import Ledger
from tests import set_up_once
from tests.directory.example import EXAMPLE


@pytest.fixture
def site(ledger: Ledger) -> Ledger:
    set_up_once.set_up(ledger, EXAMPLE)
    return ledger
