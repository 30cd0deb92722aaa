"""What the desk offers the telephone before anybody is rung: the menu and what follows from it."""

from typing import Protocol

from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script


class FrontDesk(Protocol):
    """Each call is one committed transaction and raises what `ports.calls.CallDesk` raises.
    `asked` counts how often the question was asked, from 1."""

    def menu_again(self, event: KeysPressed) -> Script: ...
    def over_limit(self, event: KeysPressed) -> Script: ...
    def chased_keyed(self, event: KeysPressed, asked: int) -> Script: ...
    def about_keyed(self, event: KeysPressed, other: str) -> Script:
        """`other` is the public id of the query that was asked about."""
        ...

    def answer_keyed(self, event: KeysPressed, asked: int) -> Script: ...
    def desk_silent(self, event: KeysPressed, asked: int) -> Script: ...
