"""A later answer that its asker is promised, with the reason: told to them, a clock of its own,
kept or broken."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from advice_line.api_kinds import HookKind
from advice_line.desk.owed import answers, tasks
from advice_line.desk.query import news, reading
from advice_line.desk.questions import telling
from advice_line.errors import AlreadyTaken, Conflict, Invalid, Problem
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import question_delays
from advice_line.staffing import on_duty
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import DelayReason, DelayState

WORDS = "promised_delays.sealed_words"
UNTIL, REASON, SAID = "later_until", "later_reason", "later_words"
MOST_WORDS = 500


@dataclass(frozen=True)
class Wanted:
    """`until` is a wall-clock time of the line, None where none could be read."""

    until: datetime | None
    reason: str
    words: str = field(default="", repr=False)


def may_promise(work: Work, query: Query, person: int | None) -> bool:
    """Its owner, while an answer is owed, and not for ever."""
    theirs = query.owner_id == person and query.state == QueryState.ACCEPTED
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY) if theirs else None
    return owed is not None and _made(work, owed) < question_delays.MOST


def promise(work: Work, query: Query, author: Responder, wanted: Wanted) -> PromisedDelay:
    """Raises `errors.AlreadyTaken` and `errors.Conflict` where it is not theirs to put off, and
    `errors.Invalid` for what was given."""
    task = _owed(work, query, author)
    line = work.session.get_one(Line, query.line_id)
    reason, words = _reason(wanted), wanted.words.strip()
    due = _until(work, line, task, wanted)
    answers.settle_delay(work, query, DelayState.PROLONGED)
    made = work.add(
        PromisedDelay(
            query_id=query.id or 0,
            task_id=task.id or 0,
            made_by_id=author.id or 0,
            made_at=work.now,
            instead_of=task.due_at,
            due_at=due,
            reason=reason,
            sealed_words=work.vault.seal(words, WORDS) if words else None,
            state=DelayState.OPEN,
        )
    )
    work.record("delay.promised", query=query.id, subject=f"delay:{made.public_id}", reason=reason)
    answers.runs_again(work, query, line, task, due)
    news.tell(work, query, HookKind.DELAY, due_at=reading.stamp(due), reason=reason)
    kind = NoticeKind.QUESTION_LATER
    telling.asker(work, query, kind, once=made.public_id, subject=made.id)
    return made


def words_of(work: Work, made: PromisedDelay) -> str | None:
    return work.vault.open(made.sealed_words, WORDS) if made.sealed_words else None


def _owed(work: Work, query: Query, author: Responder) -> Task:
    if query.owner_id is not None and query.owner_id != author.id:
        raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if task is None or query.owner_id is None or query.state != QueryState.ACCEPTED:
        raise Conflict("No answer to this query can be put off now. Look at it again.")
    if _made(work, task) >= question_delays.MOST:
        raise Conflict("Its answer was put off as often as it may be. Answer it, or pass it on.")
    return task


def _made(work: Work, task: Task) -> int:
    statement = select(func.count()).select_from(PromisedDelay)
    return work.session.exec(statement.where(col(PromisedDelay.task_id) == task.id)).one()


def _reason(wanted: Wanted) -> DelayReason:
    if len(wanted.words) > MOST_WORDS:
        raise Invalid([Problem(SAID, f"Keep it to {MOST_WORDS} characters.")])
    try:
        return DelayReason(wanted.reason)
    except ValueError:
        raise Invalid(
            [Problem(REASON, "Say why it takes longer: the requester is told.")]
        ) from None


def _until(work: Work, line: Line, task: Task, wanted: Wanted) -> datetime:
    if wanted.until is None:
        raise Invalid([Problem(UNTIL, "Give the day and the time by which they have an answer.")])
    zone = line.time_zone
    at = WallClock(ZoneInfo(zone), work.now).instant(wanted.until, UNTIL)
    calendar = on_duty.calendar(work.session, line.key)
    return question_delays.checked(calendar, at, work.now, task.due_at, zone, UNTIL)
