"""What is wrong with a line until it is right again: whoever can mend it is told, in hours."""

from collections.abc import Callable

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require


class StandingAlarm:
    def __init__(
        self,
        ledger: Ledger,
        kind: AlarmKind,
        why: Callable[[Work, Line], str | None],
        *,
        told_anew: bool = False,
    ) -> None:
        """`why` says by a code what is wrong with a line, None where nothing is; `told_anew`:
        another code is told too, else it stands as it was told."""
        self._ledger = ledger
        self._kind = kind
        self._why = why
        self._told_anew = told_anew

    def look(self) -> int:
        """How many lines' alarms were raised or ended."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            changed = [line for line in lookups.lines(work.session) if self._changes(work, line)]
        return sum(self._settle(line) for line in changed)

    def _changes(self, work: Work, line: Line) -> bool:
        """While the line is closed it may end, and does not begin."""
        standing, why = alarms.standing(work, self._kind, line), self._why(work, line)
        if why is None:
            return standing is not None
        if standing is not None and not (self._told_anew and standing.facts != {"why": why}):
            return False
        return on_duty.is_open(work.session, line.key, work.now)

    def _settle(self, line: Line) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            why = self._why(work, line)
            if why is None:
                alarms.ended(work, self._kind, line)
                return 1
            return int(alarms.stands(work, self._kind, line, why=why))
