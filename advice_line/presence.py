"""While a server answers it says so every few seconds, so that the next one to start knows since
when none has: calls that ended meanwhile are asked after, and marked."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from advice_line.desk.outage import silences
from advice_line.ledger.work import Ledger
from advice_line.rules.silences import BEATS_EVERY

_log = structlog.get_logger()


class Presence:
    """`answers` is False while the process runs and nothing reaches it, as in the demonstration."""

    def __init__(self, ledger: Ledger, answers: Callable[[], bool]) -> None:
        self._ledger = ledger
        self._answers = answers
        self._over = Event()
        self._thread = Thread(target=self._run, name="presence", daemon=True)

    def start(self) -> None:
        """Raises `errors.Busy` when the database cannot be reached."""
        silences.server_starts(self._ledger)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(BEATS_EVERY.total_seconds()):
            if self._answers():
                self._beat()

    def _beat(self) -> None:
        try:
            silences.server_answers(self._ledger)
        except Exception as error:  # the next beat comes all the same; its class says enough
            _log.error("beat_failed", error=type(error).__name__)
