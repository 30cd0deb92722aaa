"""Real time for the demo: a thread that moves the carrier's clock as the machine's own passes."""

import threading
import time
from types import TracebackType

from integrations.sandbox.carrier import Carrier


class Driver:
    """`with Driver(carrier): …`: the carrier keeps pace with real time until the block ends.

    A webhook that takes long delays what comes after it, and the clock catches up. An error of
    an application in this process ends the drive and is raised when the block ends.
    """

    def __init__(self, carrier: Carrier, every: float = 0.1) -> None:
        self._carrier = carrier
        self._every = every
        self._stopped = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._drive, name="carrier", daemon=True)

    def __enter__(self) -> "Driver":
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def _drive(self) -> None:
        last = time.monotonic()
        while not self._stopped.wait(self._every):
            now = time.monotonic()
            try:
                self._carrier.advance(now - last)
            except Exception as error:
                self._error = error
                return
            last = now
