"""The rows of guidance: which there are for somebody, what a page says about itself, and how it is
found by its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.ledger import text_search
from advice_line.ledger.once import table_of
from advice_line.ledger.text_search import Search
from advice_line.ledger.work import Work
from advice_line.rules import guidance_form, guidance_pages, guidance_text, scopes
from advice_line.rules.guidance_pages import Reader
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceVersion
from rota import columns, walltime

_TABLE = table_of(Guidance)
# As rows of the table, without its mapper: a search reads twenty of them.
_PAGES = select_rows(
    *(
        _TABLE.c[name]
        for name in (
            *("id", "key", "line_id", "title", "summary", "address", "owner", "review_on"),
            *("audience", "state", "body_areas", "modalities", "changed_at", "latest", "version"),
        )
    )
)
_MOST_FOUND = 20
_LISTED = _PAGES.order_by(_TABLE.c.title, _TABLE.c.key)
KIND = "guidance"
PLACE = "/guidance"
NO_LINE = "Europe/London"


@dataclass(frozen=True)
class Shown:
    """A page as a list shows it. `href` is where it is read: elsewhere, where it only points
    there."""

    key: str
    title: str
    summary: str
    href: str
    outside: bool
    owner: str
    review_on: date
    overdue: bool
    audience: Audience
    state: GuidanceState
    about: tuple[str, ...]
    changed_at: datetime | None
    unpublished: bool


def by_key(work: Work, key: str) -> Guidance | None:
    return work.session.exec(select(Guidance).where(col(Guidance.key) == key)).first()


def version(work: Work, row: Guidance, number: int) -> GuidanceVersion | None:
    return work.session.exec(
        select(GuidanceVersion).where(
            col(GuidanceVersion.guidance_id) == row.id, col(GuidanceVersion.number) == number
        )
    ).first()


def today(work: Work, line: Line | None = None) -> date:
    """By the wall clock of a line; of the first where none is named."""
    lines = [line] if line else lookups.lines(work.session)
    zone = columns.read_zone(lines[0].time_zone if lines else NO_LINE)
    return walltime.local_day(work.now, zone)


def audience(row: Guidance | Row[Any], default: Audience) -> Audience:
    return Audience(row.audience) if row.audience else default


def is_overdue(row: Guidance | Row[Any], day: date) -> bool:
    """The day of review is itself still in date."""
    return bool(day > row.review_on)


def readable(reader: Reader, default: Audience, line_id: int | None = None) -> Select[tuple[int]]:
    """The ids of what is published for somebody; of a line and of every line, where one is
    named."""
    statement = select(Guidance.id).where(
        col(Guidance.state) == GuidanceState.PUBLISHED, _for(reader, default)
    )
    if line_id is not None:
        of_line = or_(col(Guidance.line_id).is_(None), col(Guidance.line_id) == line_id)
        statement = statement.where(of_line)
    return statement  # type: ignore[return-value] # the id of a stored row is none of None


@cache
def search(reader: Reader, default: Audience) -> Search:
    """What somebody may find of a line and of every line, `line_id`. What is overdue, on `day`, is
    found by people of the service alone: they are to renew it (H25)."""
    of_line = or_(_TABLE.c.line_id.is_(None), _TABLE.c.line_id == bindparam("line_id"))
    pages = _PAGES.where(_TABLE.c.state == GuidanceState.PUBLISHED, _for(reader, default), of_line)
    if reader is not Reader.STAFF:
        pages = pages.where(_TABLE.c.review_on >= bindparam("day"))
    return Search(KIND, pages, _TABLE.c.id, _MOST_FOUND)


def _for(reader: Reader, default: Audience) -> ColumnElement[bool]:
    allowed, said = guidance_pages.audiences(reader), _TABLE.c.audience
    # Not by `in_`, whose list SQLAlchemy writes into the statement anew each time.
    named = or_(*(said == each.value for each in allowed))
    return or_(named, said.is_(None)) if default in allowed else named


def listed(work: Work, which: ColumnElement[bool], limit: int) -> Sequence[Row[Any]]:
    """What `shown` needs of each of them and no more, by title."""
    return work.session.execute(_LISTED.where(which).limit(limit)).all()


def shown(row: Guidance | Row[Any], default: Audience, day: date) -> Shown:
    return Shown(
        key=row.key,
        title=row.title,
        summary=row.summary,
        href=row.address or f"{PLACE}/{row.key}",
        outside=bool(row.address),
        owner=row.owner,
        review_on=row.review_on,
        overdue=is_overdue(row, day),
        audience=audience(row, default),
        state=GuidanceState(row.state),
        about=tuple(guidance_form.names(row.body_areas, row.modalities)),
        changed_at=row.changed_at,
        unpublished=row.latest > row.version,
    )


def index(work: Work, row: Guidance, body: str = "") -> None:
    """As it stands now; what is not published is found by nobody."""
    if row.state != GuidanceState.PUBLISHED:
        text_search.drop(work, KIND, row.id or 0)
        return
    about = guidance_form.names(row.body_areas, row.modalities)
    tags = [*row.keywords, *about, *(f"{each} {scopes.name(each)}" for each in row.scope)]
    text_search.put(
        work,
        KIND,
        row.id or 0,
        title=row.title,
        tags=" ".join(tags),
        body=f"{row.summary} {guidance_text.plain(body)}",
    )
