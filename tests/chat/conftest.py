"""The line of the stories, whose colleagues have a channel and accounts in a chat."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from advice_line.ports.chat_desk import ChatDesk, ChatService
from tests.chat.hospital import Hospital
from tests.chat.room import CHANNEL, Room
from tests.stories.soundness import unsound
from tests.stories.world import HOTDOC, world

Opened = Callable[..., Hospital]


def setup_file(*more: str) -> str:
    return with_chat(HOTDOC.read_text(encoding="utf-8"), *more)


def with_chat(text: str, *more: str) -> str:
    """This setup file with a channel and accounts."""
    line = "\n".join((f'slack_channel = "{CHANNEL}"', *more))
    text = text.replace('nation = "england"', f'nation = "england"\n{line}', 1)
    for key in ("amara", "ben", "chidi"):
        account = f'email = "{key}@example.org"\nslack_user = "U0{key.upper()}"'
        text = text.replace(f'email = "{key}@example.org"', account, 1)
    return text


@pytest.fixture
def at(sqlite_template: Path, tmp_path: Path) -> Iterator[Opened]:
    """A world at an instant; further arguments are lines of the setup file."""
    path = tmp_path / "test.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with over(f"sqlite:///{path}") as begin:
        yield begin


@pytest.fixture
def at_either(database_url: str) -> Iterator[Opened]:
    """The same on both databases, for what they could do differently."""
    with over(database_url) as begin:
        yield begin


@contextmanager
def over(url: str) -> Iterator[Opened]:
    with ExitStack() as stack:
        opened: list[Hospital] = []

        def begin(instant: datetime, *more: str, on: bool = True) -> Hospital:
            rooms: list[Room] = []

            def chat_of(desk: ChatDesk) -> ChatService:
                rooms.append(Room(None))  # type: ignore[arg-type]  # its clock is the carrier's
                return rooms[0].service(desk)

            made = world(url, instant, setup_file(*more), chat_of=chat_of if on else None)
            hospital = Hospital(stack.enter_context(made), rooms[0] if rooms else None)
            opened.append(hospital)
            return hospital

        yield begin
        for hospital in opened:
            _until_nobody_is_rung(hospital)
            assert unsound(hospital.world) == []


def _until_nobody_is_rung(hospital: Hospital) -> None:
    """For what is asked for now whoever is on is rung besides, one after the other."""
    for _ in range(10):
        if not any(o["state"] == "shown" for q in hospital.world.queries() for o in q["offers"]):
            return
        hospital.world.wait(30)
