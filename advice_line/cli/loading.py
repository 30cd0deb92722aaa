"""What is being loaded is no garbage: where the collector rests meanwhile, a command begins a fifth
sooner."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
