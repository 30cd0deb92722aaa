"""Whom the lead appoints to review a sample, and when it is closed."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import col

from advice_line.audit.appropriateness import allotting, rows, settled
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.appropriateness import AppropriatenessAudit, AppropriatenessReviewer
from advice_line.trust.roles import Action, Actor, require

PERSON = "person"


class Appointing:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        """`small_number` is SMALL_NUMBER."""
        self._ledger, self._small = ledger, small_number

    def appoint(self, by: Actor, audit_id: str, form: Mapping[str, str], token: str) -> None:
        """Raises `errors.Invalid` for whoever may not review on this line, and `errors.Conflict`
        for an audit that is closed."""
        require(by, Action.KEEP_SAMPLE)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, audit_id)
            people = {each.key: each.id for each in rows.may_review(work, found.line)}
            key = form.get(PERSON, "")
            if key not in people:
                raise Invalid([Problem(PERSON, "Choose somebody from the list.")])
            if inbox.receive(work, rows.PAGE, token) and insert_once(
                work.session,
                AppropriatenessReviewer,
                ("audit_id", "person_id"),
                audit_id=found.audit.id,
                person_id=people[key],
                at=work.now,
                by=by.name or by.label,
            ):
                subject = rows.subject(found)
                work.record("appropriateness.reviewer_appointed", subject=subject, whose=key)
                allotting.fill(work, found.audit)

    def take_off(self, by: Actor, audit_id: str, form: Mapping[str, str], token: str) -> None:
        """What they have not reviewed goes to the others; what they said stays. Raises
        `errors.Conflict` for an audit that is closed."""
        require(by, Action.KEEP_SAMPLE)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, audit_id)
            people = {each.key: each.id or 0 for each in rows.appointed(work, found.audit)}
            key = form.get(PERSON, "")
            if key not in people or not inbox.receive(work, rows.PAGE, token):
                return
            own = col(AppropriatenessReviewer.audit_id) == found.audit.id
            theirs = col(AppropriatenessReviewer.person_id) == people[key]
            work.run(delete(AppropriatenessReviewer).where(own, theirs))
            allotting.take_back(work, found.audit, people[key])
            allotting.fill(work, found.audit)
            subject = rows.subject(found)
            work.record("appropriateness.reviewer_taken_off", subject=subject, whose=key)

    def close(self, by: Actor, audit_id: str, token: str) -> None:
        """Nobody reviews any more, and it is told what it came to: once, so that no two tellings
        show between them what one review said. Raises `errors.Conflict` where too few are done."""
        require(by, Action.KEEP_SAMPLE)
        with self._ledger.work(by.label) as work:
            found = _led(work, by, audit_id)
            if not inbox.receive(work, rows.PAGE, token):
                return
            least = max(self._small, 1)
            if done(work, found.audit) < least:
                raise Conflict(
                    f"Fewer than {least} queries are reviewed to the end: nothing could be told of "
                    "them."
                )
            who = by.name or by.label
            open_still = col(AppropriatenessAudit.closed_at).is_(None)
            work.update(found.audit, open_still, closed_at=work.now, closed_by=who)
            work.record("appropriateness.closed", subject=rows.subject(found))


def done(work: Work, row: AppropriatenessAudit) -> int:
    """How many are reviewed to the end."""
    every = rows.reviews(work, row).values()
    return sum(settled.of(parts).verdict is not None for parts in every)


def _led(work: Work, by: Actor, audit_id: str) -> rows.Found:
    found = rows.audit(work, by, Action.KEEP_SAMPLE, audit_id, lock=True)
    return rows.going_on(found)
