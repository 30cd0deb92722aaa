"""Who hears of a written question: whoever is on, its owner, and its asker. Rows of ids alone."""

from advice_line.desk.owed import telling
from advice_line.desk.receipts import reaching
from advice_line.kinds import Channel, Urgency
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust import links

# What is not urgent stands on the list, and is in the digest: it interrupts nobody.
TOLD_AT_ONCE = (Urgency.NOW, Urgency.TODAY)


def who_is_on(work: Work, query: Query, line: Line, task: Task) -> None:
    """At once where it is asked for now or today and the line is open; where the rota has a hole,
    the lead (H03)."""
    if query.urgency_asked not in TOLD_AT_ONCE:
        return
    if not on_duty.is_open(work.session, line.key, work.now):
        return
    people = on_duty.first_tier(work.session, line.key, work.now)
    for person in people or on_duty.leads(work.session, line.key, work.now):
        telling.responder(
            work,
            NoticeKind.QUESTION_WAITING,
            person.id or 0,
            once=task.public_id,
            query=query.id,
            subject=task.id,
        )


def owner(work: Work, query: Query, task: Task, *, once: str) -> None:
    """Who has it; where they are gone whoever is there instead, also of what was answered (H23)."""
    if query.owner_id is not None:
        kind, who = NoticeKind.WORDS_JOINED, query.owner_id
        telling.person_or_instead(work, kind, who, query, once=once, subject=task.id)


def asker(
    work: Work,
    query: Query,
    kind: NoticeKind = NoticeKind.QUESTION_RECEIVED,
    *,
    once: str | None = None,
    subject: int | None = None,
) -> bool:
    """By the way in which they asked; False where there is none."""
    way = reaching.WAYS.get(Channel(query.reply_channel)) if query.reply_channel else None
    if way is None:
        return False
    if kind is NoticeKind.QUESTION_LATER:  # it leads to their page, which no mail may have yet
        to = query.requester_id
        links.make(work, links.LinkKind.QUESTION, query=query.id or 0, requester=to)
    outbox.put(
        work,
        kind,
        once=f"{kind}:{once or query.public_id}",
        channel=way,
        recipient=Recipient.REQUESTER,
        query=query.id,
        subject=subject,
    )
    return True
