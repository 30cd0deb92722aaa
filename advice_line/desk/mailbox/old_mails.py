"""Mails as they came are deleted when their time is up, never silently: none that waits for a
person, none of a query of which something is owed. What they said stands in the query; what became
of each stays, so that one that comes again is known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_
from sqlmodel import col, delete, func, select

from advice_line.data_kinds import Kept
from advice_line.desk.query import over
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import retention
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail, MailPiece
from advice_line.tables.queries import Query
from advice_line.trust import deletions, holds
from advice_line.trust.roles import SYSTEM, Action, require
from advice_line.written_kinds import MailFate

# At each look: a site that has run for years before its first deletion holds up nobody.
MOST = 200
_OF_NOBODY = ("sealed_name", "name_mark", "sender_mark", "sealed_cleared_reason")


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
        with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
            mail = work.session.get_one(Mail, mail_id, with_for_update=True)
            # Asked again: its query may have been opened again since.
            still = {"mail": mail_id, "before": before}
            if work.session.exec(_STILL, params=still).first() is None:
                return 0
            remove(work, mail)
            return 1


def going(
    work: Work, line: Line, kept: Mapping[str, int], by: datetime, *, held: bool = False
) -> int:
    """How many mails of a line go until then as things stand, where they are `kept` so long; or
    would, were they not `held`."""
    mails = select(func.count()).select_from(Mail)
    before = retention.mails_before(kept, by)
    wanted = mails.where(col(Mail.line_id) == bindparam("line"), *_may_go(held=held))
    return work.session.exec(wanted, params={"line": line.id, "before": before}).one()


def in_mailbox(work: Work, line: Line, kept: Mapping[str, int], by: datetime) -> int:
    """How many lie in the mailbox's folders of those that go until then, copies too; and of those
    that went here and are still to go there."""
    before = retention.mails_before(kept, by)
    goes = select(Mail.id).where(col(Mail.line_id) == line.id, *_may_go())
    waiting = and_(col(Mail.line_id) == line.id, col(Mail.box_look_at).is_not(None))
    lying = (
        select(func.count())
        .select_from(Mail)
        .where(
            col(Mail.folder).is_not(None),
            or_(col(Mail.id).in_(goes), col(Mail.copy_of_id).in_(goes), waiting),
        )
    )
    return work.session.exec(lying, params={"before": before}).one()


def _ripe(work: Work, line: Line) -> Iterator[tuple[int, datetime]]:
    before = retention.mails_before(line.retention, work.now)
    found = work.session.exec(_RIPE, params={"line": line.id, "before": before}).all()
    return ((each or 0, before) for each in found)


def remove(work: Work, mail: Mail) -> None:
    """With its copies from other mailboxes, and with a line in the receipt; what lies in the
    mailbox itself goes next."""
    line = work.session.get(Line, mail.line_id) if mail.line_id else None
    rule = f"{retention.days(line.retention if line else {}, Kept.MAIL)} days"
    gone = [_gone(work, each) for each in _with_copies(work, mail)]
    deletions.note(work, Kept.MAIL, rule, gone, line.key if line else None)


def _with_copies(work: Work, mail: Mail) -> Sequence[Mail]:
    alike = or_(col(Mail.id) == mail.id, col(Mail.copy_of_id) == mail.id)
    return work.session.exec(select(Mail).where(alike)).all()


def _gone(work: Work, mail: Mail) -> deletions.Gone:
    work.run(delete(MailPiece).where(col(MailPiece.mail_id) == mail.id))
    to_clear = work.now if mail.folder else None
    work.update(mail, deleted_at=work.now, box_look_at=to_clear)
    if mail.query_id is None and mail.copy_of_id is None:
        # Nothing else of it would ever go: it is of no query whose record has a time.
        work.update(mail, **dict.fromkeys(_OF_NOBODY))
    name = f"mail:{mail.public_id}"
    work.record("mail.deleted", query=mail.query_id, subject=name, bytes=mail.size)
    return deletions.Gone(name, mail.fetched_at)


def _may_go(*, held: bool = False) -> tuple[ColumnElement[bool], ...]:
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
        holds.on_mail() if held else ~holds.on_mail(),
    )


def _of_a_query_that_is_over(before: BindParameter[datetime]) -> ColumnElement[bool]:
    return exists().where(col(Query.id) == col(Mail.query_id), over.before(before))


# Built once: to build them takes longer than an empty look.
_RIPE = (
    select(Mail.id)
    .where(col(Mail.line_id) == bindparam("line"), *_may_go())
    .order_by(col(Mail.id))
    .limit(MOST)
)
_STILL = select(Mail.id).where(col(Mail.id) == bindparam("mail"), *_may_go())
