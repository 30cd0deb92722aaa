"""What a caller is offered by key, before anybody is rung; each sentence may be the line's own."""

from collections.abc import Iterable, Mapping

from advice_line.rules.desks import Desk
from advice_line.rules.menu import REASONS

MENU = (
    "If a patient is waiting for advice, press 1. For advice not this minute, 2. "
    "Chasing a request or a report, 3. Anything else, 4. For a person, 0."
)
MENU_AGAIN = "For advice now, press 1. Later, 2. A request or report, 3. Anything else, 4."


def first(words: Mapping[str, str], desks: Iterable[Desk]) -> str:
    """After the greeting. Desks of the menu's own keys are not named again."""
    more = (_of_desk(desk) for desk in desks if desk.key not in REASONS)
    return " ".join((words.get("menu", MENU), *more))


def again(words: Mapping[str, str]) -> str:
    """Shorter, for who pressed nothing, or a key that nothing has."""
    return words.get("menu_again", MENU_AGAIN)


def _of_desk(desk: Desk) -> str:
    return desk.words or f"If you are {desk.reason}, press {desk.key}."
