"""A case review as its page shows it: references and what became of each, no word of a query."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.education.meetings import agenda, rows
from advice_line.education.meetings.rows import Found
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Responder
from advice_line.tables.meetings import Meeting, ReviewItem
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Decided:
    """A version of the advice that was signed since the review began, and how far it came."""

    version: int
    author: str
    signed_at: datetime
    sent_at: datetime | None
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class Reviewed:
    """`owner` writes what is decided; `mine` where that is who reads this."""

    id: str
    reference: str
    put_by: str
    owner: str | None
    mine: bool
    gone: bool
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class Review:
    """`leads` is whether the reader is a chair of it, `opens` whether its queries open to them now;
    `others` may still be named."""

    items: tuple[Reviewed, ...]
    members: tuple[Responder, ...]
    others: tuple[Responder, ...]
    leads: bool
    puts: bool
    named: bool
    opens: bool
    over: bool
    closed_at: datetime | None


class SeeingReviews:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, meeting_id: str) -> Review:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_MEETINGS)
        with self._ledger.look(by.label) as work:
            found = rows.meeting(work, by, Action.SEE_MEETINGS, meeting_id)
            row, members = found.meeting, rows.named(work, found.meeting)
            named = by.responder_id in {each.id for each in members}
            over = rows.is_over(work, row)
            goes_on = row.starts_at <= work.now and not over and rows.approved(row)
            found_ = Review(
                items=tuple(_items(work, found, by)),
                members=tuple(members),
                others=_others(work, found, members),
                leads=agenda.chair_of(found, by) is not None,
                puts=by.may(Action.PUT_TO_REVIEW, found.line.key),
                named=named,
                opens=named and goes_on and by.may(Action.OPEN_AT_REVIEW, found.line.key),
                over=over,
                closed_at=row.closed_at,
            )
            work.let_go()
            return found_


def _others(work: Work, found: Found, members: list[Responder]) -> tuple[Responder, ...]:
    there = {each.id for each in members}
    return tuple(each for each in rows.reviewers(work, found.line) if each.id not in there)


def _items(work: Work, found: Found, by: Actor) -> Iterator[Reviewed]:
    names = {each.id: each.name for each in lookups.responders(work.session)}
    wanted = (
        select(ReviewItem, Query)
        .join(Query, col(Query.id) == col(ReviewItem.query_id))
        .where(col(ReviewItem.meeting_id) == found.meeting.id)
    )
    ordered = wanted.order_by(col(ReviewItem.position), col(ReviewItem.id))
    for row, query in work.session.exec(ordered).all():
        yield Reviewed(
            id=row.public_id,
            reference=query.reference,
            put_by=names[row.put_by_id],
            owner=names.get(query.owner_id),
            mine=query.owner_id is not None and query.owner_id == by.responder_id,
            gone=query.emptied_at is not None,
            decided=tuple(_decided(work, query, found.meeting, names)),
        )


def _decided(
    work: Work, query: Query, row: Meeting, names: Mapping[int | None, str]
) -> Iterator[Decided]:
    for each in reading.versions(work, query):
        if each.finalised_at >= row.starts_at:
            yield _one(each, names)


def _one(advice: Advice, names: Mapping[int | None, str]) -> Decided:
    return Decided(
        version=advice.version,
        author=names[advice.author_id],
        signed_at=advice.finalised_at,
        sent_at=advice.sent_at,
        acknowledged_at=advice.acknowledged_at,
    )
