"""Of which queries the facts are still to be made: what has happened to them since facts were last
made is in none of them yet."""

from dataclasses import dataclass

from advice_line.audit.facts import keeping, told_of
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditReading


@dataclass(frozen=True)
class ToCome:
    """`told` are named by the trail since; those with a higher id than `after`, where there is one,
    are to be made anew, because the definition of a fact is another."""

    told: frozenset[int]
    after: int | None

    def holds(self, query_id: int) -> bool:
        return query_id in self.told or (self.after is not None and query_id > self.after)


def read(work: Work) -> ToCome:
    row = work.session.get(AuditReading, 1)
    if row is None or row.read_until is None or row.version != keeping.VERSION:
        return ToCome(frozenset(), 0)
    since = row.read_until - keeping.OVERLAP
    return ToCome(frozenset(told_of.queries(work, since)), row.query_id)
