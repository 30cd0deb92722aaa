"""The door of who clears the quarantine: each look is a line of the trail, and what is made of a
mail stands for good."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.mailbox import back_again, senders, sorting, threads, waiting, whole
from advice_line.desk.mailbox.senders import Sender
from advice_line.desk.mailbox.whole import Whole
from advice_line.desk.query import theirs
from advice_line.desk.questions import joining
from advice_line.directory import within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.inbound_mail import MailReader, ReadMail
from advice_line.rules import written
from advice_line.tables.directory import Line, Responder
from advice_line.tables.mails import Mail
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from advice_line.written_kinds import Cleared, MailFate, MailReason

PAGE = "page"
MOST_SHOWN = 200
REASON = "mails.sealed_cleared_reason"
LONGEST_REASON = 500


@dataclass(frozen=True)
class InQuarantine:
    """What the list says: nothing of what is in it, and nobody's address."""

    id: str
    line: str
    fetched_at: datetime
    why: MailReason
    size: int
    late: bool


@dataclass(frozen=True)
class Quarantine:
    mails: tuple[InQuarantine, ...]
    now: datetime


@dataclass(frozen=True)
class ToClear:
    """`named` are the queries that it names, by reference, and whether its sender is a party to
    each: it may join that one alone."""

    mail: Whole
    named: tuple[tuple[str, bool], ...]
    done: str | None
    now: datetime


class Clearing:
    def __init__(self, ledger: Ledger, reader: MailReader) -> None:
        self._ledger = ledger
        self._reader = reader

    def waiting(self, by: Actor) -> Quarantine:
        """The oldest first."""
        require(by, Action.CLEAR_MAIL)
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.CLEAR_MAIL, Mail.line_id)
            statement = select(Mail).where(*waiting.IN_QUARANTINE, own).order_by(col(Mail.id))
            found = work.session.exec(statement.limit(MOST_SHOWN)).all()
            return Quarantine(tuple(_listed(work, each) for each in found), work.now)

    def open(self, by: Actor, mail_id: str) -> ToClear:
        """Raises `errors.NotFound` for one that never was in quarantine."""
        require(by, Action.CLEAR_MAIL)
        with self._ledger.work(by.label) as work:
            mail = _quarantined(work, by, mail_id)
            read = whole.as_read(work, self._reader, mail) or sorting.NOTHING
            sender = senders.of(work, read)
            named = threads.named(work, _line(work, mail), read).every
            return ToClear(
                mail=whole.opened(work, self._reader, mail),
                named=tuple((each.reference, _is_party(work, each, sender)) for each in named),
                done=_done(work, mail),
                now=work.now,
            )

    def as_query(self, by: Actor, mail_id: str, token: str) -> None:
        """A person has read it: it is a question, and who is on hears of it. Its sender does not:
        a machine wrote it, as far as anybody could tell. Raises `errors.NotFound` and
        `errors.Conflict`."""
        require(by, Action.CLEAR_MAIL)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                mail, read, sender = self._to_clear(work, by, mail_id)
                line = _line(work, mail)
                found = threads.named(work, line, read)
                silent = replace(sender, answered=False)
                query = sorting.opened(work, mail, line, read, found, silent)
                _cleared(work, by, mail, Cleared.QUERY, query)

    def join(self, by: Actor, mail_id: str, reference: str, token: str) -> None:
        """More words of a query, where its sender is a party to it (H20); of what came back, which
        query it was about, whose address somebody then looks at. Raises `errors.Invalid`,
        `errors.NotFound` and `errors.Conflict`."""
        require(by, Action.CLEAR_MAIL)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                mail, read, sender = self._to_clear(work, by, mail_id)
                if mail.reason == MailReason.CAME_BACK:
                    query = _about(work, by, mail, reference)
                    back_again.found_by_hand(work, query)
                else:
                    line, query = _line(work, mail), _named(work, by, mail, sender, reference)
                    asked = sorting.asked_by(mail, read, sender, words=read.words)
                    joining.added(work, line, query, asked)
                _cleared(work, by, mail, Cleared.JOINED, query)

    def not_ours(self, by: Actor, mail_id: str, reason: str, token: str) -> None:
        """It stays where it is, with the reason. Raises `errors.Invalid` without one,
        `errors.NotFound` and `errors.Conflict`."""
        require(by, Action.CLEAR_MAIL)
        if not reason.strip():
            raise Invalid([Problem("reason", "Say why it is not for us.")])
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                mail, _, _ = self._to_clear(work, by, mail_id)
                sealed = work.vault.seal(reason.strip()[:LONGEST_REASON], REASON)
                _cleared(work, by, mail, Cleared.NOT_OURS, sealed_cleared_reason=sealed)

    def _to_clear(self, work: Work, by: Actor, mail_id: str) -> tuple[Mail, ReadMail, Sender]:
        """Held, and still to be cleared. Raises `errors.NotFound` and `errors.Conflict`."""
        mail = _quarantined(work, by, mail_id)
        work.session.refresh(mail, with_for_update=True)
        done = _done(work, mail)
        if done is not None:
            raise Conflict(f"{done} Look at the list again.")
        read = whole.as_read(work, self._reader, mail) or sorting.NOTHING
        return mail, read, senders.of(work, read)


def _listed(work: Work, mail: Mail) -> InQuarantine:
    return InQuarantine(
        id=mail.public_id,
        line=_line(work, mail).name,
        fetched_at=mail.fetched_at,
        why=MailReason(mail.reason or ""),
        size=mail.size,
        late=mail.rung > 0,
    )


def _quarantined(work: Work, by: Actor, mail_id: str) -> Mail:
    mail = whole.by_id(work, mail_id)
    own = within.may(work.session, by, Action.CLEAR_MAIL, mail.line_id)
    if mail.fate != MailFate.QUARANTINE or not own:
        raise NotFound("There is no such mail in quarantine.")
    return mail


def _line(work: Work, mail: Mail) -> Line:
    return work.session.get_one(Line, mail.line_id)


def _named(work: Work, by: Actor, mail: Mail, sender: Sender, reference: str) -> Query:
    """The query that a person means, where the mail may join it. Raises `errors.Invalid`."""
    query = _meant(work, by, reference)
    if query.line_id != mail.line_id or not _is_party(work, query, sender):
        said = (
            f"Whoever wrote this is no party to {query.reference}: it may be about another "
            "patient. Make it a query of its own."
        )
        raise Invalid([Problem("reference", said)])
    if not joining.may_join(work, query):
        said = f"{query.reference} is over. Make it a query of its own: the two are linked."
        raise Invalid([Problem("reference", said)])
    return query


def _about(work: Work, by: Actor, mail: Mail, reference: str) -> Query:
    """The query whose mail came back, as a person says. Raises `errors.Invalid`."""
    query = _meant(work, by, reference)
    if query.line_id != mail.line_id or not joining.may_join(work, query):
        said = f"{query.reference} is another line's, or is over: nothing is owed of it any more."
        raise Invalid([Problem("reference", said)])
    return query


def _meant(work: Work, by: Actor, reference: str) -> Query:
    try:
        return theirs.query(work, by, Action.CLEAR_MAIL, reference)
    except NotFound:
        said = "No query has this reference. Copy it from its page, such as K7Q2-M9FX."
        raise Invalid([Problem("reference", said)]) from None


def _is_party(work: Work, query: Query, sender: Sender) -> bool:
    return not sender.doubtful and threads.is_party(work, query, sender)


def _done(work: Work, mail: Mail) -> str | None:
    """Who has cleared it, when; None while it waits."""
    if mail.cleared_at is None:
        return None
    person = work.session.get(Responder, mail.cleared_by_id) if mail.cleared_by_id else None
    at = written.moment(mail.cleared_at, work.now, _line(work, mail).time_zone)
    return f"{person.name if person else 'Somebody'} has cleared it ({at})."


def _cleared(
    work: Work, by: Actor, mail: Mail, what: Cleared, query: Query | None = None, **also: object
) -> None:
    message = select(Message.id).where(col(Message.external_id) == sorting.key(mail))
    work.update(
        mail,
        cleared_at=work.now,
        cleared_by_id=by.responder_id,
        cleared_as=what,
        act_at=None,
        query_id=query.id if query else None,
        message_id=work.session.exec(message).first(),
        **also,
    )
    subject = f"mail:{mail.public_id}"
    work.record("mail.cleared", query=query.id if query else None, subject=subject, made=what)
