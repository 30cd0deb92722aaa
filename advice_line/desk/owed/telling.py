"""What people are told, as outgoing rows of ids: one notice per event per person."""

from datetime import datetime

from advice_line.kinds import NoticeKind, OutChannel, Recipient
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task


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
    way: OutChannel = OutChannel.SMS,
) -> None:
    """An SMS to a responder's mobile, or by another `way` that is theirs; `once` names the event,
    so that it is told one time."""
    outbox.put(
        work,
        kind,
        once=f"{kind}:{person}:{once}",
        channel=way,
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
