"""Whether less is asked once a page of guidance stands (guide §4: feedback for education): two
counts of one page over equal spans, and no word of a cause."""

from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select

from advice_line.audit.measures.common import GUIDE
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Group, Unit
from advice_line.directory.guidance import effect
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceVersion

SPAN = timedelta(weeks=13)
# Of fewer, one or two more or less would decide it.
ENOUGH = 10


def less_asked(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    """Of pages that were first published then; known once as long has gone by after as before."""
    pages = _published(work, line, start, end)
    known = [found for row, at in pages if (found := _asked(work, line, row, at)) is not None]
    return Raw(sum(after < before for before, after in known), len(known), len(pages))


def _published(
    work: Work, line: Line, start: datetime, end: datetime
) -> list[tuple[Guidance, datetime]]:
    first = (
        select(col(GuidanceVersion.guidance_id), func.min(GuidanceVersion.published_at).label("at"))
        .group_by(col(GuidanceVersion.guidance_id))
        .subquery()
    )
    wanted = (
        select(Guidance, first.c.at)
        .join(first, first.c.guidance_id == Guidance.id)
        .where(or_(col(Guidance.line_id).is_(None), col(Guidance.line_id) == line.id))
        .where(first.c.at >= start, first.c.at < end)
    )
    return [(row, at) for row, at in work.session.exec(wanted) if row.body_areas]


def _asked(work: Work, line: Line, row: Guidance, published: datetime) -> tuple[int, int] | None:
    if work.now < published + SPAN:
        return None
    before, after = effect.asked(work, row, line.id, published, SPAN)
    return (before, after) if before >= ENOUGH else None


MEASURES = (
    Measure(
        id="education.guidance",
        group=Group.EDUCATION,
        name="Pages of guidance after which less is asked on their subject",
        question="Does guidance answer what used to be asked?",
        numerator="of these, those on whose subject fewer questions came in the 13 weeks after "
        "they were published than in the 13 before",
        denominator=f"pages first published in the period, on whose subject at least {ENOUGH} "
        "questions came before, once 13 weeks have gone by",
        exclusions="pages of no body area; cases that were withdrawn or objected to",
        how=Reckoned(less_asked),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §4 and §5",
        guarded=False,
    ),
)
