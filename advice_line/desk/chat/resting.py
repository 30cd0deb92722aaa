"""A chat that hangs is left alone for a little: in a worker that runs once, whoever waits for its
answer also sends texts, and an urgent one is out within half a minute (H01). So is one that asks
for it, as long as it asks: who goes on asking is made to wait the longer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from advice_line.errors import DeliveryDelayed

# In seconds: what took so long and came to nothing is a chat that hangs.
SLOW, RESTS = 3.0, 20.0
RESTING = "chat_rests"
# No longer, whatever it asks: its cards are to show what is true.
LONGEST = 120.0


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
        except DeliveryDelayed as error:
            rests = RESTS if self._ticks() - began >= SLOW else min(error.wait, LONGEST)
            self._until = self._ticks() + rests
            raise
