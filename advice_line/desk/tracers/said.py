"""What was said so far of what came of one query's advice."""

from dataclasses import dataclass, field
from datetime import date, datetime

from advice_line.desk.query import reading
from advice_line.desk.tracers import answering
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.tracers import TracerAnswer
from advice_line.tracer_kinds import Avoided, NotDoneReason, TracerOutcome, TracerSource


@dataclass(frozen=True)
class Said:
    """`by` is who looked into the radiology system, None for who asked or their practice."""

    at: datetime
    source: TracerSource
    by: str | None
    outcome: TracerOutcome
    reason: NotDoneReason | None
    avoided: Avoided | None
    done_on: date | None
    found: str | None = field(repr=False)
    feedback: str | None = field(repr=False)


def of(work: Work, query: Query) -> tuple[Said, ...]:
    """The oldest first."""
    rows = reading.rows_of(work, TracerAnswer, query)
    names = {each.id: each.name for each in lookups.responders(work.session)} if rows else {}
    return tuple(_said(work, each, names.get(each.by_id)) for each in rows)


def _said(work: Work, row: TracerAnswer, by: str | None) -> Said:
    return Said(
        at=row.at,
        source=TracerSource(row.source),
        by=by,
        outcome=TracerOutcome(row.outcome),
        reason=NotDoneReason(row.reason) if row.reason else None,
        avoided=Avoided(row.avoided) if row.avoided else None,
        done_on=row.done_on,
        found=_opened(work, row.sealed_found, answering.FOUND),
        feedback=_opened(work, row.sealed_feedback, answering.FEEDBACK),
    )


def _opened(work: Work, sealed: str | None, column: str) -> str | None:
    return None if sealed is None else work.vault.open(sealed, column)
