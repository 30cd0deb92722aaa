"""The report of the month before is made when enough of the month has passed for what came in late,
and its lead is told once that it waits for their words."""

from datetime import date

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.reports import gathering, keeping
from advice_line.audit.reports.gathering import Manner
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from advice_line.errors import Conflict, Invalid
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.directory import Line
from advice_line.trust import granted
from advice_line.trust.roles import SYSTEM, Action, permit, require
from rota import hours, store

_WEEKEND = 5


class Monthly:
    """`working_day` is REPORT_WORKING_DAY, on which of a month's working days it is made; `mail`
    whether mail can leave."""

    def __init__(self, ledger: Ledger, manner: Manner, working_day: int, *, mail: bool) -> None:
        self._ledger = ledger
        self._manner = manner
        self._day = working_day
        self._mail = mail

    def make(self) -> int:
        """How many lines' reports were made. One whose figures are still being counted is made on
        another day."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            lines = [each for each in lookups.lines(work.session) if self._due(work, each)]
            work.let_go()
        return sum(self._of(line) for line in lines)

    def _due(self, work: Work, line: Line) -> bool:
        month = reading.newest(work, line, PeriodKind.MONTH)
        today = reading.today_of(work, line)
        return _worked(work, line, today) >= self._day and keeping.newest(work, line, month) is None

    def _of(self, line: Line) -> int:
        with self._ledger.look(SYSTEM.label) as work:
            month = reading.newest(work, line, PeriodKind.MONTH)
            try:
                made = gathering.gather(work, line, month, self._manner)
            except (Invalid, Conflict):
                return 0
        with self._ledger.work(SYSTEM.label) as work:
            row = keeping.keep(work, line, made)
            if self._mail:
                _tell(work, line, row)
        return 1


def _worked(work: Work, line: Line, today: date) -> int:
    """Which of its month's working days today is; how many there were before it, on another day."""
    calendar = store.load(work.session, line.key).calendar
    first = periods.holding(today, PeriodKind.MONTH).first
    every = (first.replace(day=number) for number in range(1, today.day + 1))
    return sum(day.weekday() < _WEEKEND and hours.day_off(calendar, day) is None for day in every)


def _tell(work: Work, line: Line, row: AuditReport) -> None:
    for person in lookups.responders(work.session):
        if person.email and permit(granted.on(person, line.key), Action.KEEP_AUDIT):
            outbox.put(
                work,
                NoticeKind.REPORT_WAITS,
                once=f"{NoticeKind.REPORT_WAITS}:{person.id}:{row.public_id}",
                channel=OutChannel.EMAIL,
                recipient=Recipient.RESPONDER,
                person=person.id,
                subject=row.id,
            )
