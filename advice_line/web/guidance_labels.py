"""The words of guidance as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from advice_line.directory.guidance.rows import Shown
from advice_line.guidance_kinds import Audience, GuidanceState

AUDIENCES = {
    Audience.EVERYONE: "Everyone",
    Audience.REQUESTERS: "Those who ask, once their address is confirmed",
    Audience.STAFF: "People of the service alone",
}
STATES = {
    GuidanceState.DRAFT: "Draft",
    GuidanceState.PUBLISHED: "Published",
    GuidanceState.RETIRED: "Retired",
}


@dataclass(frozen=True)
class Row:
    key: str
    title: str
    summary: str
    href: str
    edit: str
    outside: bool
    owner: str
    review_on: date
    overdue: bool
    audience: str | None
    state: str
    about: str
    changed_at: datetime | None
    unpublished: bool


def row(shown: Shown) -> Row:
    """`audience` is None where anybody may read it."""
    return Row(
        key=shown.key,
        title=shown.title,
        summary=shown.summary,
        href=shown.href,
        edit=f"/guidance/{shown.key}/edit",
        outside=shown.outside,
        owner=shown.owner,
        review_on=shown.review_on,
        overdue=shown.overdue,
        audience=None if shown.audience is Audience.EVERYONE else AUDIENCES[shown.audience],
        state=STATES[shown.state],
        about=", ".join(shown.about),
        changed_at=shown.changed_at,
        unpublished=shown.unpublished,
    )
