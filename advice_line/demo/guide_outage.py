"""What to do while the line's server does not answer, and once it is back: pure."""

from advice_line.demo.advised import Advised
from advice_line.demo.ways import Step

SITUATIONS = "situations"
_AWAY = (
    "The server does not answer, and none of its other pages can be reached. Press Call on the "
    "GP’s phone to hear what callers hear now, or let the server come back."
)
_MISSED_AWAY = (
    "Somebody rang while the server did not answer. Let the server come back: what came meanwhile "
    "becomes a query then."
)
_MISSED = (
    "Somebody rang while the server did not answer. The carrier’s own list is read every five "
    "minutes, and what came meanwhile is a query: let time pass."
)
ON_HOLD = (
    "The GP is on hold, and the page of the live call cannot be reached: the server does not "
    "answer. Let it come back, or hang up."
)


def away(*, missed: bool) -> Advised:
    """While the server is stopped and no telephone is live."""
    if missed:
        return Advised(Step.ANSWER, _MISSED_AWAY, target=SITUATIONS)
    return Advised(Step.CALL, _AWAY, target="phone-caller")


def back(*, missed: bool) -> Advised | None:
    """Once it answers again, until what came meanwhile is known."""
    if not missed:
        return None
    return Advised(Step.ANSWER, _MISSED, target=SITUATIONS, passes=True)
