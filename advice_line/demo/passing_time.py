"""Time that passes at once on the demonstration's page: from one thing that is due to the next, so
that each is done about when it is due, as by a worker that is never away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.demo.stage import Stage

_SETTLES = timedelta(seconds=5)
# In so many steps at least, and at most: who is reminded every half hour would make it 1,400 in a
# month.
_FEWEST, _MOST = 12, 24
# What rings, or was promised, is done to the second all the same.
_EXACT = ("promises", "ring_backs", "question_rings")


@dataclass(frozen=True)
class Passing:
    """`skip` moves the service's clock by seconds, where it is not the carrier's."""

    stage: Stage
    skip: Callable[[float], None]

    def until(self, wanted: datetime) -> bool:
        """False where a telephone rings before: who holds it may want to answer."""
        with self.stage.power.alone:
            whole = wanted - self._now
            while self._now < wanted and not self.live():
                self._passes(min(self._next(whole), wanted) - self._now)
                self.stage.work()
                self.stage.send()
                # So that what was sent has come before the clock goes on.
                self._passes(_SETTLES)
            return self._now >= wanted

    def live(self) -> bool:
        return any(leg["ended"] is None for leg in self.stage.phones.legs())

    @property
    def _now(self) -> datetime:
        return self.stage.service.clock.now()

    def _passes(self, time: timedelta) -> None:
        seconds = max(0.0, time.total_seconds())
        self.skip(seconds)
        self.stage.phones.advance(seconds)

    def _next(self, whole: timedelta) -> datetime:
        now = self._now
        soon = {
            job.name: at
            for job in self.stage.service.jobs
            if (at := job.next_due()) is not None and at > now
        }
        about = max(min([now + whole / _FEWEST, *soon.values()]), now + whole / _MOST)
        return min([about, *(soon[name] for name in _EXACT if name in soon)])
