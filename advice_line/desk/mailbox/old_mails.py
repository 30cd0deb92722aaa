"""Mails as they came are deleted when their time is up, never silently: none that waits for a
person, none of a query of which something is owed. What they said stands in the query; what became
of each stays, so that one that comes again is known."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, func, select

from advice_line.directory import lookups
from advice_line.kinds import QueryState, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import retention
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail, MailPiece
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import SYSTEM, Action, require
from advice_line.written_kinds import MailFate

# At each look: a site that has run for years before its first deletion holds up nobody.
MOST = 200


class OldMails:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def delete(self) -> int:
        """How many mails went."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            found = [each for line in lookups.lines(work.session) for each in _ripe(work, line)]
        return sum(self._one(*each) for each in found[:MOST])

    def _one(self, mail_id: int, before: datetime) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            mail = work.session.get_one(Mail, mail_id, with_for_update=True)
            # Asked again: its query may have been opened again since.
            still = {"mail": mail_id, "before": before}
            if work.session.exec(_STILL, params=still).first() is None:
                return 0
            _remove(work, mail)
            return 1


def going(work: Work, line: Line, kept: Mapping[str, int], by: datetime) -> int:
    """How many mails of a line go until then as things stand, where they are `kept` so long."""
    mails = select(func.count()).select_from(Mail)
    before = retention.mails_before(kept, by)
    wanted = mails.where(col(Mail.line_id) == bindparam("line"), *_may_go())
    return work.session.exec(wanted, params={"line": line.id, "before": before}).one()


def _ripe(work: Work, line: Line) -> Iterator[tuple[int, datetime]]:
    before = retention.mails_before(line.retention, work.now)
    found = work.session.exec(_RIPE, params={"line": line.id, "before": before}).all()
    return ((each or 0, before) for each in found)


def _remove(work: Work, mail: Mail) -> None:
    """With its copies from other mailboxes."""
    alike = or_(col(Mail.id) == mail.id, col(Mail.copy_of_id) == mail.id)
    for each in work.session.exec(select(Mail).where(alike)).all():
        work.run(delete(MailPiece).where(col(MailPiece.mail_id) == each.id))
        work.update(each, deleted_at=work.now)
        subject = f"mail:{each.public_id}"
        work.record("mail.deleted", query=each.query_id, subject=subject, bytes=each.size)


def _may_go() -> tuple[ColumnElement[bool], ...]:
    """Conditions of Mail: what became of it was settled before then, and so was what follows."""
    before: BindParameter[datetime] = bindparam("before")
    not_ours = and_(
        col(Mail.fate) == MailFate.QUARANTINE,
        col(Mail.query_id).is_(None),
        col(Mail.cleared_at) <= before,
    )
    # A server's report about an alert without a query: what it said stands with the alert.
    of_an_alert = and_(col(Mail.fate) == MailFate.JOINED, col(Mail.query_id).is_(None))
    return (
        col(Mail.deleted_at).is_(None),
        col(Mail.copy_of_id).is_(None),
        col(Mail.read_at).is_(None),
        col(Mail.fated_at) <= before,
        or_(not_ours, of_an_alert, _of_a_query_that_is_over(before)),
    )


def _of_a_query_that_is_over(before: BindParameter[datetime]) -> ColumnElement[bool]:
    closed = and_(col(Query.state) == QueryState.CLOSED, col(Query.closed_at) <= before)
    every = aliased(Advice)
    newest = select(func.max(every.version)).where(col(every.query_id) == col(Query.id))
    received = exists().where(
        col(Advice.query_id) == col(Query.id),
        col(Advice.version) == newest.correlate(Query).scalar_subquery(),
        func.coalesce(Advice.acknowledged_at, Advice.verbal_read_back_at) <= before,
    )
    answered = and_(col(Query.state).in_((QueryState.ADVISED, QueryState.ACKNOWLEDGED)), received)
    owed = exists().where(col(Task.query_id) == col(Query.id), col(Task.state) == TaskState.OPEN)
    return exists().where(col(Query.id) == col(Mail.query_id), or_(closed, answered), ~owed)


# Built once: to build them takes longer than an empty look.
_RIPE = (
    select(Mail.id)
    .where(col(Mail.line_id) == bindparam("line"), *_may_go())
    .order_by(col(Mail.id))
    .limit(MOST)
)
_STILL = select(Mail.id).where(col(Mail.id) == bindparam("mail"), *_may_go())
