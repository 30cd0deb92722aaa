"""Two workers in the same instant: told on PostgreSQL, where two who write do not wait for each
other by themselves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from types import ModuleType
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
# Whoever holds a row is waited for as long as a statement may be: 1.5 seconds.
WAITS = 0.5


def at_once(*acts: Callable[[], T]) -> list[T]:
    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result() for each in [threads.submit(act) for act in acts]]


def meet_after(monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str) -> None:
    """Whoever has taken this step waits until another has taken it too, if another can."""
    _meet(monkeypatch, module, step, before=False)


def meet_before(monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str) -> None:
    """Whoever is about to take this step waits until another is too."""
    _meet(monkeypatch, module, step, before=True)


def _meet(monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str, *, before: bool) -> None:
    takes, both = getattr(module, step), Barrier(2)

    def meets() -> None:
        with suppress(BrokenBarrierError):
            both.wait(WAITS)

    def taken(*given: Any, **named: Any) -> Any:
        if before:
            meets()
        found = takes(*given, **named)
        if not before:
            meets()
        return found

    monkeypatch.setattr(module, step, taken)
