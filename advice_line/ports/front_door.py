"""What the desk offers the telephone before anybody is rung: the menu and what follows from it."""

from typing import Protocol

from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script


class FrontDesk(Protocol):
    """Each call is one committed transaction and raises what `ports.calls.CallDesk` raises."""

    def menu_again(self, event: KeysPressed) -> Script: ...
