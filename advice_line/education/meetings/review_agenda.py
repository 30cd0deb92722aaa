"""The agenda of a case review: which queries come, in which order, by whom; and of each what it
came to and who does what by when. What is decided is written as the
query's advice, and not here."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import col, func, select

from advice_line.desk.query import theirs
from advice_line.education.cases.known import known_of_query
from advice_line.education.meetings import acting, reviews, rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, Deleted, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import agenda, meeting_form, review_form
from advice_line.rules.deidentify import contains_identifier
from advice_line.tables.columns import opaque
from advice_line.tables.meetings import ReviewItem
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

REFERENCE = "reference"
_NAMES = (
    "There is something in it by which the patient is known. Take it out: who does this sees the "
    "query's reference beside it."
)


class ReviewAgenda:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def put(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """A query of this line by its reference. Raises `errors.Invalid`, `rows.AgendaMoved`."""
        require(by, Action.PUT_TO_REVIEW)
        with self._ledger.work(by.label) as work:
            found = reviews.one(work, by, Action.PUT_TO_REVIEW, meeting_id, lock=True)
            query = _query(work, by, reviews.going_on(work, found), form.get(REFERENCE, ""))
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            own = col(ReviewItem.meeting_id) == found.meeting.id
            last = work.session.exec(select(func.max(ReviewItem.position)).where(own)).one()
            if not insert_once(
                work.session,
                ReviewItem,
                ("meeting_id", "query_id"),
                public_id=opaque(),
                meeting_id=found.meeting.id,
                query_id=query.id,
                position=1 + (last or 0),
                put_by_id=by.responder_id,
                at=work.now,
                minutes=agenda.MINUTES_A_CASE,
            ):
                raise Invalid([Problem(REFERENCE, "This query stands on its agenda already.")])
            work.record("review.put", query=query.id, subject=reviews.subject(found))

    def take_off(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Raises `errors.Conflict` once it has begun: what was open stays in its history."""
        require(by, Action.PUT_TO_REVIEW)
        with self._ledger.work(by.label) as work:
            found = reviews.one(work, by, Action.PUT_TO_REVIEW, meeting_id, lock=True)
            row = reviews.item(work, _before(work, found), item_id)
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            work.record("review.taken_off", query=row.query_id, subject=reviews.subject(found))
            work.run(delete(ReviewItem).where(col(ReviewItem.id) == row.id))

    def shift(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """`by` places later, earlier where it is below 0. Raises `AgendaMoved`, and as `change`
        does."""
        require(by, Action.LEAD_REVIEW)
        places = agenda.places(form)
        with self._ledger.work(by.label) as work:
            found, row = _led(work, by, meeting_id, item_id)
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            rows.shift(work, rows.reviewed(work, found.meeting), item_id, places)
            work.record("review.moved", query=row.query_id, subject=reviews.subject(found))

    def change(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Its minutes and presenter, by a chair or a responder of the line. Raises
        `errors.Invalid`, `AgendaMoved`, and `errors.Conflict` once the review has begun: what both
        have signed would open to nobody."""
        require(by, Action.LEAD_REVIEW)
        with self._ledger.work(by.label) as work:
            found, row = _led(work, by, meeting_id, item_id)
            people = {each.key: each.id for each in rows.reviewers(work, found.line)}
            minutes, key = review_form.timed(form, people)
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            presenter = people[key] if key else None
            work.update(row, minutes=minutes, presenter_id=presenter)
            work.record("review.timed", query=row.query_id, subject=reviews.subject(found))

    def conclude(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """What it came to, of a closed list. Raises `errors.Invalid`, and as `agree` does."""
        require(by, Action.AGREE_AT_REVIEW)
        with self._ledger.work(by.label) as work:
            found, row = _discussed(work, by, meeting_id, item_id)
            to = review_form.outcome(form)
            if inbox.receive(work, rows.PAGE, token):
                who = by.name or by.label
                work.update(row, outcome=to.value, outcome_at=work.now, outcome_by=who)
                subject = reviews.subject(found)
                work.record("review.concluded", query=row.query_id, subject=subject, to=to.value)

    def agree(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Who does what by when, of those who may open queries. Raises `errors.Invalid`, also for
        words by which the patient is known, and `errors.Conflict` for who is neither named for it
        nor a chair, and before it has begun as both have signed it."""
        require(by, Action.AGREE_AT_REVIEW)
        with self._ledger.work(by.label) as work:
            found, row = _discussed(work, by, meeting_id, item_id)
            people = {each.key: each.id for each in rows.reviewers(work, found.line)}
            given = meeting_form.agreed(form, people, rows.today(work, found.line))
            query = work.session.get_one(Query, row.query_id)
            if query.emptied_at is not None:
                raise Deleted
            if contains_identifier(given.what, known_of_query(work, query)):
                raise Invalid([Problem("what", _NAMES)])
            if inbox.receive(work, rows.PAGE, token):
                acting.add_sealed(work, found, given, people[given.owner], row)


def leads(found: Found, by: Actor) -> bool:
    """Who orders its agenda."""
    return reviews.chairs(found, by) or by.may(Action.PUT_TO_REVIEW, found.line.key)


def agrees(work: Work, found: Found, by: Actor) -> bool:
    """Who writes down what was agreed: clinicians who were there by name, or led it."""
    return by.may(Action.AGREE_AT_REVIEW, found.line.key) and reviews.takes_part(work, found, by)


def _led(work: Work, by: Actor, meeting_id: str, item_id: str) -> tuple[Found, ReviewItem]:
    found = reviews.one(work, by, Action.LEAD_REVIEW, meeting_id, lock=True)
    if not leads(found, by):
        raise Conflict("Its chairs and the line's responders order it, and you are neither.")
    return found, reviews.item(work, _before(work, found), item_id)


def _before(work: Work, found: Found) -> Found:
    if reviews.going_on(work, found).meeting.starts_at <= work.now:
        raise Conflict("The case review has begun: what stands on its agenda stays there.")
    return found


def _discussed(work: Work, by: Actor, meeting_id: str, item_id: str) -> tuple[Found, ReviewItem]:
    found = reviews.one(work, by, Action.AGREE_AT_REVIEW, meeting_id, lock=True)
    if not agrees(work, found, by):
        raise NotFound("There is no such case review here.")
    if rows.planned(found).meeting.starts_at > work.now:
        raise Conflict("The case review has not begun: nothing is agreed yet.")
    if not rows.approved(found.meeting):
        raise Conflict("Both chairs sign the agenda first, as it is now.")
    return found, reviews.item(work, found, item_id)


def _query(work: Work, by: Actor, found: Found, reference: str) -> Query:
    try:
        query = theirs.query(work, by, Action.SEE_QUERY, reference)
    except (NotFound, Deleted):
        query = None
    if query is None or query.line_id != found.line.id:
        said = "No query of this line has this reference. Copy it whole, such as K7Q2-M9FX."
        raise Invalid([Problem(REFERENCE, said)])
    return query
