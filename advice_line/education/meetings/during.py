"""What happens at a meeting: votes are opened, closed and shown; notes, decisions and actions are
written down case by case; and in the end what was learned is sent to all."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import col, select

from advice_line.education.cases import judging, unnamed
from advice_line.education.meetings import acting, rows, telling
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import VoteState
from advice_line.rules import meeting_form, revisions
from advice_line.tables.cases import Case
from advice_line.tables.meetings import AgendaItem, Meeting, MeetingAction
from advice_line.trust.roles import Action, Actor, require

# From which state each is reached.
_BEFORE = {
    VoteState.OPEN: (VoteState.READY,),
    VoteState.CLOSED: (VoteState.OPEN,),
    VoteState.SHOWN: (VoteState.CLOSED,),
}


class During:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def vote(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Open, close or show it. One that was shown stays so. Raises `errors.Conflict`."""
        require(by, Action.KEEP_MEETINGS)
        if form.get("to") not in set(_BEFORE):
            raise Invalid([Problem("to", "Say what becomes of the vote.")])
        to = VoteState(form["to"])
        with self._ledger.work(by.label) as work:
            found, row = self._item(work, by, meeting_id, item_id)
            if row.vote is None:
                raise Conflict("Nothing is asked here. Write the question on the agenda first.")
            if not inbox.receive(work, rows.PAGE, token):
                return
            if not work.update(
                row,
                col(AgendaItem.vote_state).in_(_BEFORE[to]),
                vote_state=to.value,
                vote_at=work.now,
            ):
                raise Conflict("The vote has gone on meanwhile. Look at it as it is now.")
            subject = f"meeting:{found.meeting.public_id}"
            work.record(f"meeting.vote_{to}", subject=subject, item=row.public_id)

    def write(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Notes, decision and what it came to. Raises `errors.Invalid`, also where somebody has
        written meanwhile what this page had not shown."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found, row = self._item(work, by, meeting_id, item_id)
            given = meeting_form.said(form)
            texts = {"notes": given.notes, "decision": given.decision}
            unnamed.in_minutes(work, rows.case_ids(work, found.meeting), texts)
            if not inbox.receive(work, rows.PAGE, token):
                return
            seen = revisions.shown(form.get("said_revision", ""))
            if seen is None or not work.update(
                row,
                col(AgendaItem.said_revision) == seen,
                said_revision=seen + 1,
                notes=given.notes,
                decision=given.decision,
                standing=given.standing.value if given.standing else None,
            ):
                said = (
                    "Somebody else has written here meanwhile. Open it on another tab, put both "
                    "together, and keep it again; what you typed is still here."
                )
                raise Invalid([Problem("notes", said)])
            if row.case_id is not None and given.standing is not None:
                judging.note(work, work.session.get_one(Case, row.case_id), given.standing)
            subject = f"meeting:{found.meeting.public_id}"
            work.record("meeting.noted", subject=subject, item=row.public_id)

    def agree(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Who does what by when. Raises `errors.Invalid`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found, row = self._item(work, by, meeting_id, item_id)
            people = {each.key: each.id for each in rows.people(work, found.line)}
            given = meeting_form.agreed(form, people, rows.today(work, found.line))
            unnamed.in_minutes(work, rows.case_ids(work, found.meeting), {"what": given.what})
            if not inbox.receive(work, rows.PAGE, token):
                return
            acting.add(work, found, given, people[given.owner], row)

    def take_back(self, by: Actor, meeting_id: str, action_id: str, token: str) -> None:
        """What was agreed by mistake, while it is not done. Raises `errors.NotFound`,
        `errors.Conflict`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id)
            wanted = select(MeetingAction).where(
                col(MeetingAction.meeting_id) == found.meeting.id,
                col(MeetingAction.public_id) == action_id,
                # Of a case review's the words are sealed, and stay.
                col(MeetingAction.item_id).is_not(None),
            )
            row = work.session.exec(wanted.with_for_update()).first()
            if row is None:
                raise NotFound("This is not on the list of what is to do any more.")
            if row.done_at is not None:
                raise Conflict("This is done: it stays in the minutes.")
            if inbox.receive(work, rows.PAGE, token):
                subject = f"meeting:{found.meeting.public_id}"
                work.record("meeting.action_taken_back", subject=subject, agreed=row.public_id)
                work.run(delete(MeetingAction).where(col(MeetingAction.id) == row.id))

    def finish(self, by: Actor, meeting_id: str, token: str) -> None:
        """What was learned goes to all who were invited, once. Raises `errors.Conflict`, also
        before it begins, and while it goes on and of some case nothing is said yet."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = self._signed(work, by, meeting_id)
            if found.meeting.starts_at > work.now:
                raise Conflict("It has not begun: nothing was learned yet.")
            if rows.unsaid(work, found.meeting) and not rows.is_over(work, found.meeting):
                raise Conflict("Say of each case what it came to first, or wait for the end.")
            if not inbox.receive(work, rows.PAGE, token):
                return
            never = col(Meeting.learned_at).is_(None)
            if not work.update(found.meeting, never, learned_at=work.now):
                raise Conflict("What was learned has been sent already.")
            told = telling.learned(work, found)
            subject = f"meeting:{found.meeting.public_id}"
            work.record("meeting.learned", subject=subject, told=told)

    def _item(
        self, work: Work, by: Actor, meeting_id: str, item_id: str
    ) -> tuple[Found, AgendaItem]:
        """Raises `errors.NotFound` for a case that was withdrawn."""
        found = self._signed(work, by, meeting_id)
        row = rows.item(work, found.meeting, item_id)
        if rows.withdrawn(row, rows.cases(work, [row])):
            raise NotFound("This case was withdrawn on request: it is not discussed.")
        return found, row

    def _signed(self, work: Work, by: Actor, meeting_id: str) -> Found:
        found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id, lock=True)
        rows.planned(rows.teaches(found))
        if not rows.approved(found.meeting):
            raise Conflict("Both chairs sign the agenda first, as it is now.")
        return found
