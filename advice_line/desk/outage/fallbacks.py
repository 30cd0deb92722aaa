"""What the carrier would play while we cannot answer, looked at by day and night: made from the
settings, it must say what they say now (H13)."""

import structlog

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.directory import lookups
from advice_line.errors import DeliveryFailed
from advice_line.ledger.work import Ledger
from advice_line.ports.carrier_watch import FallbackState, OutageDocuments
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require

_log = structlog.get_logger()


class Fallbacks:
    def __init__(self, ledger: Ledger, documents: OutageDocuments) -> None:
        self._ledger = ledger
        self._documents = documents

    def look(self) -> int:
        """Of how many lines it was found good, or not; a line of which the carrier cannot say now
        stays as it was."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            lines = lookups.lines(work.session)
        return sum(self._look(each) for each in lines)

    def _look(self, line: Line) -> int:
        try:
            state = self._documents.standing(number=line.number, switchboard=line.switchboard)
        except DeliveryFailed as error:
            _log.warning("fallback_not_looked_at", line=line.key, code=error.code)
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            if state is FallbackState.GOOD:
                alarms.ended(work, AlarmKind.FALLBACK, line)
            else:
                alarms.stands(work, AlarmKind.FALLBACK, line, state=state.value)
        return 1
