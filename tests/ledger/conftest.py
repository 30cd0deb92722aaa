"""A vendor with moods, and a sender that hands everything to it."""

import pytest

from advice_line.ledger.sender import Sender
from advice_line.ledger.work import Ledger
from tests.ledger.sending import a_sender
from tests.ledger.vendors import Vendor


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def sender(ledger: Ledger, vendor: Vendor) -> Sender:
    return a_sender(ledger, vendor)
