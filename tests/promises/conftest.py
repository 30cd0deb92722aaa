"""A line whose promises the system rings, on Monday at ten; Elm Road has a bypass number."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.soundness import unsound
from tests.stories.world import world


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """For stories that are told one after the other in the same world."""
    path = tmp_path_factory.mktemp("promises") / "test.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with world(f"sqlite:///{path}", setup=AUTOMATIC) as opened:
        yield Kept(opened)


@pytest.fixture
def line(house: Kept) -> Iterator[Kept]:
    house.begins()
    yield house
    house.passes(1)
    assert house.world.phones.faults() == []
    assert unsound(house.world) == []
