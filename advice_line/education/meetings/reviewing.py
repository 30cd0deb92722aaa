"""A case review (MDT): queries that responders put before it, and members whom a chair names for it
alone. While it goes on these open its queries, each look with its line in the trail (H07). What is
decided is an addendum to the query's advice, signed by a responder, and goes back by its own loop:
nothing of it is written down here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, func, select

from advice_line.desk.glass import shown
from advice_line.desk.query import looks, theirs
from advice_line.education.meetings import agenda, rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, Deleted, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.look_words import Why
from advice_line.tables.columns import opaque
from advice_line.tables.meetings import Meeting, MeetingMember, ReviewItem
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

REFERENCE, PERSON = "reference", "person"
_OVER = "This case review is over: nothing of it changes or opens any more."


class Reviewing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def put(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """A query of this line by its reference. Raises `errors.Invalid`, `rows.AgendaMoved`."""
        require(by, Action.PUT_TO_REVIEW)
        with self._ledger.work(by.label) as work:
            found = _going_on(work, _review(work, by, Action.PUT_TO_REVIEW, meeting_id, lock=True))
            query = _query(work, by, found, form.get(REFERENCE, ""))
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
            ):
                raise Invalid([Problem(REFERENCE, "This query stands on its agenda already.")])
            work.record("review.put", query=query.id, subject=_subject(found))

    def take_off(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Raises `errors.Conflict` once it has begun: what was open stays in its history."""
        require(by, Action.PUT_TO_REVIEW)
        with self._ledger.work(by.label) as work:
            found = _going_on(work, _review(work, by, Action.PUT_TO_REVIEW, meeting_id, lock=True))
            row = _item(work, found, item_id)
            if found.meeting.starts_at <= work.now:
                raise Conflict("The case review has begun: what stands on its agenda stays there.")
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            work.record("review.taken_off", query=row.query_id, subject=_subject(found))
            work.run(delete(ReviewItem).where(col(ReviewItem.id) == row.id))

    def name(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """A chair names somebody for this review alone. Raises `errors.Conflict` for who is no
        chair of it, `errors.Invalid` for whoever may open no query at a review."""
        require(by, Action.NAME_MEMBERS)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, meeting_id)
            people = {each.key: each.id for each in rows.reviewers(work, found.line)}
            chosen = form.get(PERSON, "")
            if chosen not in people:
                raise Invalid([Problem(PERSON, "Choose somebody from the list.")])
            if inbox.receive(work, rows.PAGE, token) and insert_once(
                work.session,
                MeetingMember,
                ("meeting_id", "person_id"),
                meeting_id=found.meeting.id,
                person_id=people[chosen],
                at=work.now,
                by=by.name or by.label,
            ):
                work.record("review.member_named", subject=_subject(found), whose=chosen)

    def unname(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """From this moment they open nothing by it. Raises as `name` does."""
        require(by, Action.NAME_MEMBERS)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, meeting_id)
            key = form.get(PERSON, "")
            people = {each.key: each.id for each in rows.named(work, found.meeting)}
            if key not in people or not inbox.receive(work, rows.PAGE, token):
                return
            own = col(MeetingMember.meeting_id) == found.meeting.id
            work.run(delete(MeetingMember).where(own, col(MeetingMember.person_id) == people[key]))
            work.record("review.member_taken_off", subject=_subject(found), whose=key)

    def close(self, by: Actor, meeting_id: str, token: str) -> None:
        """By a chair, before its time is over. Raises `errors.Conflict`."""
        require(by, Action.NAME_MEMBERS)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, meeting_id)
            if found.meeting.starts_at > work.now:
                raise Conflict("It has not begun. Move or cancel it instead.")
            if inbox.receive(work, rows.PAGE, token):
                open_still = col(Meeting.closed_at).is_(None)
                work.update(found.meeting, open_still, closed_at=work.now)
                work.record("review.closed", subject=_subject(found))

    def open(self, by: Actor, meeting_id: str, item_id: str) -> shown.Behind:
        """One query, to be read. Raises `errors.NotFound` for whom no chair has named, and
        `errors.Conflict` where the review does not go on or is not signed."""
        require(by, Action.OPEN_AT_REVIEW)
        with self._ledger.work(by.label) as work:
            found = _review(work, by, Action.OPEN_AT_REVIEW, meeting_id)
            if by.responder_id not in {each.id for each in rows.named(work, found.meeting)}:
                raise NotFound("There is no such meeting here.")
            row = _item(work, found, item_id)
            until = _open_now(work, _going_on(work, found))
            query = work.session.get_one(Query, row.query_id)
            if query.emptied_at is not None:
                raise Deleted
            looks.saw(
                *(work, by, Action.OPEN_AT_REVIEW, "review.looked", query),
                subject=_subject(found),
                because=Why.MEETING,
            )
            seen = shown.behind(work, query, until)
            work.let_go()
            return seen


def _review(work: Work, by: Actor, action: Action, meeting_id: str, *, lock: bool = False) -> Found:
    found = rows.meeting(work, by, action, meeting_id, lock=lock)
    if not rows.is_review(found):
        raise NotFound("There is no such case review here.")
    return found


def _led(work: Work, by: Actor, meeting_id: str) -> Found:
    found = _going_on(work, _review(work, by, Action.NAME_MEMBERS, meeting_id, lock=True))
    if agenda.chair_of(found, by) is None:
        raise Conflict("Its two chairs say who takes part, and you are neither of them.")
    return found


def _going_on(work: Work, found: Found) -> Found:
    if rows.is_over(work, rows.planned(found).meeting):
        raise Conflict(_OVER)
    return found


def _open_now(work: Work, found: Found) -> datetime:
    """Until when. Its time is on the meeting's own page: the clock of a line is not told here."""
    row = found.meeting
    if row.starts_at > work.now:
        raise Conflict("Its queries open when the case review begins, and not before.")
    if not rows.approved(row):
        raise Conflict("Both chairs sign the agenda first, as it is now.")
    return row.ends_at


def _item(work: Work, found: Found, item_id: str) -> ReviewItem:
    wanted = select(ReviewItem).where(
        col(ReviewItem.meeting_id) == found.meeting.id, col(ReviewItem.public_id) == item_id
    )
    row = work.session.exec(wanted).first()
    if row is None:
        raise NotFound("This is not on the agenda any more.")
    return row


def _query(work: Work, by: Actor, found: Found, reference: str) -> Query:
    try:
        query = theirs.query(work, by, Action.SEE_QUERY, reference)
    except (NotFound, Deleted):
        query = None
    if query is None or query.line_id != found.line.id:
        said = "No query of this line has this reference. Copy it whole, such as K7Q2-M9FX."
        raise Invalid([Problem(REFERENCE, said)])
    return query


def _subject(found: Found) -> str:
    return f"meeting:{found.meeting.public_id}"
