"""What an SMS of each kind says and to whom, made from the rows as they are when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import col, func, select

from advice_line.desk.alerting import words as alert_words
from advice_line.desk.countersigning import texts as countersign_texts
from advice_line.desk.glass import telling as glass_texts
from advice_line.desk.guards import alarm_texts
from advice_line.desk.mailbox import texts as mail_texts
from advice_line.desk.owed import tasks
from advice_line.desk.query import reading
from advice_line.desk.sending import (
    answer_texts,
    contact_texts,
    ladder_texts,
    left_texts,
    message_texts,
    owed_texts,
    question_texts,
    receipt_texts,
    tracer_texts,
)
from advice_line.kinds import Role, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.notices import Slip
from advice_line.rules import notices
from advice_line.staffing.changes import rota_texts
from advice_line.staffing.swaps import swap_texts
from advice_line.staffing.watching import watch_texts
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Promise, Task
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.trust import codes, granted, links


@dataclass(frozen=True)
class Text:
    sender: str
    to: str
    words: str


def text(work: Work, slip: Slip, public_url: str) -> Text | None:
    """None when it no longer applies: the record is written, the promise settled, the code used."""
    said = words(work, slip, public_url)
    to = _number(work, slip)
    if said is None or to is None:
        return None
    return Text(sender=_sender(work, slip), to=to, words=said)


def words(work: Work, slip: Slip, public_url: str) -> str | None:
    """The same words go by whichever way; None when they no longer apply."""
    return _WORDS[slip.kind](work, slip, public_url)


def _number(work: Work, slip: Slip) -> str | None:
    if slip.kind in contact_texts.WORDS:
        return contact_texts.to(work, slip)
    if slip.person_id is not None:
        return work.session.get_one(Responder, slip.person_id).mobile
    if slip.recipient == Recipient.OUT_OF_HOURS:
        return left_texts.number(work, slip)
    return reading.call_back_number(work, work.session.get_one(Query, slip.query_id))


def _sender(work: Work, slip: Slip) -> str:
    """The line's own number; where the notice is about no query and no alert, that of the first
    line."""
    if slip.query_id is not None:
        return _line(work, slip).number
    of_alert = alert_words.line_of(work, slip)
    if of_alert is not None:
        return of_alert.number
    first = work.session.exec(select(Line).order_by(col(Line.id)).limit(1)).one()
    return first.number


def _line(work: Work, slip: Slip) -> Line:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id)


def _reference(work: Work, slip: Slip, _url: str) -> str | None:
    query = work.session.get_one(Query, slip.query_id)
    return notices.reference(_line(work, slip).name, query.reference)


def _promise(work: Work, slip: Slip, _url: str) -> str | None:
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    made = work.session.exec(
        select(Promise).where(col(Promise.query_id) == query.id).order_by(col(Promise.id).desc())
    ).first()
    if made is None or made.settled_at is not None:
        return None
    return notices.promise(line.name, query.reference, made.due_at, made.made_at, line.time_zone)


def _record_link(work: Work, slip: Slip, url: str) -> str | None:
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    ended = work.session.exec(
        select(func.max(Contact.ended_at)).where(col(Contact.query_id) == query.id)
    ).one()
    address = _link_address(work, slip, url)
    if address is None or not _owes_record(work, query):
        return None
    return notices.record_link(
        query.reference, ended or work.now, work.now, line.time_zone, address
    )


def _owes_record(work: Work, query: Query) -> bool:
    statement = select(Task.id).where(
        col(Task.query_id) == query.id,
        col(Task.kind) == TaskKind.WRITE_ADVICE,
        col(Task.state) == TaskState.OPEN,
    )
    return work.session.exec(statement).first() is not None


def _fresh_link(work: Work, slip: Slip, url: str) -> str | None:
    query = work.session.get_one(Query, slip.query_id)
    address = _link_address(work, slip, url)
    return None if address is None else notices.fresh_link(query.reference, address)


def _link_address(work: Work, slip: Slip, url: str) -> str | None:
    link = work.session.get(AccessLink, slip.subject_id)
    if link is None or not links.usable(link, work):
        return None
    return f"{url}/r/{links.token(work.vault, link)}"


def _unwritten(work: Work, slip: Slip, url: str) -> str | None:
    return _count_unwritten(work, slip, url, notices.unwritten, owner=slip.person_id)


def _unwritten_to_lead(work: Work, slip: Slip, url: str) -> str | None:
    return _count_unwritten(work, slip, url, notices.unwritten_to_lead, owner=slip.subject_id)


def _count_unwritten(
    work: Work, slip: Slip, url: str, say: Callable[..., str], owner: int | None
) -> str | None:
    count, oldest = work.session.exec(
        select(func.count(), func.min(Task.made_at)).where(
            col(Task.kind).in_(tasks.UNWRITTEN),
            col(Task.state) == TaskState.OPEN,
            col(Task.owner_id) == owner,
        )
    ).one()
    if not count:
        return None
    return say(count, oldest, work.now, _line(work, slip).time_zone, f"{url}/desk")


def _unwritten_at_shift_end(work: Work, slip: Slip, url: str) -> str | None:
    references = work.session.exec(
        select(Query.reference)
        .join(Task, col(Task.query_id) == col(Query.id))
        .where(
            col(Task.kind).in_(tasks.UNWRITTEN),
            col(Task.state) == TaskState.OPEN,
            col(Task.owner_id) == slip.person_id,
        )
        .order_by(col(Task.made_at))
    ).all()
    return notices.unwritten_at_shift_end(references, f"{url}/desk") if references else None


# Once advice is written; before that, whoever rings brings the answer to a call.
_ABOUT_A_LETTER = (TaskKind.RING_PRACTICE, TaskKind.RING_PROVIDER)


def _ring_back_owed(work: Work, slip: Slip, url: str) -> str | None:
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    address = _where(work, slip, query, url)
    if task.kind in _ABOUT_A_LETTER and reading.versions(work, query):
        zone = line.time_zone
        return notices.letter_to_ring_about(query.reference, task.due_at, work.now, zone, address)
    return notices.ring_back_owed(
        query.reference,
        task.due_at,
        work.now,
        line.time_zone,
        address,
        outside=query.outside_scope is not None,
    )


def _where(work: Work, slip: Slip, query: Query, url: str) -> str:
    """The radiology office has a list, and no page of one query."""
    line = work.session.get_one(Line, query.line_id)
    roles = granted.on(work.session.get_one(Responder, slip.person_id), line.key)
    office = Role.COORDINATOR in roles and Role.RESPONDER not in roles
    return f"{url}/admin" if office else f"{url}/desk/{query.reference}"


def _sign_in_code(work: Work, slip: Slip, _url: str) -> str | None:
    code = work.session.get_one(OneTimeCode, slip.subject_id)
    if code.used_at is not None or work.now >= code.expires_at:
        return None
    return notices.sign_in_code(codes.figures(work.vault, code))


_WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.REFERENCE_NOTICE: _reference,
    NoticeKind.PROMISE_NOTICE: _promise,
    NoticeKind.RECORD_LINK: _record_link,
    NoticeKind.FRESH_LINK: _fresh_link,
    NoticeKind.UNWRITTEN_RECORDS: _unwritten,
    NoticeKind.UNWRITTEN_AT_SHIFT_END: _unwritten_at_shift_end,
    NoticeKind.UNWRITTEN_TO_LEAD: _unwritten_to_lead,
    NoticeKind.RING_BACK_OWED: _ring_back_owed,
    NoticeKind.SIGN_IN_CODE: _sign_in_code,
    **answer_texts.WORDS,
    **contact_texts.WORDS,
    **watch_texts.TEXTS,
    **rota_texts.WORDS,
    **swap_texts.WORDS,
    **owed_texts.WORDS,
    **message_texts.WORDS,
    **question_texts.WORDS,
    **receipt_texts.WORDS,
    **tracer_texts.WORDS,
    **ladder_texts.WORDS,
    **left_texts.WORDS,
    **alarm_texts.TEXTS,
    **mail_texts.TEXTS,
    **countersign_texts.TEXTS,
    **glass_texts.TEXTS,
    **alert_words.TEXTS,
}
