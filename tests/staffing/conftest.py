"""The site of the documented example; and a ward, on a Monday at nine in winter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.directory.conftest import site
from tests.staffing.ward import Ward, ward_at, ward_on_sqlite

__all__ = ["site"]
MONDAY_NINE = "2026-11-23 09:00"


@pytest.fixture
def ward(sqlite_template: Path, tmp_path: Path) -> Iterator[Ward]:
    with ward_on_sqlite(MONDAY_NINE, sqlite_template, tmp_path) as made:
        yield made


@pytest.fixture
def either(database_url: str) -> Iterator[Ward]:
    """On both databases."""
    with ward_at(MONDAY_NINE, database_url) as made:
        yield made
