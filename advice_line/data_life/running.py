"""Deletes what has had its time, class by class, in batches of their own transactions, each with
its line in the receipt: a run that was killed is gone on with by the next, and ends as it would
have."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from advice_line.data_kinds import Kept
from advice_line.data_life import going, records
from advice_line.data_life.query_rows import QUERY_ROWS
from advice_line.data_life.rows import Found, Rows
from advice_line.desk.mailbox.old_mails import OldMails
from advice_line.desk.messages.copying import Copying
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import retention
from advice_line.staffing.watching.forgetting import Forgetting
from advice_line.tables.data_life import DeletionReceipt
from advice_line.tables.directory import Line
from advice_line.trust import deletions, holds
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 100
RECORDS_AT_ONCE = 20


class Deleting:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def nightly(self) -> int:
        """How many objects went since the last receipt."""
        receipt = self.run()
        return receipt.objects if receipt else 0

    def run(self) -> DeletionReceipt | None:
        """The receipt of all that went since the last; None where nothing did."""
        require(SYSTEM, Action.SWEEP)
        self._by_their_own_jobs()
        for line in self._lines():
            self._of_line(line)
        self._of_none()
        with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
            receipt = deletions.close_open(work)
            work.let_go()
            return receipt

    def _by_their_own_jobs(self) -> None:
        """What goes all day long: its last share before the receipt is closed."""
        for step in (
            Copying(self._ledger, None).delete,
            OldMails(self._ledger).delete,
            Forgetting(self._ledger).forget,
        ):
            while step():
                pass

    def _lines(self) -> list[Line]:
        with self._ledger.look(SYSTEM.label) as work:
            found = lookups.lines(work.session)
            work.let_go()
            return found

    def _of_line(self, line: Line) -> None:
        for rows in QUERY_ROWS:
            self._rows(rows, line, line.retention)
        self._records(line)

    def _of_none(self) -> None:
        with self._ledger.look(SYSTEM.label) as work:
            settings = going.no_line_settings(work)
        for rows in going.OF_NO_LINE:
            self._rows(rows, None, settings)

    def _rows(self, rows: Rows, line: Line | None, settings: dict[str, int]) -> None:
        self._until_none(lambda work: _batch(work, rows, line, settings))

    def _records(self, line: Line) -> None:
        with self._ledger.look(SYSTEM.label) as work:
            today = work.now.astimezone(ZoneInfo(line.time_zone)).date()
            before = retention.before(line.retention, Kept.RECORD, work.now)
            found = list(records.going(work, line, before, today))
        for start in range(0, len(found), RECORDS_AT_ONCE):
            some = found[start : start + RECORDS_AT_ONCE]
            with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
                _empty(work, line, before, some)

    def _until_none(self, step: Callable[[Work], int]) -> None:
        while True:
            with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
                if not step(work):
                    return


def _batch(work: Work, rows: Rows, line: Line | None, settings: dict[str, int]) -> int:
    before = retention.before(settings, rows.kept, work.now)
    found = rows.find(work, line, before, BATCH)
    rule = f"{retention.days(settings, rows.kept)} days"
    deletions.note(work, rows.kept, rule, rows.remove(work, found), line.key if line else None)
    return len(found)


def _empty(work: Work, line: Line, before: datetime, some: list[Found]) -> None:
    gone = [each for found in some for each in records.remove(work, line, before, found)]
    age = line.retention.get(retention.CHILD_AGE, retention.DEFAULT_CHILD_AGE)
    rule = f"{retention.days(line.retention, Kept.RECORD)} days; of a child to age {age}"
    deletions.note(work, Kept.RECORD, rule, gone, line.key)
