"""The menu of a line: what each key asks for. Nobody is kept in it: silence and wrong keys lead to
a person, and so does one key in every menu."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advice_line.call_kinds import CallReason

PERSON = "0"
REASONS = {
    "1": CallReason.NOW,
    "2": CallReason.LATER,
    "3": CallReason.CHASING,
    "4": CallReason.OTHER,
}


@dataclass(frozen=True)
class Menu:
    """A line that was set up before there were menus offers none until its file is set up again."""

    offered: bool = False


def read(stored: Mapping[str, Any]) -> Menu:
    """As it stands on the line's row."""
    return Menu(**stored)
