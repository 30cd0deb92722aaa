"""A responder asks the requester something before they answer: the responder's clock stands still,
the requester's runs, and a reply starts the first one again with what was left of it.

Words leave here and nowhere else than by who has seen to whom and how they go (H19)."""

from datetime import timedelta

from advice_line.api_kinds import HookKind
from advice_line.call_kinds import MessageKind
from advice_line.desk.owed import awaited, tasks
from advice_line.desk.query import moving, news
from advice_line.desk.questions import arriving, telling
from advice_line.desk.receipts import reaching
from advice_line.errors import AlreadyTaken, Conflict, Invalid, Problem
from advice_line.kinds import Channel, QueryState, TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import asked_back
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.messages import Message
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust import links

FIELD = "ask_back"
MOST = 4000
_HELD = (
    "The code of the practice is closed, so nothing goes there, and nothing was sent. Ring who "
    "asked, or answer without it."
)
_FROM = (QueryState.ACCEPTED, QueryState.ASKED_BACK)


def may_ask(query: Query, person: int | None) -> bool:
    return query.owner_id == person and query.state in _FROM and query.reply_channel is not None


def ask(work: Work, query: Query, author: Responder, words: str) -> AskedBack:
    """Raises `errors.AlreadyTaken` and `errors.Conflict` where it is not theirs to ask, and
    `errors.Invalid` without words."""
    refuse(work, query, author, words)
    line = work.session.get_one(Line, query.line_id)
    before = awaited.open_of(work, query)
    left = _left_of(work, query, line, before)
    if before is not None:
        awaited.asked_again(work, before, author.id)
    message = _keep(work, query, author, words)
    made = work.add(
        AskedBack(
            query_id=query.id or 0,
            message_id=message.id or 0,
            task_id=_their_clock(work, query, line, author).id or 0,
            asked_by_id=author.id or 0,
            asked_at=work.now,
            left_seconds=int(left.total_seconds()),
        )
    )
    _stand_still(work, query)
    _tell(work, query, made)
    return made


def refuse(work: Work, query: Query, author: Responder, words: str) -> None:
    """Raises what `ask` does, and changes nothing."""
    if query.owner_id is not None and query.owner_id != author.id:
        raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
    if reaching.held(work, query):
        raise Conflict(_HELD)
    if not may_ask(query, author.id) or reaching.way(work, query) is None:
        raise Conflict("Nothing can be asked back of this query now. Look at it again.")
    if not words.strip():
        raise Invalid([Problem(FIELD, "Write what you want to ask.")])
    if len(words) > MOST:
        raise Invalid([Problem(FIELD, f"Keep your question to {MOST} characters.")])


def go_on(work: Work, query: Query, author: Responder) -> None:
    """Its owner answers without it. Raises `errors.AlreadyTaken`, and `errors.Conflict` where
    nothing is waited for."""
    if query.owner_id is not None and query.owner_id != author.id:
        raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
    asked = awaited.open_of(work, query)
    if asked is None or query.state != QueryState.ASKED_BACK:
        raise Conflict("The requester has answered already. Look at the query again.")
    awaited.dropped(work, query, asked, author.id)


def _left_of(work: Work, query: Query, line: Line, before: AskedBack | None) -> timedelta:
    if before is not None:
        return timedelta(seconds=before.left_seconds)
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if owed is None:
        return timedelta()
    return asked_back.left(on_duty.calendar(work.session, line.key), work.now, owed.due_at)


def _keep(work: Work, query: Query, author: Responder, words: str) -> Message:
    return work.add(
        Message(
            query_id=query.id or 0,
            at=work.now,
            kind=MessageKind.OUTGOING,
            channel=query.reply_channel or Channel.EMAIL,
            author_id=author.id,
            sealed_words=work.vault.seal(words.strip(), arriving.WORDS),
        )
    )


def _their_clock(work: Work, query: Query, line: Line, author: Responder) -> Task:
    calendar = on_duty.calendar(work.session, line.key)
    urgency = Urgency(query.urgency_asked) if query.urgency_asked else Urgency.TWO_DAYS
    due = asked_back.answer_due(line.targets, urgency, calendar, work.now)
    remind_at = asked_back.reminder_at(calendar, work.now, due)
    owner = author.id
    kind = TaskKind.AWAIT_ANSWER
    return tasks.owe(work, query.id or 0, kind, due, owner=owner, act_at=remind_at)


def _stand_still(work: Work, query: Query) -> None:
    if query.state == QueryState.ACCEPTED:
        moving.move(work, query, QueryState.ASKED_BACK)
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if owed is not None:
        work.update(owed, act_at=None)


def _tell(work: Work, query: Query, asked: AskedBack) -> None:
    links.make(work, links.LinkKind.QUESTION, query=query.id or 0, requester=query.requester_id)
    work.record("query.asked_back_sent", query=query.id, subject=f"asked_back:{asked.public_id}")
    news.tell(work, query, HookKind.ASKED_BACK, asked_back=asked.public_id)
    kind = NoticeKind.QUESTION_ASKED_BACK
    telling.asker(work, query, kind, once=asked.public_id, subject=asked.id)
