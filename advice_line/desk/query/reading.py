"""What belongs to a query, read from its rows, the oldest first."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import bindparam
from sqlmodel import SQLModel, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from advice_line.errors import Deleted, NotFound
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules import texts
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Deflection, Offer, Query, QueryLink
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task

NO_QUERY = "No query has this reference."
Row = TypeVar("Row", bound=SQLModel)

# Built once: to build a statement takes as long as to run it.
_LINKED = (
    select(Query.reference)
    .join(QueryLink, col(QueryLink.other_id) == col(Query.id))
    .where(col(QueryLink.query_id) == bindparam("query"))
    .order_by(col(Query.id))
)


def by_reference(work: Work, reference: str) -> Query:
    """By its reference as somebody types it, whosever line it is: doors for people ask
    `theirs.query`. Raises `errors.NotFound`, and `errors.Deleted` where what it held is gone."""
    found = skeleton(work, reference)
    if found.emptied_at is not None:
        raise Deleted
    return found


def skeleton(work: Work, reference: str) -> Query:
    """The same, whatever it still holds. Raises `errors.NotFound`."""
    found = work.session.exec(
        select(Query).where(col(Query.reference) == texts.as_reference(reference))
    ).first()
    if found is None:
        raise NotFound(NO_QUERY)
    return found


def listed(
    work: Work,
    *,
    line: str | None = None,
    state: str | None = None,
    external: str | None = None,
    overdue: bool = False,
) -> list[Query]:
    """Oldest first; `external` is a vendor's id of a call, message or SMS, `overdue` those that are
    owed an answer in writing whose time has passed."""
    statement = select(Query).order_by(col(Query.id))
    if line is not None:
        statement = statement.join(Line).where(col(Line.key) == line)
    if state is not None:
        statement = statement.where(col(Query.state) == state)
    if overdue:
        late = select(Task.query_id).where(
            col(Task.kind) == TaskKind.ANSWER_QUERY,
            col(Task.state) == TaskState.OPEN,
            col(Task.act_at).is_not(None),
            col(Task.due_at) < work.now,
        )
        statement = statement.where(col(Query.id).in_(late))
    if external is not None:
        contacts = select(Contact.query_id).where(col(Contact.external_id) == external)
        outgoing = select(Outgoing.query_id).where(col(Outgoing.external_id) == external)
        offers = select(Offer.query_id).where(col(Offer.leg) == external)
        desks = select(Deflection.query_id).where(col(Deflection.leg) == external)
        statement = statement.where(
            or_(
                col(Query.id).in_(contacts),
                col(Query.id).in_(outgoing),
                col(Query.id).in_(offers),
                col(Query.id).in_(desks),
            )
        )
    return list(work.session.exec(statement))


def call_back_number(work: Work, query: Query) -> str | None:
    """Where the requester can be rung; None for a withheld number that nobody keyed."""
    if query.sealed_call_back is None:
        return None
    return work.vault.open(query.sealed_call_back, "queries.sealed_call_back")


def contacts(work: Work, query: Query) -> Sequence[Contact]:
    return rows_of(work, Contact, query)


def message_left(work: Work, query: Query) -> bool:
    """Whether the caller spoke after the tone: what they said may be all that is known of them."""
    return any(each.recording_seconds for each in contacts(work, query))


def offers(work: Work, query: Query) -> Sequence[Offer]:
    return rows_of(work, Offer, query)


def deflections(work: Work, query: Query) -> Sequence[Deflection]:
    return rows_of(work, Deflection, query)


def promises(work: Work, query: Query) -> Sequence[Promise]:
    return rows_of(work, Promise, query)


def ring_backs(work: Work, query: Query) -> Sequence[RingBack]:
    return rows_of(work, RingBack, query)


def versions(work: Work, query: Query) -> Sequence[Advice]:
    return rows_of(work, Advice, query)


def open_tasks(work: Work, query: Query) -> list[Task]:
    return [task for task in rows_of(work, Task, query) if task.state == TaskState.OPEN]


def stamp(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")


def rows_of(work: Work, table: type[Row], query: Query) -> Sequence[Row]:
    return work.session.exec(_all_of(table), params={"query": query.id}).all()


@cache
def _all_of(table: type[Row]) -> SelectOfScalar[Row]:
    own = table.query_id == bindparam("query")  # type: ignore[attr-defined]  # every table handed in has it
    return select(table).where(own).order_by(table.id)  # type: ignore[attr-defined]  # as above


def linked(work: Work, query: Query) -> list[str]:
    """References of what it may belong to: a hint for a person, never joined (H20)."""
    return list(work.session.exec(_LINKED, params={"query": query.id}))
