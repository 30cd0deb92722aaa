"""A case review (MDT): the members whom a chair names for it alone. While it goes on these open its
queries, each look with its line in the trail (H07). What is decided is an addendum to the query's
advice, signed by a responder, and goes back by its own loop: no word of it is written down here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from advice_line.desk.glass import shown
from advice_line.desk.query import looks
from advice_line.education.meetings import reviews, rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, Deleted, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.look_words import Why
from advice_line.tables.meetings import Meeting, MeetingMember
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PERSON = "person"


class Reviewing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def name(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """A chair names somebody for this review alone. Raises `errors.Conflict` for who is no
        chair of it, `errors.Invalid` for whoever may open no query at a review."""
        require(by, Action.LEAD_REVIEW)
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
                work.record("review.member_named", subject=reviews.subject(found), whose=chosen)

    def unname(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """From this moment they open nothing by it. Raises as `name` does."""
        require(by, Action.LEAD_REVIEW)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, meeting_id)
            key = form.get(PERSON, "")
            people = {each.key: each.id for each in rows.named(work, found.meeting)}
            if key not in people or not inbox.receive(work, rows.PAGE, token):
                return
            own = col(MeetingMember.meeting_id) == found.meeting.id
            work.run(delete(MeetingMember).where(own, col(MeetingMember.person_id) == people[key]))
            work.record("review.member_taken_off", subject=reviews.subject(found), whose=key)

    def close(self, by: Actor, meeting_id: str, token: str) -> None:
        """By a chair, before its time is over. Raises `errors.Conflict`."""
        require(by, Action.LEAD_REVIEW)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, meeting_id)
            if found.meeting.starts_at > work.now:
                raise Conflict("It has not begun. Move or cancel it instead.")
            if inbox.receive(work, rows.PAGE, token):
                open_still = col(Meeting.closed_at).is_(None)
                work.update(found.meeting, open_still, closed_at=work.now)
                work.record("review.closed", subject=reviews.subject(found))

    def open(self, by: Actor, meeting_id: str, item_id: str) -> shown.Behind:
        """One query, to be read. Raises `errors.NotFound` for whom no chair has named, and
        `errors.Conflict` where the review does not go on or is not signed."""
        require(by, Action.OPEN_AT_REVIEW)
        with self._ledger.work(by.label) as work:
            found = reviews.one(work, by, Action.OPEN_AT_REVIEW, meeting_id)
            if by.responder_id not in {each.id for each in rows.named(work, found.meeting)}:
                raise NotFound("There is no such meeting here.")
            row = reviews.item(work, found, item_id)
            until = _open_now(work, reviews.going_on(work, found))
            query = work.session.get_one(Query, row.query_id)
            if query.emptied_at is not None:
                raise Deleted
            looks.saw(
                *(work, by, Action.OPEN_AT_REVIEW, "review.looked", query),
                subject=reviews.subject(found),
                because=Why.MEETING,
            )
            seen = shown.behind(work, query, until)
            work.let_go()
            return seen


def _led(work: Work, by: Actor, meeting_id: str) -> Found:
    found = reviews.going_on(work, reviews.one(work, by, Action.LEAD_REVIEW, meeting_id, lock=True))
    if not reviews.chairs(found, by):
        raise Conflict("Its two chairs say who takes part, and you are neither of them.")
    return found


def _open_now(work: Work, found: Found) -> datetime:
    """Until when. Its time is on the meeting's own page: the clock of a line is not told here."""
    row = found.meeting
    if row.starts_at > work.now:
        raise Conflict("Its queries open when the case review begins, and not before.")
    if not rows.approved(row):
        raise Conflict("Both chairs sign the agenda first, as it is now.")
    return row.ends_at
