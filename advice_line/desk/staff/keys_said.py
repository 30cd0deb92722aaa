"""What the callers of queries said by the key that they pressed: their words, and no urgency that
anybody computed."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlmodel import col, select

from advice_line.call_kinds import CallReason
from advice_line.ledger.work import Work
from advice_line.tables.queries import Contact


def of(work: Work, queries: Collection[int | None]) -> Mapping[int | None, tuple[CallReason, ...]]:
    """Each once, the earliest first: a later call takes nothing back. No row where no key was."""
    statement = (
        select(Contact.query_id, Contact.reason)
        .where(col(Contact.query_id).in_(queries), col(Contact.reason).is_not(None))
        .order_by(col(Contact.id))
    )
    said: dict[int | None, dict[CallReason, None]] = defaultdict(dict)
    for query, reason in work.session.exec(statement):
        said[query][CallReason(reason or "")] = None
    return {query: tuple(each) for query, each in said.items()}
