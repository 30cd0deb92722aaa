"""What somebody who is gone owes in writing of what is answered, or was asked back: it may be taken
by whoever is there, for nobody else could add to their advice or go on without an answer (H23)."""

from collections.abc import Collection

from sqlmodel import and_, col, or_, select

from advice_line.desk.owed import tasks
from advice_line.kinds import QueryState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import PassOnState

# It stays as it is, with another owner.
STATES = (QueryState.ASKED_BACK, QueryState.ADVISED, QueryState.ACKNOWLEDGED)
# What is accepted is offered to whoever is on (`questions/left_behind.py`), unless its owner had
# taken it back.
_OFFERED = select(PassOn.query_id).where(col(PassOn.state) == PassOnState.OPEN)
_TAKEN_BACK = and_(col(Query.state) == QueryState.ACCEPTED, col(Query.id).not_in(_OFFERED))
OF_AUTHOR = (TaskKind.CANNOT_ACT, TaskKind.NOT_FOLLOWED, TaskKind.READ_SAID)
_OWED = (TaskKind.ANSWER_QUERY, TaskKind.AWAIT_ANSWER, *OF_AUTHOR)
_LEFT = (
    or_(col(Query.state).in_(STATES), _TAKEN_BACK),
    col(Task.state) == TaskState.OPEN,
    col(Task.kind).in_(_OWED),
)


def may_be_taken(work: Work, query: Query) -> bool:
    return query.id in among(work, [query.id])


def among(work: Work, queries: Collection[int | None]) -> set[int]:
    """The ids of those of these queries that may be."""
    wanted = (
        select(Query.id, Responder, Line.key)
        .join(Task, col(Task.query_id) == col(Query.id))
        .join(Responder, col(Responder.id) == col(Query.owner_id))
        .join(Line, col(Line.id) == col(Query.line_id))
        .where(col(Query.id).in_(queries), *_LEFT)
    )
    return {
        query or 0
        for query, owner, line in work.session.exec(wanted)
        if on_duty.is_gone(work.session, line, owner, work.now)
    }


def taken(work: Work, query: Query, taker: Responder) -> None:
    """What its author was to see is theirs who have it now."""
    for kind in OF_AUTHOR:
        task = tasks.open_task(work, query.id or 0, kind)
        if task is not None:
            tasks.pass_to(work, task, taker.id)
