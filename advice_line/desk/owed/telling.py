"""What people are told, as outgoing rows of ids: one notice per event per person."""

from datetime import datetime

from advice_line.kinds import AlertWord, Urgency
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

_URGENT = (AlertWord.CRITICAL, AlertWord.URGENT, AlertWord.CANCER)
# What colleagues are told of written questions; a call's own notices are texts.
_BY_CHAT = frozenset(
    {
        NoticeKind.QUESTION_WAITING,
        NoticeKind.QUESTION_OWED,
        NoticeKind.WORDS_JOINED,
        NoticeKind.ASKED_BACK_SILENT,
        NoticeKind.PASS_ON_OFFERED,
        NoticeKind.PASS_ON_TAKEN,
        NoticeKind.PASS_ON_RETURNED,
        NoticeKind.PRACTICE_CANNOT_ACT,
    }
)


def requester(
    work: Work, query: Query, kind: NoticeKind, mobile: bool, *, once: str | None = None
) -> None:
    """An SMS to the caller, where they have a mobile: a landline has heard it spoken. `once` names
    what may happen to a query more than one time."""
    if not mobile:
        return
    outbox.put(
        work,
        kind,
        once=f"{kind}:{once or query.public_id}",
        channel=OutChannel.SMS,
        recipient=Recipient.REQUESTER,
        query=query.id,
    )


def responder(
    work: Work,
    kind: NoticeKind,
    person: int,
    *,
    once: str,
    query: int | None,
    subject: int | None,
    after: datetime | None = None,
    way: OutChannel | None = None,
) -> None:
    """By one `way`: where none is given, what is about a written question goes by the chat to who
    has an account there, on a line that says so, and all else by a text to their mobile. `once`
    names the event, so that it is told one time."""
    outbox.put(
        work,
        kind,
        once=f"{kind}:{person}:{once}",
        channel=way or _way(work, kind, person, query),
        recipient=Recipient.RESPONDER,
        query=query,
        person=person,
        subject=subject,
        after=after,
    )


def owner_of(work: Work, kind: NoticeKind, task: Task) -> None:
    """Tell the owner of a task about it."""
    if task.owner_id is not None:
        responder(
            work, kind, task.owner_id, once=task.public_id, query=task.query_id, subject=task.id
        )


def there_for(work: Work, line: Line, person: int | None) -> list[int | None]:
    """Somebody, or, where they are gone, whoever is there instead (H23); nobody of nobody."""
    if person is None:
        return []
    of = work.session.get_one(Responder, person)
    return [each.id for each in on_duty.in_place_of(work.session, line.key, of, work.now)]


def owner_or_instead(work: Work, kind: NoticeKind, task: Task) -> None:
    """The owner of a task, or whoever is there instead."""
    if task.owner_id is not None:
        query = work.session.get_one(Query, task.query_id)
        person_or_instead(work, kind, task.owner_id, query, once=task.public_id, subject=task.id)


def person_or_instead(
    work: Work, kind: NoticeKind, person: int, query: Query, *, once: str, subject: int | None
) -> None:
    """Somebody, or, where they are gone, whoever is there instead (H23): of what is not urgent
    these hear once the line is open, for they sleep."""
    line = work.session.get_one(Line, query.line_id)
    of = work.session.get_one(Responder, person)
    for each in on_duty.in_place_of(work.session, line.key, of, work.now):
        waits = each.id != person and not _cannot_wait(query, kind)
        after = _opening(work, line) if waits else None
        responder(work, kind, each.id or 0, once=once, query=query.id, subject=subject, after=after)


def _cannot_wait(query: Query, kind: NoticeKind) -> bool:
    """By the word of who asked, or of who answered; but for what is said weeks after."""
    if kind is NoticeKind.ADVICE_NOT_FOLLOWED:
        return False
    return query.urgency_asked == Urgency.NOW or query.urgency_set in _URGENT


def _opening(work: Work, line: Line) -> datetime | None:
    """None while it is open."""
    if on_duty.is_open(work.session, line.key, work.now):
        return None
    return on_duty.next_opening(work.session, line.key, work.now)


def _way(work: Work, kind: NoticeKind, person: int, query_id: int | None) -> OutChannel:
    """Where the chat does not take it in time, a text follows (`chat/direct.py`)."""
    if kind not in _BY_CHAT or query_id is None:
        return OutChannel.SMS
    query = work.session.get_one(Query, query_id)
    asks = work.session.get_one(Line, query.line_id).chat_direct
    known = work.session.get_one(Responder, person).slack_user is not None
    return OutChannel.CHAT if asks and known else OutChannel.SMS
