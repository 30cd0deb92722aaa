"""The letter of a quarter to practices that never ask: whoever keeps it is told that it is drafted
when the quarter begins, after one week and after three, and then no more, until somebody has had it
sent. It says the same each time; to whom it would go is read when it is looked at."""

from datetime import date

from advice_line.desk.digests import silent, telling
from advice_line.directory import lookups
from advice_line.education.digest import drafting
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, walltime

_STAGES = (21, 7, 0)


class Quarters:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def remind(self) -> int:
        """How many were told of a letter that waits."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            return sum(_remind(work, each) for each in lookups.lines(work.session))


def _remind(work: Work, line: Line) -> int:
    period = silent.quarter(work, line)
    if silent.written(work, line, period) or not silent.to_write(work, line):
        return 0
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    begun = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    stage = next(each for each in _STAGES if each <= (today - begun).days)
    once = f"{line.id}:{period}:{stage}"
    return sum(
        telling.tell(work, NoticeKind.QUARTER_WAITS, once, person, line.id)
        for person in drafting.keepers(work, line)
    )
