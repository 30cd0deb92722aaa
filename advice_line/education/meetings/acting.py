"""What a meeting agreed on that somebody does by a day. Of a query that a case review discussed the
words are sealed, and read by who may know of the query alone (H07, H08)."""

from advice_line.data_kinds import ERASED
from advice_line.education.meetings import reviews
from advice_line.education.meetings.rows import Found
from advice_line.ledger.work import Work
from advice_line.rules.meeting_form import Agreed
from advice_line.tables.directory import Line
from advice_line.tables.meetings import AgendaItem, MeetingAction, ReviewAction, ReviewItem
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor

WHAT = "review_actions.sealed_what"


def add(work: Work, found: Found, given: Agreed, owner: int | None, item: AgendaItem) -> None:
    _add(work, found, given, owner, item_id=item.id, what=given.what)


def add_sealed(
    work: Work, found: Found, given: Agreed, owner: int | None, item: ReviewItem
) -> None:
    row = _add(work, found, given, owner, item_id=None, what="")
    sealed = work.vault.seal(given.what, WHAT)
    work.add(ReviewAction(action_id=row.id or 0, review_item_id=item.id or 0, sealed_what=sealed))


def of_review(work: Work, row: MeetingAction) -> ReviewAction | None:
    return work.session.get(ReviewAction, row.id)


def words(work: Work, row: MeetingAction) -> str:
    of = of_review(work, row)
    if of is None:
        return row.what
    return work.vault.open(of.sealed_what, WHAT) if of.sealed_what else ERASED


def about(work: Work, row: MeetingAction) -> str | None:
    """The reference of the query that a case review agreed it on."""
    of = of_review(work, row)
    if of is None:
        return None
    item = work.session.get_one(ReviewItem, of.review_item_id)
    return work.session.get_one(Query, item.query_id).reference


def may_read(work: Work, by: Actor, found: Found, row: MeetingAction) -> bool:
    """Of a query: whoever does it, clinicians who were named for that review or led it, and the
    line's responders."""
    if row.owner_id == by.responder_id or of_review(work, row) is None:
        return True
    if by.may(Action.PUT_TO_REVIEW, found.line.key):
        return True
    return by.may(Action.AGREE_AT_REVIEW, found.line.key) and reviews.takes_part(work, found, by)


def may_finish(work: Work, by: Actor, line: Line, row: MeetingAction) -> bool:
    """Whoever does it; and who follows what was agreed, so that nobody who has left keeps it
    open."""
    of_case = of_review(work, row) is None
    follows = Action.KEEP_MEETINGS if of_case else Action.PUT_TO_REVIEW
    return row.owner_id == by.responder_id or by.may(follows, line.key)


def _add(
    work: Work, found: Found, given: Agreed, owner: int | None, *, item_id: int | None, what: str
) -> MeetingAction:
    row = work.add(
        MeetingAction(
            meeting_id=found.meeting.id or 0,
            item_id=item_id,
            what=what,
            owner_id=owner or 0,
            by_day=given.by_day,
        )
    )
    subject = f"meeting:{found.meeting.public_id}"
    work.record("meeting.action_agreed", subject=subject, agreed=row.public_id)
    return row
