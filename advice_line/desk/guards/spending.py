"""What the carrier has charged today, against what the site is ready to spend in a day."""

from collections.abc import Callable
from decimal import Decimal

import structlog

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.errors import DeliveryFailed
from advice_line.ledger.work import Ledger
from advice_line.ports.carrier_watch import Spent
from advice_line.trust.roles import SYSTEM, Action, require

_log = structlog.get_logger()


class Spending:
    def __init__(self, ledger: Ledger, today: Callable[[], Spent], limit: Decimal) -> None:
        self._ledger = ledger
        self._today = today
        self._limit = limit

    def look(self) -> int:
        """1 where more was spent than the limit and that is news; told once a day (UTC, as the
        carrier reckons)."""
        require(SYSTEM, Action.SWEEP)
        try:
            spent = self._today()
        except DeliveryFailed as error:
            _log.warning("spending_not_known", code=error.code)
            return 0
        if spent.amount <= self._limit:
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            return int(
                alarms.happened(
                    work,
                    AlarmKind.SPEND,
                    f"{work.now:%Y-%m-%d}",
                    spent=f"{spent.amount:.2f}",
                    unit=spent.unit,
                    limit=f"{self._limit:.2f}",
                )
            )
