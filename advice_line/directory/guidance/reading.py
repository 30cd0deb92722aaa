"""The door to guidance for whoever reads it: what there is, what is found, a page, what has changed
(guide §3.3.2: web-based, regularly reviewed). Nothing of what others asked or were answered is in
it (H25)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.directory.guidance import files, readers, rows, writing
from advice_line.directory.guidance.changes import BROUGHT
from advice_line.directory.guidance.files import FileShown
from advice_line.directory.guidance.rows import Shown
from advice_line.errors import NotFound
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import guidance_pages
from advice_line.rules.guidance_pages import Reader
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceVersion
from advice_line.trust.roles import Action, Actor, require

MOST_LISTED, MOST_CHANGES = 200, 100


@dataclass(frozen=True)
class Listed:
    """`wanted` are the words that were looked for, "" where all there is is listed; `more` is how
    many there are besides; `unpublished` are the drafts and what is retired, for those who keep
    guidance."""

    line: Line
    lines: tuple[Line, ...]
    pages: tuple[Shown, ...]
    more: int
    unpublished: tuple[Shown, ...]
    wanted: str
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class PageShown:
    """`body` is the Markdown that is published, None where this reader may not see it: it is
    overdue (H25). `line` is None of a page of every line."""

    shown: Shown
    body: str | None
    version: int
    published_at: datetime | None
    files: tuple[FileShown, ...]
    line: Line | None
    scope: tuple[str, ...]
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class Changed:
    """One version that was published, and what is new in it."""

    key: str
    title: str
    href: str
    changed: str
    first: bool
    at: datetime
    summary: str


class ReadingGuidance:
    def __init__(self, ledger: Ledger, default: Audience) -> None:
        """`default` is who may read a page that says nothing of it itself."""
        self._ledger = ledger
        self._default = default

    def listed(self, by: Actor, asker: str | None, key: str | None, wanted: str = "") -> Listed:
        """Of this line, or of the first, by title; with words, what has them, the best first.
        Raises `errors.NotFound`."""
        require(by, Action.SEE_GUIDANCE)
        with self._ledger.look(by.label) as work:
            lines = lookups.lines(work.session)
            line = readers.line_among(lines, key)
            reader = readers.reader(work, by, asker, line.key)
            pages, more = (
                (self._found(work, line, reader, wanted), 0)
                if wanted
                else self._all(work, line, reader)
            )
            keeps = by.may(Action.KEEP_GUIDANCE, line.key) and not wanted
            return Listed(
                line=line,
                lines=tuple(lines),
                pages=tuple(pages),
                more=more,
                unpublished=tuple(self._unpublished(work, line) if keeps else ()),
                wanted=wanted,
                reader=reader,
                now=work.now,
            )

    def page(self, by: Actor, asker: str | None, key: str) -> PageShown:
        """Raises `errors.NotFound`, also for a page that is not for this reader."""
        require(by, Action.SEE_GUIDANCE)
        with self._ledger.look(by.label) as work:
            row, reader = self._readable(work, by, asker, key)
            line = lookups.line(work.session, row.line_id) if row.line_id else None
            shown = rows.shown(row, self._default, rows.today(work, line))
            published = rows.version(work, row, row.version)
            words = guidance_pages.shows_words(reader, overdue=shown.overdue)
            return PageShown(
                shown=shown,
                body=published.body if published and words else None,
                version=row.version,
                published_at=published.published_at if published else None,
                files=files.shown(work, row) if words else (),
                line=line,
                scope=tuple(row.scope),
                reader=reader,
                now=work.now,
            )

    def file(self, by: Actor, asker: str | None, key: str, file: str) -> files.Content:
        """Of a page that this reader may read. Raises `errors.NotFound`."""
        require(by, Action.SEE_GUIDANCE)
        with self._ledger.look(by.label) as work:
            row = rows.by_key(work, key)
            if row is not None and writing.may_write(work, by, row):
                return files.content(work, row, file)
            row, reader = self._readable(work, by, asker, key)
            line = lookups.line(work.session, row.line_id) if row.line_id else None
            overdue = rows.is_overdue(row, rows.today(work, line))
            if not guidance_pages.shows_words(reader, overdue=overdue):
                raise NotFound
            return files.content(work, row, file)

    def changes(
        self, by: Actor, asker: str | None, key: str | None, since: datetime | None = None
    ) -> tuple[Line, list[Changed]]:
        """What was published for this line since an instant, the newest first, of what is in date
        and this reader may read: what the digest to practices tells. Raises `errors.NotFound`."""
        require(by, Action.SEE_GUIDANCE)
        with self._ledger.look(by.label) as work:
            line = readers.line_of(work, key)
            reader = readers.reader(work, by, asker, line.key)
            return line, changes(work, reader, self._default, line, since)

    def feed(self, key: str | None = None) -> list[Changed]:
        """What anybody may read, each page once with its newest words, the newest first."""
        with self._ledger.look("public") as work:
            line = readers.line_of(work, key) if key else None
            found = changes(work, Reader.ANYBODY, self._default, line, None, newest_alone=True)
            return found[:MOST_CHANGES]

    def _readable(
        self, work: Work, by: Actor, asker: str | None, key: str
    ) -> tuple[Guidance, Reader]:
        """Raises `errors.NotFound`, also for a page that is not for this reader."""
        row = rows.by_key(work, key)
        if row is None:
            raise NotFound
        reader = readers.reader_of(work, by, asker, row)
        if not guidance_pages.is_listed(row.state, rows.audience(row, self._default), reader):
            raise NotFound
        return row, reader

    def _all(self, work: Work, line: Line, reader: Reader) -> tuple[list[Shown], int]:
        """And how many there are besides."""
        among = rows.readable(reader, self._default, line.id)
        found = rows.listed(work, col(Guidance.id).in_(among), MOST_LISTED)
        more = 0
        if len(found) == MOST_LISTED:
            counted = select(func.count()).select_from(among.subquery())
            more = work.session.exec(counted).one() - MOST_LISTED
        day = rows.today(work, line)
        return [rows.shown(each, self._default, day) for each in found], more

    def _found(self, work: Work, line: Line, reader: Reader, wanted: str) -> list[Shown]:
        day = rows.today(work, line)
        search = rows.search(reader, self._default)
        found = search.find(work.connection, wanted, line_id=line.id, day=day)
        return [rows.shown(each, self._default, day) for each in found]

    def _unpublished(self, work: Work, line: Line) -> list[Shown]:
        day = rows.today(work, line)
        which = (col(Guidance.state) != GuidanceState.PUBLISHED) & (
            col(Guidance.line_id).is_(None) | (col(Guidance.line_id) == line.id)
        )
        found = rows.listed(work, which, MOST_LISTED)
        return [rows.shown(each, self._default, day) for each in found]


def changes(
    work: Work,
    reader: Reader,
    default: Audience,
    line: Line | None,
    since: datetime | None,
    *,
    newest_alone: bool = False,
) -> list[Changed]:
    """What is overdue is told to nobody, whatever changed in it (H25)."""
    among = rows.readable(reader, default, line.id if line else None)
    statement = (
        select(Guidance, GuidanceVersion)
        .join(GuidanceVersion, col(GuidanceVersion.guidance_id) == col(Guidance.id))
        .where(
            col(Guidance.id).in_(among),
            col(Guidance.review_on) >= rows.today(work, line),
            col(GuidanceVersion.published_at).is_not(None),
        )
        .order_by(col(GuidanceVersion.published_at).desc(), col(GuidanceVersion.id).desc())
        .limit(MOST_CHANGES)
    )
    if since is not None:
        statement = statement.where(col(GuidanceVersion.published_at) > since)
    if newest_alone:
        statement = statement.where(col(GuidanceVersion.number) == col(Guidance.version))
    return [_changed(row, version) for row, version in work.session.exec(statement)]


def _changed(row: Guidance, version: GuidanceVersion) -> Changed:
    assert version.published_at is not None
    return Changed(
        key=row.key,
        title=row.title,
        href=f"{rows.PLACE}/{row.key}",
        changed="" if version.changed == BROUGHT else version.changed,
        first=version.number == 1,
        at=version.published_at,
        summary=version.summary,
    )
