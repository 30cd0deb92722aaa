"""What changed in local guidance in a month, as its authors said it when they published it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceVersion


@dataclass(frozen=True)
class Change:
    title: str
    what: str


def of(work: Work, line: Line, first: datetime, after: datetime) -> tuple[Change, ...]:
    """Of pages of this line and of all, in the order in which they were published. A pack is handed
    on to practices: what only the service's own people may read is not in it, and who wrote a page
    is nobody's business there."""
    return tuple(_of(work, line, first, after))


def _of(work: Work, line: Line, first: datetime, after: datetime) -> Iterator[Change]:
    wanted = (
        select(GuidanceVersion)
        .join(Guidance, col(Guidance.id) == col(GuidanceVersion.guidance_id))
        .where(
            or_(col(Guidance.line_id) == line.id, col(Guidance.line_id).is_(None)),
            col(Guidance.state) == GuidanceState.PUBLISHED,
            col(Guidance.audience).is_distinct_from(Audience.STAFF),
            col(GuidanceVersion.published_at) >= first,
            col(GuidanceVersion.published_at) < after,
        )
        .order_by(col(GuidanceVersion.published_at), col(GuidanceVersion.id))
    )
    for version in work.session.exec(wanted):
        yield Change(
            version.title, version.changed or ("New" if version.number == 1 else "Changed")
        )
