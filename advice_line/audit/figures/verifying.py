"""Whether what the audit keeps is what it was made from: facts against the rows of queries, figures
against the facts. Nothing is mended here, and what is to be counted anew is not held against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import col, select

from advice_line.audit.facts import keeping, to_come
from advice_line.audit.figures import counting, outside, rolled_up
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Reckoned
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

MOST_NAMED = 20


@dataclass
class Reconciled:
    """`rest` are facts of queries whose record has gone: they are what was counted then, and no
    row tells them any more. `queries_waiting` have changed since facts were last made, and their
    facts are other than they will be; `figures_waiting` are to be counted. `wrong` is what is other
    than it should be, and `nightly` those figures of it that are counted from other rows than
    facts: a row that came today is in them by tomorrow. `differ` names the first of it, by the
    reference of a query or by line, period and measure."""

    queries: int = 0
    rest: int = 0
    figures: int = 0
    queries_waiting: int = 0
    figures_waiting: int = 0
    wrong: int = 0
    nightly: int = 0
    differ: list[str] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        return not self.wrong

    def name(self, what: str) -> None:
        self.wrong += 1
        if len(self.differ) < MOST_NAMED:
            self.differ.append(what)


def reconcile(work: Work) -> Reconciled:
    found, coming = Reconciled(), to_come.read(work)
    for ids in _batches(work):
        _hold_facts(work, ids, coming, found)
    for line in lookups.lines(work.session):
        _hold_figures(work, line, found)
    return found


def _hold_figures(work: Work, line: Line, found: Reconciled) -> None:
    wanted = rolled_up.over(work, line)
    there = rolled_up.standing(work, line, wanted)
    for period in wanted:
        for name, raw in counting.count(work, line, period, every.MEASURES).items():
            kept = there.get((period.key, name))
            if kept is None:
                found.figures_waiting += 1
                continue
            found.figures += 1
            if kept != raw:
                found.nightly += _by_night(name)
                found.name(f"{line.key} {period.key} {name}")


def _by_night(name: str) -> bool:
    """Of others it is known at once when what they are counted from has changed."""
    return isinstance(every.BY_ID[name].how, Reckoned) and name not in outside.OF_PRACTICES


def _hold_facts(work: Work, ids: list[int], coming: to_come.ToCome, found: Reconciled) -> None:
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
    waiting = {each for each in wrong if coming.holds(each)}
    found.queries_waiting += len(waiting)
    named = select(Query.reference).where(col(Query.id).in_(wanted := sorted(wrong - waiting)))
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
