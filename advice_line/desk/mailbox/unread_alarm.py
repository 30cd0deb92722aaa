"""Nobody sees what lies in a mailbox that cannot be read: whoever can mend it hears of it, in
hours."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mailbox
from advice_line.trust.roles import SYSTEM, Action, require

LONGEST = timedelta(minutes=15)
SILENT = "silent"


class UnreadAlarm:
    """`mailboxes` are the names of those that are read here; of one that was once nobody hears."""

    def __init__(self, ledger: Ledger, mailboxes: Collection[str]) -> None:
        self._ledger = ledger
        self._mailboxes = mailboxes

    def look(self) -> int:
        """How many lines' alarms were raised or ended."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            changed = [line for line in lookups.lines(work.session) if self._changes(work, line)]
        return sum(self._settle(line) for line in changed)

    def _settle(self, line: Line) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            why = self._why(work, line)
            if why is None:
                alarms.ended(work, AlarmKind.MAILBOX_UNREAD, line)
                return 1
            return int(alarms.stands(work, AlarmKind.MAILBOX_UNREAD, line, why=why))

    def _changes(self, work: Work, line: Line) -> bool:
        """Closed, it neither begins nor ends, unless the mailbox is read again."""
        standing = alarms.standing(work, AlarmKind.MAILBOX_UNREAD, line)
        why = self._why(work, line)
        if why is None:
            return standing is not None
        if not on_duty.is_open(work.session, line.key, work.now):
            return False
        return standing is None or standing.facts != {"why": why}

    def _why(self, work: Work, line: Line) -> str | None:
        """None while each of its mailboxes is read."""
        for row in self._of_line(work, line):
            if work.now - _read_at(row) > LONGEST:
                return row.trouble or SILENT
        return None

    def _of_line(self, work: Work, line: Line) -> list[Mailbox]:
        """Those named after its address; where none is, mails of several lines come by any."""
        known = select(Mailbox).where(col(Mailbox.mailbox).in_(self._mailboxes))
        every = list(work.session.exec(known))
        own = [each for each in every if line.email.lower() in each.mailbox.lower()]
        return own or every


def _read_at(row: Mailbox) -> datetime:
    return row.polled_at or row.first_seen_at
