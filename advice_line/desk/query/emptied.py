"""What is still told of queries of which all that they held was deleted: when, and the receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.trust import deletions


@dataclass(frozen=True)
class Emptied:
    """`receipt` is None where no receipt names it: it had nothing that was sealed."""

    reference: str
    at: datetime
    receipt: str | None


def every(work: Work) -> tuple[Emptied, ...]:
    """The oldest query first."""
    wanted = select(Query).where(col(Query.emptied_at).is_not(None)).order_by(col(Query.id))
    return tuple(_of(work, work.session.exec(wanted).all()))


def one(work: Work, query: Query) -> Emptied | None:
    """None for a query that still holds what it held."""
    return next(_of(work, [query]), None)


def sentence(gone: Emptied) -> str:
    by = f"; the receipt is {gone.receipt}" if gone.receipt else ""
    return (
        f"What {gone.reference} held was deleted on {gone.at:%d %B %Y} at {gone.at:%H:%M} UTC: its "
        f"time was up, or it was erased{by}."
    )


def _of(work: Work, queries: Sequence[Query]) -> Iterator[Emptied]:
    found = deletions.receipts_of(work, map(_name, queries))
    for each in queries:
        if each.emptied_at is not None:
            yield Emptied(each.reference, each.emptied_at, found.get(_name(each)))


def _name(query: Query) -> str:
    """As `data_life.emptying` names it."""
    return f"queries:{query.public_id}"
