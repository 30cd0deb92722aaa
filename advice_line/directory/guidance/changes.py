"""What changed in local guidance in a month, as its authors said it when they published it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from advice_line.directory.guidance import rows
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceVersion

# What a version says of itself where a file that brought it says nothing: no news for anybody.
BROUGHT = "Brought from a file."


@dataclass(frozen=True)
class Change:
    """Of the page of this `key`, by the `version` (its row's id) that was published."""

    title: str
    what: str
    key: str
    version: int

    @property
    def path(self) -> str:
        return f"{rows.PLACE}/{self.key}"


def of(work: Work, line: Line, first: datetime, after: datetime) -> tuple[Change, ...]:
    """Of pages of this line and of all, in the order in which they were published. A pack is handed
    on to practices: what only the service's own people may read is not in it, nor what is overdue
    for review, which they cannot read (H25); and who wrote a page is nobody's business there."""
    published = col(GuidanceVersion.published_at)
    return tuple(_of(work, line, (published >= first) & (published < after)))


def of_versions(work: Work, line: Line, versions: Collection[int]) -> tuple[Change, ...]:
    """Those of them that may be told still."""
    return tuple(_of(work, line, col(GuidanceVersion.id).in_(versions)))


def _of(work: Work, line: Line, which: ColumnElement[bool]) -> Iterator[Change]:
    wanted = (
        select(GuidanceVersion, Guidance.key)
        .join(Guidance, col(Guidance.id) == col(GuidanceVersion.guidance_id))
        .where(
            or_(col(Guidance.line_id) == line.id, col(Guidance.line_id).is_(None)),
            col(Guidance.state) == GuidanceState.PUBLISHED,
            col(Guidance.audience).is_distinct_from(Audience.STAFF),
            col(Guidance.review_on) >= rows.today(work, line),
            which,
        )
        .order_by(col(GuidanceVersion.published_at), col(GuidanceVersion.id))
    )
    for version, key in work.session.exec(wanted):
        brought = version.changed == BROUGHT
        if version.number == 1 and (brought or not version.changed):
            yield Change(version.title, "New", key, version.id or 0)
        elif not brought:
            yield Change(version.title, version.changed or "Changed", key, version.id or 0)
