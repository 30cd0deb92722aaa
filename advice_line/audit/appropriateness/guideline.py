"""Which sampled queries a guideline or the office could have answered, as reviews settled it: never
by whose word."""

from sqlmodel import col, select

from advice_line.audit.appropriateness import rows, settled
from advice_line.audit_kinds import Verdict
from advice_line.ledger.work import Work
from advice_line.tables.appropriateness import SampledQuery
from advice_line.tables.directory import Line

# A year of audits: what was asked before has perhaps a page by now.
NEWEST = 12


def answerable(work: Work, line: Line) -> list[int]:
    """Ids of queries, of the newest audits that are closed: before that nothing is told."""
    closed = [each for each in rows.of_line(work, line) if each.closed_at is not None]
    found = []
    for row in closed[:NEWEST]:
        said = rows.reviews(work, row)
        for item, query in _items(work, row.id or 0):
            if settled.of(said.get(item, {})).verdict is Verdict.GUIDELINE:
                found.append(query)
    return found


def _items(work: Work, audit_id: int) -> list[tuple[int, int]]:
    wanted = select(SampledQuery.id, SampledQuery.query_id).where(
        col(SampledQuery.audit_id) == audit_id
    )
    return [(item or 0, query) for item, query in work.session.exec(wanted)]
