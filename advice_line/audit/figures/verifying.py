"""Whether what the audit keeps is what it was made from: facts against the rows of queries, figures
against the facts. Nothing is mended here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import col, select

from advice_line.audit.facts import keeping
from advice_line.audit.figures import counting, rolled_up
from advice_line.audit.measures import every
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.queries import Query

MOST_NAMED = 20


@dataclass
class Reconciled:
    """`rest` are facts of queries whose record has gone: they are what was counted then, and no
    row tells them any more. `differ` names the first of what is other than it should be, by the
    reference of a query or by line, period and measure."""

    queries: int = 0
    rest: int = 0
    figures: int = 0
    wrong: int = 0
    differ: list[str] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        return not self.wrong

    def name(self, what: str) -> None:
        self.wrong += 1
        if len(self.differ) < MOST_NAMED:
            self.differ.append(what)


def reconcile(work: Work) -> Reconciled:
    found = Reconciled()
    for ids in _batches(work):
        _hold_facts(work, ids, found)
    for line in lookups.lines(work.session):
        wanted = rolled_up.over(work, line)
        there = rolled_up.standing(work, line, wanted)
        for period in wanted:
            counted = counting.count(work, line, period, every.MEASURES)
            for name, raw in counted.items():
                kept = there.get((period.key, name))
                found.figures += kept is not None
                if kept is not None and kept != raw:
                    found.name(f"{line.key} {period.key} {name}")
    return found


def _hold_facts(work: Work, ids: list[int], found: Reconciled) -> None:
    made = keeping.make(work, ids)
    found.rest += len(ids) - len(made.queries)
    found.queries += len(made.queries)
    wrong = {
        row["query_id"]
        for table, key, rows in (
            (AuditQuery, "query_id", made.queries),
            (AuditCall, "contact_id", made.calls),
        )
        for row in keeping.changed(work, table, key, rows)
    }
    named = select(Query.reference).where(col(Query.id).in_(wanted := sorted(wrong)))
    for reference in work.session.exec(named) if wanted else ():
        found.name(f"query {reference}")


def _batches(work: Work) -> Iterator[list[int]]:
    after = 0
    while True:
        wanted = select(Query.id).where(col(Query.id) > after).order_by(col(Query.id))
        ids = [each or 0 for each in work.session.exec(wanted.limit(keeping.BATCH))]
        if not ids:
            return
        yield ids
        after = ids[-1]
