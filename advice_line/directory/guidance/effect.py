"""How many questions were about a page's subject before it was published and after: counts beside
each other, and no word of a cause."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.guidance import Guidance, GuidanceVersion

LONGEST = timedelta(days=182)
_LEAST = timedelta(days=28)


def words(work: Work, row: Guidance, small: int) -> str:
    """Of as long before as after its first publication, half a year at most; "" where that is less
    than four weeks ago, or the page is of no body area. What is below `small` is not told."""
    first = select(func.min(GuidanceVersion.published_at)).where(
        col(GuidanceVersion.guidance_id) == row.id
    )
    published = work.session.exec(first).one()
    if published is None or not row.body_areas or work.now - published < _LEAST:
        return ""
    span = min(work.now - published, LONGEST)
    found = asked(work, row, row.line_id, published, span)
    before, after = (f"fewer than {small}" if each < small else f"{each}" for each in found)
    weeks = span.days // 7
    return f"questions on its subject: {before} in {weeks} weeks before it, {after} after"


def asked(
    work: Work, row: Guidance, line_id: int | None, published: datetime, span: timedelta
) -> tuple[int, int]:
    """How many on the page's subject were asked for so long before that instant, and after; of one
    line, or of all where it is None."""
    subject: list[ColumnElement[bool]] = [
        col(Case.topic).in_(row.body_areas),
        col(Case.state).not_in((CaseState.WITHDRAWN, CaseState.OBJECTED)),
    ]
    if row.modalities:
        subject.append(col(Case.modality).in_(row.modalities))
    if line_id is not None:
        subject.append(col(Case.line_id) == line_id)
    before, after = (
        work.session.exec(
            select(func.count())
            .where(*subject, col(Case.born_at) >= since)
            .where(col(Case.born_at) < since + span)
        ).one()
        for since in (published - span, published)
    )
    return before, after
