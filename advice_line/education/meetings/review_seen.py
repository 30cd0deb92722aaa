"""A case review as its page shows it: references and what became of each, no word of a query."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.education.meetings import agenda, review_agenda, rows, seen
from advice_line.education.meetings.rows import Found
from advice_line.education.meetings.seen import Do
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingState, ReviewOutcome
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
    """`owner` writes what is decided; `mine` where that is who reads this. `actions` are those that
    the reader may know of."""

    id: str
    reference: str
    put_by: str
    minutes: int
    presenter: str | None
    presenter_key: str
    outcome: ReviewOutcome | None
    outcome_at: datetime | None
    outcome_by: str | None
    actions: tuple[Do, ...]
    owner: str | None
    mine: bool
    gone: bool
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class Review:
    """`minutes` are what its queries take. `leads` is whether the reader is a chair of it, `orders`
    whether they may order it now, `agrees` whether they write down what was agreed, `opens` whether
    its queries open to them now; `others` may still be named, and `clinicians` present and do what
    is agreed."""

    items: tuple[Reviewed, ...]
    minutes: int
    clinicians: tuple[Responder, ...]
    orders: bool
    agrees: bool
    members: tuple[Responder, ...]
    others: tuple[Responder, ...]
    leads: bool
    puts: bool
    named: bool
    opens: bool
    over: bool
    closed_at: datetime | None

    def item(self, item_id: str) -> Reviewed | None:
        return next((each for each in self.items if each.id == item_id), None)


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
            begun, signed = row.starts_at <= work.now, rows.approved(row)
            may_open = named and by.may(Action.OPEN_AT_REVIEW, found.line.key)
            planned = row.state == MeetingState.PLANNED
            items = tuple(_items(work, found, by))
            found_ = Review(
                items=items,
                minutes=sum(each.minutes for each in items),
                clinicians=tuple(rows.reviewers(work, found.line)),
                orders=planned and not begun and review_agenda.leads(found, by),
                agrees=planned and begun and signed and review_agenda.agrees(work, found, by),
                members=tuple(members),
                others=_others(work, found, members),
                leads=agenda.chair_of(found, by) is not None,
                puts=by.may(Action.PUT_TO_REVIEW, found.line.key),
                named=named,
                opens=may_open and begun and signed and not over,
                over=over,
                closed_at=row.closed_at,
            )
            work.let_go()
            return found_


def _others(work: Work, found: Found, members: list[Responder]) -> tuple[Responder, ...]:
    there = {each.id for each in members}
    return tuple(each for each in rows.reviewers(work, found.line) if each.id not in there)


def _items(work: Work, found: Found, by: Actor) -> Iterator[Reviewed]:
    people: dict[int | None, Responder] = {e.id: e for e in lookups.responders(work.session)}
    names = {key: each.name for key, each in people.items()}
    actions = seen.actions_of(work, found, by, people)
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
            minutes=row.minutes,
            presenter=names.get(row.presenter_id),
            presenter_key=people[row.presenter_id].key if row.presenter_id else "",
            outcome=ReviewOutcome(row.outcome) if row.outcome else None,
            outcome_at=row.outcome_at,
            outcome_by=row.outcome_by,
            actions=tuple(actions.get(row.id, ())),
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
