"""A mail as it came, for whoever has a reason to read all of it: what it says of itself, its words
with what they quote, and its own bytes. Each look is a line of the trail."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.mailbox import raw
from advice_line.desk.query import looks, theirs
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.inbound_mail import MailReader, ReadMail, Unreadable
from advice_line.rules import mail_rules
from advice_line.rules.mail_rules import Proof
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from advice_line.written_kinds import MailReason

_HEAD = 64 * 1024


@dataclass(frozen=True)
class Whole:
    """`text` is all of its words as plain text; "" where nobody could read them, and `why` says
    so. `files` are the names of what came with it. `doubtful`: nobody can say whose it is.
    `kept_whole`: all of its bytes were kept; `deleted_at` is when they went."""

    id: str
    reference: str | None
    fetched_at: datetime
    size: int
    kept_whole: bool
    why: MailReason | None
    now: datetime
    senders: tuple[str, ...] = field(default=(), repr=False)
    answers_to: tuple[str, ...] = field(default=(), repr=False)
    to: tuple[str, ...] = field(default=(), repr=False)
    subject: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    files: tuple[str, ...] = field(default=(), repr=False)
    doubtful: bool = False
    deleted_at: datetime | None = None


class WholeMails:
    def __init__(self, ledger: Ledger, reader: MailReader) -> None:
        self._ledger = ledger
        self._reader = reader

    def of_query(self, by: Actor, reference: str) -> tuple[Whole, ...]:
        """Every mail of a query, the oldest first. Raises `errors.NotFound` where none came."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            found = of_query(work, query)
            if not found:
                raise NotFound
            return tuple(opened(work, self._reader, each) for each in found)

    def bytes_of(self, by: Actor, reference: str, mail_id: str) -> bytes:
        """As it came, to be opened elsewhere. Raises `errors.NotFound` for another query's, for one
        that was too large to fetch (it lies in its mailbox), and for one whose time was up."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            mail = by_id(work, mail_id)
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            if not mail.whole or mail.query_id != query.id or mail.deleted_at is not None:
                raise NotFound
            subject = f"mail:{mail.public_id}"
            looks.saw(work, by, Action.SEE_QUERY, "mail.taken_away", query, subject=subject)
            return raw.of(work, mail)


def opened(work: Work, reader: MailReader, mail: Mail) -> Whole:
    work.record("mail.viewed", query=mail.query_id, subject=f"mail:{mail.public_id}")
    query = work.session.get(Query, mail.query_id) if mail.query_id else None
    read = as_read(work, reader, mail) if mail.deleted_at is None else None
    known = Whole(
        id=mail.public_id,
        reference=query.reference if query else None,
        fetched_at=mail.fetched_at,
        size=mail.size,
        kept_whole=mail.whole,
        why=MailReason(mail.reason) if mail.reason else None,
        now=work.now,
        deleted_at=mail.deleted_at,
    )
    return known if read is None else _with_words(known, read)


def as_read(work: Work, reader: MailReader, mail: Mail) -> ReadMail | None:
    """None where not even its header can be read."""
    content = raw.of(work, mail)
    for read in (reader.read, reader.read_head) if mail.whole else (reader.read_head,):
        try:
            return read(content if read == reader.read else content[:_HEAD])
        except Unreadable:
            continue
    return None


def of_query(work: Work, query: Query) -> list[Mail]:
    statement = select(Mail).where(col(Mail.query_id) == query.id, col(Mail.copy_of_id).is_(None))
    return list(work.session.exec(statement.order_by(col(Mail.id))))


def by_id(work: Work, mail_id: str) -> Mail:
    """Raises `errors.NotFound`."""
    found = work.session.exec(select(Mail).where(col(Mail.public_id) == mail_id)).first()
    if found is None:
        raise NotFound("There is no such mail.")
    return found


def _with_words(known: Whole, read: ReadMail) -> Whole:
    return replace(
        known,
        senders=tuple(each.address for each in read.senders),
        answers_to=tuple(each.address for each in read.answers_to),
        to=tuple(each.address for each in (*read.to, *read.cc)),
        subject=read.subject,
        text=read.text,
        files=tuple(each.name for each in read.files),
        doubtful=mail_rules.is_doubtful(read.defects) or _is_forged(read),
    )


def _is_forged(read: ReadMail) -> bool:
    found = [mail_rules.proof(each.address, read.authentication) for each in read.senders]
    return Proof.FAILED in found
