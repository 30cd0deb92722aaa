"""The pages of guidance of a line that may be offered to whoever asks and whoever answers, and how
often a question was about one of them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, func, select

from advice_line.directory.guidance import rows
from advice_line.guidance_kinds import Audience, GuidanceState, MentionedHow
from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.work import Work
from advice_line.rules import guidance_match, guidance_pages
from advice_line.rules.guidance_match import Page
from advice_line.rules.guidance_pages import Reader
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance, GuidanceMention
from rota import columns, walltime

COUNTED = timedelta(days=365)
_TABLE = table_of(Guidance)
# As rows of the table, without its mapper: while a question is typed all pages are read.
_SHOWN = ("key", "title", "address", "keywords", "owner", "review_on")


def pages(
    session: Session,
    line_id: int | None,
    reader: Reader = Reader.REQUESTER,
    default: Audience = Audience.EVERYONE,
) -> list[Page]:
    """Of this line and of every line, by title; of what is published for this reader alone."""
    among = _of_line(line_id, reader, default)
    found = session.execute(
        select_rows(*(_TABLE.c[name] for name in _SHOWN))
        .where(_TABLE.c.id.in_(among))
        .order_by(_TABLE.c.title, _TABLE.c.key)
    )
    return [_page(each) for each in found]


def is_any(
    session: Session,
    line_id: int | None,
    reader: Reader = Reader.REQUESTER,
    default: Audience = Audience.EVERYONE,
) -> bool:
    """Whether `pages` would give one."""
    return session.execute(_of_line(line_id, reader, default).limit(1)).first() is not None


def _of_line(line_id: int | None, reader: Reader, default: Audience) -> Select[tuple[int]]:
    return rows.readable(reader, default).where(
        col(Guidance.line_id).is_(None) | (col(Guidance.line_id) == line_id)
    )


def count_offered(work: Work, line: Line, reference: str, question: str) -> None:
    """The pages that were offered to who asked this, before they sent it."""
    day = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    fitting = guidance_match.offered(pages(work.session, line.id), question, day)
    mentioned(work, [each.key for each in fitting], reference, MentionedHow.OFFERED)


def mentioned(work: Work, keys: Iterable[str], reference: str, how: MentionedHow) -> None:
    """A question was about these pages: each counts once, whatever else is said of it. Which
    question it was, no row says."""
    wanted = list(keys)
    if not wanted:
        return
    for row in work.session.exec(select(Guidance).where(col(Guidance.key).in_(wanted))):
        mark = work.vault.mark(f"{row.key}:{reference}", "guidance_mention")
        insert_once(
            work.session,
            GuidanceMention,
            ("mark",),
            guidance_id=row.id,
            at=work.now,
            how=how.value,
            mark=mark,
        )


def cited(session: Session, guideline: str | None) -> list[str]:
    """The keys of the pages that an answer names by their address."""
    if not guideline:
        return []
    named = {word.rstrip(".,;)") for word in guideline.split()}
    ends = {word.rpartition(f"{rows.PLACE}/")[2] for word in named if f"{rows.PLACE}/" in word}
    return [
        key
        for key, address in session.exec(select(Guidance.key, Guidance.address))
        if (address in named if address else key in ends)
    ]


def asked_words(work: Work, row: Guidance | None, small: int) -> str:
    """How often that was; what was never published could be shown to nobody, however much was asked
    on its subject."""
    if row is None or row.state == GuidanceState.DRAFT:
        return "not published yet"
    return guidance_pages.asked_about(_asked(work, row), small)


def _asked(work: Work, row: Guidance) -> int:
    """Of the last twelve months."""
    return work.session.exec(
        select(func.count()).where(
            col(GuidanceMention.guidance_id) == row.id,
            col(GuidanceMention.at) > work.now - COUNTED,
        )
    ).one()


def _page(row: Row[Any]) -> Page:
    return Page(
        key=row.key,
        title=row.title,
        address=row.address or f"{rows.PLACE}/{row.key}",
        keywords=tuple(row.keywords),
        owner=row.owner,
        review_on=row.review_on,
    )
