"""One hospital for each file of tests; who is linked and what is wrong with its sign-in begins anew
with each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.identity.hospital import Hospital, hospital


@pytest.fixture(scope="module")
def one_hospital(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Hospital]:
    """With the settings that the file names as SETTINGS, if it does."""
    path = tmp_path_factory.mktemp("hospital") / "site.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with hospital(f"sqlite:///{path}", **getattr(request.module, "SETTINGS", {})) as made:
        yield made


@pytest.fixture
def hosted(one_hospital: Hospital) -> Hospital:
    one_hospital.begin()
    return one_hospital
