"""A case review and what stands on it, found for its doors."""

from sqlmodel import col, select

from advice_line.education.meetings import agenda, rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Work
from advice_line.tables.meetings import ReviewItem
from advice_line.trust.roles import Action, Actor

_OVER = "This case review is over: nothing of it changes or opens any more."


def one(work: Work, by: Actor, action: Action, meeting_id: str, *, lock: bool = False) -> Found:
    found = rows.meeting(work, by, action, meeting_id, lock=lock)
    if not rows.is_review(found):
        raise NotFound("There is no such case review here.")
    return found


def chairs(found: Found, by: Actor) -> bool:
    return agenda.chair_of(found, by) is not None


def takes_part(work: Work, found: Found, by: Actor) -> bool:
    """Whether they were named for it, or lead it."""
    named = {each.id for each in rows.named(work, found.meeting)}
    return chairs(found, by) or by.responder_id in named


def going_on(work: Work, found: Found) -> Found:
    """Raises `errors.Conflict` once it is over."""
    if rows.is_over(work, rows.planned(found).meeting):
        raise Conflict(_OVER)
    return found


def item(work: Work, found: Found, item_id: str) -> ReviewItem:
    """Raises `errors.NotFound`."""
    wanted = select(ReviewItem).where(
        col(ReviewItem.meeting_id) == found.meeting.id, col(ReviewItem.public_id) == item_id
    )
    row = work.session.exec(wanted).first()
    if row is None:
        raise NotFound("This is not on the agenda any more.")
    return row


def subject(found: Found) -> str:
    return f"meeting:{found.meeting.public_id}"
