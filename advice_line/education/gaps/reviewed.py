"""Subjects of which reviewers of samples said that a guideline could have answered, often enough
that nobody's word is told by it (H18)."""

from collections import Counter
from collections.abc import Iterator

from sqlmodel import col, select

from advice_line.audit.appropriateness import guideline
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules import agenda
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line

# Within the number of values that either database takes in one statement.
_AT_ONCE = 500


def subjects(work: Work, line: Line, small: int) -> Iterator[tuple[str, str]]:
    """Body area and imaging, "" where a case has none; `small` is SMALL_NUMBER. What was taken out
    of teaching is not counted."""
    counted = Counter(_of(work, guideline.answerable(work, line)))
    for (topic, modality), count in sorted(counted.items()):
        if topic and count >= max(small, agenda.ASKED):
            yield topic, modality


def _of(work: Work, queries: list[int]) -> Iterator[tuple[str, str]]:
    out = (CaseState.WITHDRAWN, CaseState.OBJECTED)
    for start in range(0, len(queries), _AT_ONCE):
        wanted = select(Case.topic, Case.modality).where(
            col(Case.query_id).in_(queries[start : start + _AT_ONCE]), col(Case.state).not_in(out)
        )
        for topic, modality in work.session.exec(wanted):
            yield topic or "", modality or ""
