"""A query as somebody of the service may open it: one of a line on which they may do what they want
to do with it. Any other is not there for them, and whether it exists is not told."""

from advice_line.desk.query import moving, reading
from advice_line.directory import within
from advice_line.errors import Deleted, NotFound
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor


def query(work: Work, by: Actor, action: Action, reference: str) -> Query:
    """By its reference as somebody types it. Raises `errors.NotFound`, and `errors.Deleted` where
    what it held is gone."""
    found = skeleton(work, by, action, reference)
    if found.emptied_at is not None:
        raise Deleted
    return found


def skeleton(work: Work, by: Actor, action: Action, reference: str) -> Query:
    """The same, whatever it still holds. Raises `errors.NotFound`."""
    found = reading.skeleton(work, reference)
    hold_to(work, by, action, found)
    return found


def held(work: Work, by: Actor, action: Action, reference: str) -> Query:
    """The same, as it is once whoever else changes it has done so."""
    return moving.locked(work, query(work, by, action, reference).id or 0)


def by_id(work: Work, by: Actor, action: Action, query_id: int | None) -> Query:
    """The query of something that somebody has opened. Raises `errors.NotFound`."""
    found = work.session.get(Query, query_id) if query_id is not None else None
    if found is None:
        raise NotFound(reading.NO_QUERY)
    hold_to(work, by, action, found)
    return found


def task(work: Work, by: Actor, action: Action, found: Task | None) -> Task | None:
    """The task, where its query is theirs; None as for one that is not there."""
    if found is None:
        return None
    of = work.session.get_one(Query, found.query_id)
    return found if within.may(work.session, by, action, of.line_id) else None


def hold_to(work: Work, by: Actor, action: Action, found: Query) -> None:
    if not within.may(work.session, by, action, found.line_id):
        raise NotFound(reading.NO_QUERY)
