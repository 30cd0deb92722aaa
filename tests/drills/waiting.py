"""Waiting for another process, on the machine's own time."""

import time
from collections.abc import Callable

_LOOK_SECONDS = 0.004


def until(happened: Callable[[], bool], seconds: float = 60.0) -> None:
    """Raises AssertionError when it has not happened after so many seconds."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"it did not happen within {seconds} s"
        time.sleep(_LOOK_SECONDS)
