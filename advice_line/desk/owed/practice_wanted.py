"""A practice that no directory has, as its asker named it: the radiology office finds it, or
whoever writes the record says which it is."""

from advice_line.desk.owed import following_up, tasks
from advice_line.desk.query import practices
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

_CHOSEN, _NONE = "found in the directory", "in no directory"


def owe(work: Work, query: Query, line: Line) -> None:
    due = following_up.due_at(work, line)
    tasks.owe(work, query.id or 0, TaskKind.FIND_PRACTICE, due)


def choose(work: Work, query: Query, key: str, by: int | None) -> None:
    """Raises what `practices.choose` does."""
    practices.choose(work, query, key)
    if key:
        reason = _NONE if key == practices.NONE else _CHOSEN
        tasks.settle_kind(work, query.id or 0, TaskKind.FIND_PRACTICE, by=by, reason=reason)
