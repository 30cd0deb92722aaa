"""When a query is over: of it nothing is left to do, so that what it holds may go in its time."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from advice_line.kinds import QueryState, TaskState
from advice_line.tables.advice import Advice
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task


def before(at: Any, query: type[Query] = Query) -> ColumnElement[bool]:
    """A condition of `query`: closed by then, or its newest advice received by then, and nothing
    owed."""
    closed = and_(col(query.state) == QueryState.CLOSED, col(query.closed_at) <= at)
    answered = and_(
        col(query.state).in_((QueryState.ADVISED, QueryState.ACKNOWLEDGED)),
        _received(query) <= at,
    )
    owed = exists().where(col(Task.query_id) == col(query.id), col(Task.state) == TaskState.OPEN)
    return and_(or_(closed, answered), ~owed)


def since(query: type[Query] = Query) -> ColumnElement[Any]:
    """When it was, of one that is."""
    closed = col(query.state) == QueryState.CLOSED
    return case((closed, col(query.closed_at)), else_=_received(query))


def _received(query: type[Query]) -> ColumnElement[Any]:
    """When somebody said that they have the newest version; NULL as long as nobody has."""
    every, newest = aliased(Advice), aliased(Advice)
    last = select(func.max(every.version)).where(col(every.query_id) == col(query.id))
    said = func.coalesce(newest.acknowledged_at, newest.verbal_read_back_at)
    return (
        select(said)
        .where(
            col(newest.query_id) == col(query.id),
            col(newest.version) == last.correlate(query).scalar_subquery(),
        )
        .correlate(query)
        .scalar_subquery()
    )
