"""The carrier's own time: it stands still until told to advance, and nobody sleeps in it."""

import heapq
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

Action = Callable[[], None]


@dataclass(order=True)
class Timer:
    """One thing that happens at an instant; equal instants keep the order of their setting."""

    at: datetime
    order: int
    action: Action = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class SimClock:
    """Simulated UTC time with a list of what is due.

    `advance` runs everything due on the way, each at its own instant. One thread drives at a
    time; a second one waits, and a call from inside a running action returns at once (the outer
    one does the work). Setting a timer never waits for the driver, so that a webhook which calls
    our REST side is not held up by the webhook itself.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("The carrier's clock starts at an aware instant.")
        self._now = start.astimezone(UTC)
        self._due: list[Timer] = []
        self._order = itertools.count()
        self._heap = threading.Lock()
        self._driver = threading.RLock()
        self._running = False
        self._watchers: list[Callable[[datetime], None]] = []

    def now(self) -> datetime:
        return self._now

    def watch(self, watcher: Callable[[datetime], None]) -> None:
        """Call `watcher` with each new instant, before what is due then happens."""
        self._watchers.append(watcher)
        watcher(self._now)

    def restart(self, start: datetime) -> None:
        """Go on at another instant, earlier or later, with nothing due."""
        with self._driver:
            with self._heap:
                self._due.clear()
            self._now = start.astimezone(UTC)
            for watcher in self._watchers:
                watcher(self._now)

    def call_in(self, seconds: float, action: Action) -> Timer:
        return self.call_at(self._now + timedelta(seconds=max(0.0, seconds)), action)

    def call_at(self, at: datetime, action: Action) -> Timer:
        with self._heap:
            timer = Timer(max(at, self._now), next(self._order), action)
            heapq.heappush(self._due, timer)
        return timer

    @contextmanager
    def driving(self) -> Iterator[None]:
        """Hold the wheel: what people do (keys, hanging up) and what is due take turns."""
        with self._driver:
            yield

    def advance(self, seconds: float = 0) -> None:
        with self._driver:
            if self._running:
                if seconds:
                    raise RuntimeError("Time cannot be advanced from inside something it runs.")
                return
            self._running = True
            try:
                self._run_until(self._now + timedelta(seconds=seconds))
            finally:
                self._running = False

    def _run_until(self, end: datetime) -> None:
        while (timer := self._next(end)) is not None:
            self._move(timer.at)
            if not timer.cancelled:
                timer.action()
        self._move(end)

    def _next(self, end: datetime) -> Timer | None:
        with self._heap:
            while self._due and self._due[0].cancelled:
                heapq.heappop(self._due)
            if self._due and self._due[0].at <= end:
                return heapq.heappop(self._due)
            return None

    def _move(self, instant: datetime) -> None:
        if instant > self._now:
            self._now = instant
            for watcher in self._watchers:
                watcher(instant)
