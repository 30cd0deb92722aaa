"""Local guidance of a line, as whoever asks and whoever answers reads it."""

from sqlmodel import Session, col, or_, select

from advice_line.rules.guidance_match import Page
from advice_line.tables.guidance import Guidance


def pages(session: Session, line_id: int | None) -> list[Page]:
    """Of this line and of every line, by title."""
    statement = (
        select(Guidance)
        .where(or_(col(Guidance.line_id).is_(None), col(Guidance.line_id) == line_id))
        .order_by(col(Guidance.title), col(Guidance.key))
    )
    return [_page(each) for each in session.exec(statement)]


def _page(row: Guidance) -> Page:
    return Page(
        key=row.key,
        title=row.title,
        address=row.address,
        keywords=tuple(row.keywords),
        owner=row.owner,
        review_on=row.review_on,
    )
