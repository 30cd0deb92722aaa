"""A chat that hangs is left alone for a little: in a worker that runs once, whoever waits for its
answer also sends texts, and an urgent one is out within half a minute (H01)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from advice_line.errors import DeliveryDelayed

# In seconds: what took so long and came to nothing is a chat that hangs.
SLOW, RESTS = 3.0, 20.0
RESTING = "chat_rests"


class Resting:
    """Of one process, and gone with it: another one finds out for itself."""

    def __init__(self, ticks: Callable[[], float] = monotonic) -> None:
        self._ticks = ticks
        self._until = ticks()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Around all that is asked of the chat. Raises `errors.DeliveryDelayed` while it rests."""
        began = self._ticks()
        if began < self._until:
            raise DeliveryDelayed(RESTING)
        try:
            yield
        except DeliveryDelayed:
            if self._ticks() - began >= SLOW:
                self._until = self._ticks() + RESTS
            raise
