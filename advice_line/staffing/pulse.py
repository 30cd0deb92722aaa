"""The pulse that an outside monitor listens for: once a minute in hours, after a write that worked.

A database that cannot be written, a worker that hangs and a machine that is down all sound the
same: silence, and within three minutes the monitor raises the alarm (H13).
"""

from collections.abc import Callable

import structlog

from advice_line.directory import lookups
from advice_line.errors import DeliveryFailed
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger
from advice_line.staffing import on_duty
from advice_line.trust.roles import SYSTEM

NAME = "pulse"
_log = structlog.get_logger()


class Pulse:
    def __init__(self, ledger: Ledger, ping: Callable[[], None]) -> None:
        self._ledger = ledger
        self._ping = ping

    def beat(self) -> int:
        """1 when the monitor was told, 0 outside hours or when it could not be reached."""
        with self._ledger.work(SYSTEM.label) as work:
            upkeep.beat(work, NAME)
            in_hours = any(
                on_duty.is_open(work.session, line.key, work.now)
                for line in lookups.lines(work.session)
            )
        if not in_hours:
            return 0
        try:
            self._ping()
        except DeliveryFailed as error:
            _log.warning("monitor_not_reached", code=error.code)
            return 0
        return 1
