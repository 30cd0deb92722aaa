"""Which queries of a month may be drawn, of which stratum each is, and why others may not.

A reviewer judges what was asked and what was advised: a query without signed advice shows neither.
Whoever a desk or a spoken answer served never reached a responder, and is counted apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlmodel import col, select

from advice_line.audit.appropriateness.sampling import Unit
from advice_line.audit_kinds import LeftOut
from advice_line.kinds import Channel, QueryState
from advice_line.ledger.work import Work
from advice_line.record_kinds import ClosedAs
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.queries import Deflection, Query

# Of a caller whom a desk or a spoken answer was to serve, and who came to a responder after all.
AFTER_DESK = "after_desk"
NOT_SAID = "not_said"
_NOTHING = {
    ClosedAs.TEST_CALL: LeftOut.TEST_CALL,
    ClosedAs.WRONG_NUMBER: LeftOut.WRONG_NUMBER,
    ClosedAs.WITHDRAWN: LeftOut.WITHDRAWN,
}


def of(
    work: Work, line_id: int, since: datetime, before: datetime
) -> tuple[list[Unit], dict[str, int]]:
    """The frame, and how many were left out for each `LeftOut`."""
    queries = _received(work, line_id, since, before)
    ids = [each.id or 0 for each in queries]
    advised = _having(work, ids, col(Advice.query_id))
    deflected = _having(work, ids, col(Deflection.query_id))
    types = _types(work, ids)
    frame: list[Unit] = []
    left: Counter[str] = Counter()
    for each in queries:
        why = _why_not(each, advised=each.id in advised)
        if why is not None:
            left[why.value] += 1
            continue
        about = AFTER_DESK if each.id in deflected else types.get(each.id or 0) or NOT_SAID
        frame.append(Unit(each.id or 0, f"{_channel(each)}:{about}"))
    return frame, dict(left)


def _why_not(query: Query, *, advised: bool) -> LeftOut | None:
    if query.emptied_at is not None:
        return LeftOut.DELETED
    if query.closed_as in _NOTHING:
        return _NOTHING[ClosedAs(query.closed_as)]
    if advised:
        return None
    if query.state == QueryState.DEFLECTED or query.deflected_to is not None:
        return LeftOut.DESK
    return LeftOut.CLOSED if query.state == QueryState.CLOSED else LeftOut.NOT_ANSWERED


def _received(work: Work, line_id: int, since: datetime, before: datetime) -> list[Query]:
    wanted = select(Query).where(
        col(Query.line_id) == line_id,
        col(Query.received_at) >= since,
        col(Query.received_at) < before,
    )
    return list(work.session.exec(wanted.order_by(col(Query.id))))


def _having(work: Work, ids: list[int], column: object) -> set[int]:
    """Which of them have such a row."""
    found: set[int] = set()
    for some in chunks(ids):
        wanted = select(column).where(column.in_(some)).distinct()  # type: ignore[call-overload,attr-defined]  # a column of any table
        found.update(work.session.exec(wanted))
    return found


def _types(work: Work, ids: list[int]) -> Mapping[int, str | None]:
    found: dict[int, str | None] = {}
    for some in chunks(ids):
        wanted = select(Case.query_id, Case.question_type).where(col(Case.query_id).in_(some))
        found.update({query: kind for query, kind in work.session.exec(wanted) if query})
    return found


def chunks(ids: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    """SQLite takes only so many values in one statement."""
    every = list(ids)
    for at in range(0, len(every), size):
        yield every[at : at + size]


def _channel(query: Query) -> str:
    return Channel.CALL if query.channel == Channel.CALL_BACK else query.channel
