"""The line of the stories with an office: Dana types what callers said, and sees nothing else.

Stories are told one after the other in one house; each begins at an instant of its own, and is held
to what must hold of every query when it has been told."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import delete

from advice_line.tables.messages import TextSender
from advice_line.tables.queries import Contact
from tests.messages.people import DANA_SET_UP
from tests.stories.soundness import unsound
from tests.stories.world import HOTDOC, MONDAY_TEN, World, point_number, world

_STORIES = count()
Opened = Callable[[datetime], World]


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = tmp_path_factory.mktemp("messages") / "test.sqlite3"
    shutil.copyfile(sqlite_template, path)
    setup = HOTDOC.read_text(encoding="utf-8") + DANA_SET_UP
    with world(f"sqlite:///{path}", setup=setup) as made:
        yield made


def _forget_texters(house: World) -> None:
    """Each story begins at the same instant: whoever texted in another has not yet."""
    with house.ledger.work("test") as work:
        work.run(delete(TextSender))
        work.change(Contact, number_mark=None)


@pytest.fixture
def at(house: World) -> Iterator[Opened]:
    """Opens a story at an instant."""

    def begin(instant: datetime) -> World:
        house.begin(instant)
        # A story may leave no query, and the carrier's ids must be new all the same.
        house.phones.begin(instant.isoformat(), f"story {next(_STORIES)}")
        point_number(house.phones)
        _forget_texters(house)
        return house

    yield begin
    assert house.phones.faults() == []
    assert unsound(house) == []


@pytest.fixture
def hotdoc(at: Opened) -> World:
    """Monday, ten o'clock."""
    return at(MONDAY_TEN)


@pytest.fixture
def alone(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """The same in a house of its own, whose rota the story may change."""
    path = tmp_path / "test.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with world(f"sqlite:///{path}") as made:
        yield made
        assert made.phones.faults() == []
        assert unsound(made) == []
