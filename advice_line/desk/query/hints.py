"""What a query may belong to: a hint for whoever reads it. Nothing is joined by it."""

from collections.abc import Iterable

from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.tables.queries import Contact, Query, QueryLink

MOST = 5


def link(work: Work, query: Query, others: Iterable[Query]) -> None:
    """Each once, and at most MOST of them."""
    found = {each.id: each for each in others if each.id != query.id}
    for other in list(found)[:MOST]:
        work.add(QueryLink(query_id=query.id or 0, other_id=other or 0))


def of_number(work: Work, query: Query, mark: str | None) -> list[Query]:
    """What is open on its line of the same telephone, the newest first."""
    return _open_of(work, query, mark, col(Contact.number_mark))


def of_address(work: Work, query: Query, mark: str | None) -> list[Query]:
    """The same of an email address or an account of the chat."""
    return _open_of(work, query, mark, col(Contact.address_mark))


def _open_of(work: Work, query: Query, mark: str | None, by: Mapped[str | None]) -> list[Query]:
    if mark is None:
        return []
    statement = (
        select(Query)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(
            by == mark,
            col(Query.line_id) == query.line_id,
            col(Query.state) != QueryState.CLOSED,
        )
        .order_by(col(Query.id).desc())
        .limit(MOST)
    )
    return list(work.session.exec(statement))
