"""Why a figure says nothing, so that those that do not are named together and not one by one."""

from enum import StrEnum
from typing import Protocol

from advice_line.audit.figures.told import State


class Why(StrEnum):
    """In the order and with the words in which they are named."""

    WITHHELD = "Not told"
    UNKNOWN = "Not known of any"
    EMPTY = "Nothing to count"
    LACKING = "Not given by the setup file"


class Stated(Protocol):
    """A figure, live or of a report."""

    @property
    def state(self) -> State: ...

    @property
    def completeness(self) -> float | None: ...


def why(figure: Stated) -> Why | None:
    """None of one that says something."""
    match figure.state:
        case State.UNTOLD | State.FEW:
            return Why.WITHHELD
        case State.NOTHING:
            return Why.UNKNOWN if figure.completeness == 0 else Why.EMPTY
        case State.NOT_GIVEN:
            return Why.LACKING
        case _:
            return None
