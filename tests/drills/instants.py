"""When to kill: an instant drawn evenly over all the time in which the service is at work.

The undisturbed run measures how long the service has something to do after each request that
reaches it; a seeded draw picks one request and how many seconds after it the kill falls.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.drills.site import Lives

# What follows a request later than this follows from the drill's own pace, not from the service's.
LONGEST = 0.1
# One kill in four is followed by another while the new life is still starting or catching up.
AGAIN_ONE_IN = 4
AGAIN_WITHIN = 0.1


@dataclass(frozen=True)
class Instant:
    """`request` counts from 0; `again_after` is None, or when the next life is killed as well."""

    request: int
    after: float
    again_after: float | None

    def __str__(self) -> str:
        said = f"{self.after * 1000:.1f} ms after request {self.request}"
        again = "" if self.again_after is None else f", again {self.again_after * 1000:.0f} ms on"
        return f"killed {said}{again}"


class Stopwatch:
    """Counts the requests of an undisturbed run, and how long each kept the service at work."""

    def __init__(self) -> None:
        self._began: list[float] = []

    def pulse(self) -> None:
        self._began.append(time.monotonic())

    def spans(self) -> list[float]:
        ends = [*self._began[1:], time.monotonic()]
        return [min(end - begin, LONGEST) for begin, end in zip(self._began, ends, strict=True)]


def draw(chance: Random, spans: Sequence[float]) -> Instant:
    at = chance.random() * sum(spans)
    request = 0
    while at > spans[request]:
        at -= spans[request]
        request += 1
    again = chance.random() * AGAIN_WITHIN if chance.randrange(AGAIN_ONE_IN) == 0 else None
    return Instant(request, at, again)


class Killer:
    """Waits for the request of its instant and kills `lives` so many seconds after it, while
    whoever drives the drill goes on."""

    def __init__(self, instant: Instant) -> None:
        self.lives: Lives | None = None
        self._instant = instant
        self._seen = 0
        self._thread: threading.Thread | None = None
        self._failed: Exception | None = None

    def pulse(self) -> None:
        if self._seen == self._instant.request:
            self._go()
        self._seen += 1

    def finish(self) -> None:
        """Returns when the kills have happened and a life is up. Raises what went wrong in them."""
        if self._thread is None:
            self._go()
        assert self._thread is not None
        self._thread.join()
        if self._failed is not None:
            raise self._failed

    def _go(self) -> None:
        self._thread = threading.Thread(target=self._strike, name="killer")
        self._thread.start()

    def _strike(self) -> None:
        assert self.lives is not None
        try:
            time.sleep(self._instant.after)
            self.lives.kill_and_restart()
            if self._instant.again_after is not None:
                time.sleep(self._instant.again_after)
                self.lives.kill_and_restart()
        except Exception as error:
            self._failed = error
