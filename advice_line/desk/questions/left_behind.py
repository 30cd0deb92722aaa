"""A written question whose owner is no longer there for it is offered to whoever is on; what nobody
takes in its time is nobody's any more, and the ladder of what waits begins (H23)."""

from collections.abc import Sequence

from sqlmodel import and_, col, or_, select

from advice_line.desk.owed import tasks
from advice_line.desk.owners import leaving
from advice_line.desk.query import moving
from advice_line.desk.questions import passing_on
from advice_line.kinds import QueryState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rota_kinds import Leaving
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import PassOnState, PassReason
from rota.duty import Timetable

_BY_OWNER = (
    col(PassOn.settled_by_id) == col(PassOn.from_id),
    col(PassOn.from_id) == col(Query.owner_id),
)


def found(work: Work) -> list[int]:
    """The ids of those queries that are not offered yet, and that their owners have not taken back
    since they were."""
    kept = and_(col(PassOn.reason) == PassReason.AWAY, col(PassOn.state) == PassOnState.WITHDRAWN)
    offered = select(PassOn.query_id).where(
        or_(col(PassOn.state) == PassOnState.OPEN, and_(kept, *_BY_OWNER))
    )
    statement = (
        select(Query.id, Task, Responder)
        .join(Task, col(Task.query_id) == col(Query.id))
        .join(Responder, col(Responder.id) == col(Query.owner_id))
        .where(
            col(Task.kind) == TaskKind.ANSWER_QUERY,
            col(Task.state) == TaskState.OPEN,
            col(Query.state) == QueryState.ACCEPTED,
            col(Query.id).not_in(offered),
        )
        .order_by(col(Query.id))
    )
    on, rows = leaving.rotas(work), work.session.exec(statement).all()
    return [query or 0 for query, task, owner in rows if _is_gone(work, owner, task, on)]


def offer(work: Work, query: Query) -> bool:
    """To whoever is on and in whose scope it is; where that is nobody, it waits for whoever is on
    next. False where it is no longer left behind."""
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if owner is None or task is None or query.state != QueryState.ACCEPTED:
        return False
    if not _is_gone(work, owner, task) or passing_on.open_of(work, query) is not None:
        return False
    if not passing_on.left(work, query, owner):
        passing_on.let_go(work, query)
    return True


def run_out(work: Work, query: Query, offered: PassOn) -> bool:
    """As of any offer; of what was left behind its owner is not told, and it is let go."""
    if offered.reason != PassReason.AWAY:
        return passing_on.run_out(work, query, offered)
    if not passing_on.settled(work, offered, PassOnState.EXPIRED):
        return False
    held = moving.locked(work, query.id or 0)
    if held.owner_id == offered.from_id and held.state == QueryState.ACCEPTED:
        passing_on.let_go(work, held)
    return True


def _is_gone(
    work: Work, owner: Responder, task: Task, on: Sequence[Timetable] | None = None
) -> bool:
    """May not answer any more, is away now or when it is due; or has gone home, and is late or not
    on again before it is due."""
    why = leaving.left(work, owner, task, on)
    if why is Leaving.SHIFT_END:
        return task.due_at <= work.now or _back_too_late(work, owner, task)
    return why is not None


def _back_too_late(work: Work, owner: Responder, task: Task) -> bool:
    """Asked while the line is open: at night nobody is there to take it either."""
    query = work.session.get_one(Query, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    if not on_duty.is_open(work.session, line.key, work.now):
        return False
    back = leaving.on_again(work, owner)
    return back is None or back >= task.due_at
