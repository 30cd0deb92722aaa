"""The threads of a sender, one for each channel: one that waits for its vendor keeps back its own
rows and no others. A thread that is not in a lane looks which channels have something to send."""

import threading
from collections.abc import Callable, Collection
from functools import partial
from time import monotonic

import structlog

from advice_line.outgoing_kinds import OutChannel

# Rows that come due without a wake (another try) are also asked for by the worker; this only bounds
# how long a process without a worker would leave them.
IDLE_SECONDS = 5.0
# What a row in hand is given at the end. A vendor that answers later is asked about it afterwards.
LAST_SECONDS = 30.0

_log = structlog.get_logger()


class Lanes:
    """`due` says which channels have something to send, `drain` sends what one of them has."""

    def __init__(
        self,
        channels: Collection[OutChannel],
        due: Callable[[], Collection[OutChannel]],
        drain: Callable[[OutChannel], object],
    ) -> None:
        self._due = due
        self._drain = drain
        self._bell = threading.Event()
        self._bells = {channel: threading.Event() for channel in channels}
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self.stopping = threading.Event()

    def start(self) -> None:
        """Once, however often it is said: pages and worker of one process share a sender."""
        with self._starting:
            if self._threads:
                return
            self.stopping.clear()
            self._begin("sender", self._bell, self._look, IDLE_SECONDS)
            for channel, bell in self._bells.items():
                self._begin(f"sender-{channel}", bell, partial(self._drain, channel))

    def wake(self) -> None:
        self._bell.set()

    def stop(self, seconds: float = LAST_SECONDS) -> None:
        """Each finishes the row in hand; whoever still waits for its vendor then is left to it."""
        self.stopping.set()
        for bell in (self._bell, *self._bells.values()):
            bell.set()
        until = monotonic() + seconds
        for each in self._threads:
            each.join(max(0.0, until - monotonic()))
        self._threads.clear()

    def _look(self) -> None:
        for channel in self._due():
            self._bells[channel].set()

    def _begin(
        self,
        name: str,
        bell: threading.Event,
        act: Callable[[], object],
        seconds: float | None = None,
    ) -> None:
        # Daemons: a process that is told to stop does not wait for a vendor that never answers.
        thread = threading.Thread(
            target=self._listen, args=(bell, act, seconds), name=name, daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _listen(
        self, bell: threading.Event, act: Callable[[], object], seconds: float | None
    ) -> None:
        while not self.stopping.is_set():
            bell.wait(seconds)
            bell.clear()
            try:
                act()
            except Exception as error:  # whatever it was, the next bell must find somebody here
                _log.error("sender_failed", error=type(error).__name__)
