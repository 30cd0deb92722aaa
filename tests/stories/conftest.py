"""Every story may be told in one process on either database, the calls of `base.py` also to the
service's real processes. `on_sqlite` is for what no database can change."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.stories.soundness import unsound
from tests.stories.world import HOTDOC, MONDAY_TEN, World, world

OpenedHere = Callable[[datetime], World]
FRONT_DOOR = Path(__file__).with_name("front_door.toml")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def opened_here(database_url: str) -> Iterator[OpenedHere]:
    """Opens the world of a story at an instant, in this process. When the story has been told,
    whatever the telephone network found wrong fails it, and whatever was left unsound."""
    with ExitStack() as stack:
        yield from _opened(database_url, stack)


def _opened(database_url: str, stack: ExitStack, setup: str | None = None) -> Iterator[OpenedHere]:
    opened: list[World] = []

    def open_at(at: datetime) -> World:
        opened.append(stack.enter_context(world(database_url, at, setup)))
        return opened[-1]

    yield open_at
    for each in opened:
        assert each.phones.faults() == []
        assert unsound(each) == []


@pytest.fixture
def opened_with_menu(database_url: str) -> Iterator[OpenedHere]:
    """The same with the line of `front_door.toml`, whose callers are asked for a key first."""
    with ExitStack() as stack:
        yield from _opened(database_url, stack, FRONT_DOOR.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def one_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For stories that are told one after the other in the same world: each says `begin`."""
    with world(_house(sqlite_template, tmp_path_factory)) as house:
        yield house


@pytest.fixture(scope="module")
def house_with_menu(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    setup = FRONT_DOOR.read_text(encoding="utf-8")
    with world(_house(sqlite_template, tmp_path_factory), setup=setup) as house:
        yield house


def _house(template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("house") / "test.sqlite3"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def hotdoc(opened_here: OpenedHere) -> World:
    """Monday, ten o'clock, everybody on duty."""
    return opened_here(MONDAY_TEN)


@pytest.fixture
def front_door(opened_with_menu: OpenedHere) -> World:
    """Monday, ten o'clock, everybody on duty, and a menu before anybody is rung."""
    return opened_with_menu(MONDAY_TEN)


@pytest.fixture
def recorded(database_url: str) -> Iterator[World]:
    """A line whose calls are recorded."""
    yield from _recorded(database_url, "recording = true")


@pytest.fixture
def starred(database_url: str) -> Iterator[World]:
    """The same, and the star pauses it."""
    yield from _recorded(database_url, "recording = true\nrecording_star = true")


def _recorded(database_url: str, how: str) -> Iterator[World]:
    setup = HOTDOC.read_text(encoding="utf-8")
    setup = setup.replace('key = "hotdoc"\n', f'key = "hotdoc"\n{how}\n', 1)
    with world(database_url, setup=setup) as made:
        yield made
        assert made.phones.faults() == []
        assert unsound(made) == []
