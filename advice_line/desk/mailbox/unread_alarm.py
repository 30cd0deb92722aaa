"""Nobody sees what lies in a mailbox that cannot be read: whoever can mend it hears of it, in
hours."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards.standing_alarm import StandingAlarm
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mailbox

LONGEST = timedelta(minutes=15)
SILENT = "silent"


def unread(ledger: Ledger, mailboxes: Collection[str]) -> StandingAlarm:
    """`mailboxes` are the names of those that are read here; of one that was once nobody hears."""
    kind, why = AlarmKind.MAILBOX_UNREAD, partial(_why, mailboxes)
    return StandingAlarm(ledger, kind, why, told_anew=True)


def _why(mailboxes: Collection[str], work: Work, line: Line) -> str | None:
    """None while each of its mailboxes is read."""
    for row in _of_line(mailboxes, work, line):
        if work.now - _read_at(row) > LONGEST:
            return row.trouble or SILENT
    return None


def _of_line(mailboxes: Collection[str], work: Work, line: Line) -> list[Mailbox]:
    """Those named after its address; where none is, mails of several lines come by any."""
    known = select(Mailbox).where(col(Mailbox.mailbox).in_(mailboxes))
    every = list(work.session.exec(known))
    own = [each for each in every if line.email.lower() in each.mailbox.lower()]
    return own or every


def _read_at(row: Mailbox) -> datetime:
    return row.polled_at or row.first_seen_at
