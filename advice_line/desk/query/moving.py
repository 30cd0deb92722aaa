"""A query's moves: each a guarded update by the one transition table, each a line of the trail."""

from typing import Any

from sqlmodel import col, select

from advice_line.api_kinds import HookKind
from advice_line.desk.query import news
from advice_line.kinds import CaseState, QueryState
from advice_line.ledger.work import Work
from advice_line.rules import life
from advice_line.tables.cases import Case
from advice_line.tables.queries import Query


def locked(work: Work, query_id: int) -> Query:
    """The query, with its row held until the transaction ends, so that two events of one query
    queue behind each other on PostgreSQL as they do on SQLite."""
    statement = select(Query).where(col(Query.id) == query_id).with_for_update()
    return work.session.exec(statement, execution_options={"populate_existing": True}).one()


def move(work: Work, query: Query, to: QueryState, **also: Any) -> bool:
    """Move the query on; False when the table has no such transition: the event is then kept in
    the trail and changes nothing."""
    before = query.state
    allowed = col(Query.state).in_(life.sources(to))
    if not work.update(query, allowed, state=to, version=query.version + 1, **also):
        work.record("query.not_moved", query=query.id, **{"from": before, "to": to})
        return False
    work.record(f"query.{to}", query=query.id, **{"from": before})
    news.tell(work, query, HookKind.STATE)
    return True


def case_is(work: Work, query: Query, state: CaseState) -> None:
    """Withdrawn where nobody's advice was asked: it then counts in no month. One that somebody
    objects to stays withdrawn on request."""
    its = col(Case.query_id) == query.id
    work.change(Case, its, col(Case.state) == CaseState.OBJECTED, state_before=state)
    work.change(Case, its, col(Case.state) != CaseState.OBJECTED, state=state)
