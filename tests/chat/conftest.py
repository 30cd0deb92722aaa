"""The line of the stories, whose colleagues have a channel and accounts in a chat."""

from collections.abc import Callable, Iterator
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
    text = HOTDOC.read_text(encoding="utf-8")
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
    opened = []

    def begin(instant: datetime, *more: str, on: bool = True) -> Hospital:
        rooms: list[Room] = []

        def chat_of(desk: ChatDesk) -> ChatService:
            rooms.append(Room(None))  # type: ignore[arg-type]  # its clock is the carrier's, below
            return rooms[0].service(desk)

        made = world(
            f"sqlite:///{path}", instant, setup_file(*more), chat_of=chat_of if on else None
        )
        hospital = Hospital(made.__enter__(), rooms[0] if rooms else None)
        opened.append((made, hospital))
        return hospital

    try:
        yield begin
        for _, hospital in opened:
            _until_nobody_is_rung(hospital)
            assert unsound(hospital.world) == []
    finally:
        for made, _ in opened:
            made.__exit__(None, None, None)


def _until_nobody_is_rung(hospital: Hospital) -> None:
    """For what is asked for now whoever is on is rung besides, one after the other."""
    for _ in range(10):
        if not any(o["state"] == "shown" for q in hospital.world.queries() for o in q["offers"]):
            return
        hospital.world.wait(30)
