"""The line of the stories with an office: Dana types what callers said, and sees nothing else.

Stories are told one after the other in one house; each begins at an instant of its own, and is held
to what must hold of every query when it has been told."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.messages.people import DANA_SET_UP
from tests.stories.soundness import unsound
from tests.stories.world import HOTDOC, MONDAY_TEN, World, world

Opened = Callable[[datetime], World]


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = tmp_path_factory.mktemp("messages") / "test.sqlite3"
    shutil.copyfile(sqlite_template, path)
    setup = HOTDOC.read_text(encoding="utf-8") + DANA_SET_UP
    with world(f"sqlite:///{path}", setup=setup) as made:
        yield made


@pytest.fixture
def at(house: World) -> Iterator[Opened]:
    """Opens a story at an instant."""

    def begin(instant: datetime) -> World:
        house.begin(instant)
        return house

    yield begin
    assert house.phones.faults() == []
    assert unsound(house) == []


@pytest.fixture
def hotdoc(at: Opened) -> World:
    """Monday, ten o'clock."""
    return at(MONDAY_TEN)
