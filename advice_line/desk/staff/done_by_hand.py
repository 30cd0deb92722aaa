"""What a colleague said that they had done, of what was owed besides the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.owed import tasks
from advice_line.desk.query import reading
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

# Of the others something else on the page says what became of them.
_BY_HAND = (
    TaskKind.RING_PRACTICE,
    TaskKind.RING_PROVIDER,
    TaskKind.CHECK_BOUNCE,
    TaskKind.CHECK_AWAY,
    TaskKind.CANNOT_ACT,
    TaskKind.READ_SAID,
    TaskKind.FOLLOW_UP,
    TaskKind.FIND_PRACTICE,
    TaskKind.LOST_SOUND,
    TaskKind.TRACE_CALLER,
    TaskKind.TELL_NEW_TIME,
    TaskKind.TYPE_MESSAGE,
    TaskKind.UNREADABLE_MAIL,
    TaskKind.TELL_REPORTER,
)


@dataclass(frozen=True)
class Done:
    at: datetime
    kind: TaskKind
    who: str


def of(work: Work, query: Query, names: Mapping[int | None, str]) -> Iterator[Done]:
    """Not what fell away as the query was closed."""
    for task in reading.rows_of(work, Task, query):
        by_hand = task.settled_by_id is not None and task.reason != tasks.QUERY_CLOSED
        if task.settled_at is not None and by_hand and task.kind in _BY_HAND:
            yield Done(task.settled_at, TaskKind(task.kind), names.get(task.settled_by_id, ""))
