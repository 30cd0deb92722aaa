"""What is mailed to somebody who asked in writing, made from the rows as they are when it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import select

from advice_line.desk.mailbox import named
from advice_line.desk.questions import arriving, capping, later_words
from advice_line.desk.receipts import facts, reaching
from advice_line.desk.sending import receipt_texts
from advice_line.desk.sending.said import NO_ADDRESS
from advice_line.errors import DeliveryRefused
from advice_line.kinds import Channel, StaffRole
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import asked_back_notices, labels, message_cap, question_notices
from advice_line.tables.directory import Line, Responder
from advice_line.tables.mails import Mailbox
from advice_line.tables.messages import Message
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust import links


@dataclass(frozen=True)
class Said:
    """`answers_mail` is the id of their mail that it answers by itself, in angle brackets;
    `letter_at` the address of the page, where the mail is to hold the whole letter."""

    to: str
    subject: str
    words: str
    answers_mail: str | None = None
    letter_at: str | None = None


def said(work: Work, slip: Slip, url: str) -> Said | None:
    """None where it no longer applies. Raises `errors.DeliveryRefused` where no address is kept,
    and for one of a practice whose code is closed (H17)."""
    query = work.session.get_one(Query, slip.query_id)
    if query.sealed_reply_to is None:
        raise DeliveryRefused(NO_ADDRESS)
    if reaching.held(work, query):
        raise DeliveryRefused(facts.CODE_CLOSED)
    to = work.vault.open(query.sealed_reply_to, arriving.REPLY_TO)
    return WORDS[slip.kind](work, slip, query, to, url)


def _received(work: Work, _slip: Slip, query: Query, to: str, url: str) -> Said | None:
    told = arriving.still_told(work, query)
    if told is None:
        return None
    words = question_notices.received_mail(
        told,
        work.session.get_one(Line, query.line_id).number,
        _where(work, query, url) if query.channel == Channel.FORM else None,
        read_here=read_here(work),
    )
    return Said(to, f"Your question {query.reference}", words, named.of_query(work, query))


def read_here(work: Work) -> bool:
    """Whether a reply would be read: a mailbox is looked into."""
    return work.session.exec(select(Mailbox.mailbox).limit(1)).first() is not None


def _answer(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said:
    """Whether the mail may hold the letter is asked as it goes (H07)."""
    way, address = reaching.way(work, query), _where(work, query, url)
    subject, words = receipt_texts.answer_mail(work, slip, address, read_here=read_here(work))
    full = way is not None and way.full
    return Said(to, subject, words, letter_at=address if full else None)


def _unreceived(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said | None:
    said = receipt_texts.reminder_mail(work, slip, _where(work, query, url))
    return None if said is None else Said(to, *said)


def _later(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said | None:
    page, read = _where(work, query, url), read_here(work)
    made = later_words.by_mail(work, slip, query, page, read_here=read)
    return None if made is None else Said(to, *made)


def _asked_back(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said | None:
    """None once it is answered. Whether the mail may hold the words is asked as it goes (H07)."""
    asked = _still_asked(work, slip)
    if asked is None:
        return None
    who, address = _who_asks(work, asked), _where(work, query, url)
    line = work.session.get_one(Line, query.line_id)
    due = work.session.get_one(Task, asked.task_id).due_at
    way = reaching.way(work, query)
    at = (due, work.now, line.time_zone, address, line.name)
    if way is not None and way.full:
        words = asked_back_notices.in_full(who, _words(work, asked), *at, read_here=read_here(work))
    else:
        words = asked_back_notices.by_link(who, *at)
    return Said(to, f"A question about yours: {query.reference}", words)


def _reminder(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said | None:
    asked = _still_asked(work, slip)
    if asked is None:
        return None
    line = work.session.get_one(Line, query.line_id)
    words = asked_back_notices.reminder(
        _who_asks(work, asked),
        work.session.get_one(Task, asked.task_id).due_at,
        work.now,
        line.time_zone,
        _where(work, query, url),
        line.name,
        line.number,
    )
    return Said(to, f"Still waiting for your answer: {query.reference}", words)


def _bundled(work: Work, slip: Slip, query: Query, to: str, url: str) -> Said | None:
    """None where nothing of it is still true."""
    items = capping.items(work, slip, url)
    if not items:
        return None
    line = work.session.get_one(Line, query.line_id)
    closing = question_notices.closing(line.name, line.number, read_here=read_here(work))
    return Said(to, message_cap.subject(len(items)), message_cap.mail(items, closing))


def _still_asked(work: Work, slip: Slip) -> AskedBack | None:
    asked = work.session.get_one(AskedBack, slip.subject_id)
    return asked if asked.answered_at is None and asked.dropped_at is None else None


def _who_asks(work: Work, asked: AskedBack) -> str:
    person = work.session.get_one(Responder, asked.asked_by_id)
    return f"{person.name}, {labels.ROLES[StaffRole(person.role)]}"


def _words(work: Work, asked: AskedBack) -> str:
    sealed = work.session.get_one(Message, asked.message_id).sealed_words
    return work.vault.open(sealed or "", arriving.WORDS)


def _where(work: Work, query: Query, url: str) -> str:
    return f"{url}/q/{links.token(work.vault, links.newest_of_asker(work, query.id or 0))}"


WORDS: dict[NoticeKind, Callable[[Work, Slip, Query, str, str], Said | None]] = {
    NoticeKind.QUESTION_RECEIVED: _received,
    NoticeKind.QUESTION_ASKED_BACK: _asked_back,
    NoticeKind.ASKED_BACK_REMINDER: _reminder,
    NoticeKind.QUESTION_LATER: _later,
    NoticeKind.ANSWER_READY: _answer,
    NoticeKind.RECEIPT_REMINDER: _unreceived,
    NoticeKind.NOTICES_BUNDLED: _bundled,
}
