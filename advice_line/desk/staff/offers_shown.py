"""Which queries of a list are offered to a colleague, and to whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.written_kinds import PassOnState, PassReason


@dataclass(frozen=True)
class Offered:
    """`to` is None, and so `to_id`, for whoever is on."""

    giver: str
    to: str | None
    to_id: int | None
    reason: PassReason
    until: datetime


def of(
    work: Work, queries: Collection[int | None], people: Mapping[int | None, str]
) -> Mapping[int | None, Offered]:
    """No row where it is offered to nobody, or no longer by its owner."""
    statement = (
        select(PassOn)
        .join(Query, col(Query.id) == col(PassOn.query_id))
        .where(
            col(PassOn.query_id).in_(queries),
            col(PassOn.state) == PassOnState.OPEN,
            col(PassOn.act_at) > work.now,
            col(Query.owner_id) == col(PassOn.from_id),
        )
    )
    return {
        row.query_id: Offered(
            giver=people.get(row.from_id, ""),
            to=people.get(row.to_id),
            to_id=row.to_id,
            reason=PassReason(row.reason),
            until=row.act_at,
        )
        for row in work.session.exec(statement)
        if row.act_at is not None
    }
