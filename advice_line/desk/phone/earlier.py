"""Whether a caller has a query that is still open, by the mark of their number. They are asked
whether they ring about that one, and hear nothing of it but when it came (H15)."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.rules import menu
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query, QueryLink

_STILL_OPEN = (QueryState.WAITING, QueryState.ACCEPTED, QueryState.ASKED_BACK)
# Longer than five working days ever are, with Easter or Christmas between them.
LOOKED_BACK = timedelta(days=21)


def open_query(
    work: Work, query: Query, contact: Contact, named: str | None = None
) -> Query | None:
    """The newest of this line; with `named`, only the one with that public id."""
    if contact.number_mark is None:
        return None
    statement = (
        select(Query)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(
            col(Contact.number_mark) == contact.number_mark,
            col(Query.line_id) == query.line_id,
            col(Query.id) != query.id,
            col(Query.state).in_(_STILL_OPEN),
            col(Query.received_at) >= work.now - LOOKED_BACK,
        )
        .order_by(col(Query.received_at).desc())
    )
    if named is not None:
        statement = statement.where(col(Query.public_id) == named)
    found = work.session.exec(statement).first()
    if found is None:
        return None
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    lately = menu.lately(calendar, found.received_at, work.now, menu.ASKED_ABOUT)
    return found if lately else None


def link(work: Work, query: Query, other: Query) -> None:
    """The new query stays one of its own; whoever has the other is rung first."""
    work.add(QueryLink(query_id=query.id or 0, other_id=other.id or 0))
    work.record("query.linked", query=query.id, subject=f"query:{other.public_id}")


def owner(work: Work, contact: Contact) -> int | None:
    """Who has the query to which this caller's is linked."""
    statement = (
        select(Query.owner_id)
        .join(QueryLink, col(QueryLink.other_id) == col(Query.id))
        .where(col(QueryLink.query_id) == contact.query_id, col(Query.owner_id).is_not(None))
        .order_by(col(Query.received_at).desc())
    )
    return work.session.exec(statement).first()


def is_linked(work: Work, query: Query) -> bool:
    statement = select(QueryLink.other_id).where(col(QueryLink.query_id) == query.id)
    return work.session.exec(statement).first() is not None
