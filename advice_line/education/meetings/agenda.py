"""The agenda of a meeting: what comes, in which order, by whom, and that both chairs sign it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from advice_line.education.cases import unnamed
from advice_line.education.meetings import proposing, rows, telling
from advice_line.education.meetings.rows import AgendaMoved, Found
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import Chair, VoteState
from advice_line.rules import agenda, meeting_form
from advice_line.rules.agenda import Proposal
from advice_line.tables.cases import Case
from advice_line.tables.meetings import AgendaItem, Meeting, MeetingAction
from advice_line.trust.roles import Action, Actor, require

_SIGNS: dict[Chair, tuple[Any, str]] = {
    Chair.IMAGING: (Meeting.imaging_signed, "imaging_signed"),
    Chair.PRIMARY_CARE: (Meeting.primary_signed, "primary_signed"),
}


# So long after its end somebody may still tidy up.
AFTER = timedelta(hours=2)


class Agenda:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """One of what is proposed: `case` its reference, or `theme`. Raises `errors.Invalid` where
        harm is possible and no incident is named, `errors.Conflict` where it may not come."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = self._open(work, by, meeting_id)
            on = rows.items(work, found.meeting)
            proposal, case = _meant(work, found, form, [each.theme or "" for each in on])
            harm = proposal.harm_possible or bool(form.get("harm"))
            incident = meeting_form.incident(form) if harm else None
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            made = work.add(
                AgendaItem(
                    meeting_id=found.meeting.id or 0,
                    case_id=case.id if case else None,
                    theme=None if case else proposal.theme,
                    reasons=[each.words for each in proposal.reasons],
                    position=1 + max((each.position for each in on), default=0),
                    minutes=proposal.minutes,
                    presenter_id=case.author_id if case else None,
                    harm_possible=harm,
                    incident=incident,
                    vote_state=VoteState.READY.value,
                )
            )
            self._record(work, found, "meeting.item_added", made)

    def change(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Its minutes, presenter, incident and vote. Raises `errors.Invalid`; `AgendaMoved`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = self._open(work, by, meeting_id)
            row = rows.item(work, found.meeting, item_id)
            people = {each.key: each.id for each in rows.people(work, found.line)}
            harm = row.harm_possible or bool(form.get("harm"))
            given = meeting_form.item(form, people, harm=harm)
            asked = {f"option_{place}": each for place, each in enumerate(given.options, start=1)}
            texts = asked | {"vote": given.vote, "incident": given.incident}
            unnamed.in_minutes(work, rows.case_ids(work, found.meeting), texts)
            if row.vote_state != VoteState.READY and (given.vote, list(given.options)) != (
                row.vote,
                row.options,
            ):
                said = "People have voted on this: its question and answers stay as they are."
                raise Invalid([Problem("vote", said)])
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            work.update(
                row,
                minutes=given.minutes,
                presenter_id=people[given.presenter] if given.presenter else None,
                harm_possible=harm,
                incident=given.incident,
                vote=given.vote,
                options=list(given.options),
                right=given.right,
            )
            self._record(work, found, "meeting.item_changed", row)

    def shift(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """`by` places later, earlier where it is below 0. Raises `AgendaMoved`."""
        require(by, Action.KEEP_MEETINGS)
        places = agenda.places(form)
        with self._ledger.work(by.label) as work:
            found = self._open(work, by, meeting_id)
            moved = rows.item(work, found.meeting, item_id)
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            rows.shift(work, rows.items(work, found.meeting), item_id, places)
            self._record(work, found, "meeting.item_moved", moved)

    def drop(
        self, by: Actor, meeting_id: str, item_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Raises `AgendaMoved`, `errors.Conflict` for one that was voted or spoken on."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = self._open(work, by, meeting_id)
            row = rows.item(work, found.meeting, item_id)
            if _was_discussed(work, row):
                raise Conflict("This was discussed already: it stays in the minutes.")
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.change(work, found.meeting, form.get("revision", ""), by)
            self._record(work, found, "meeting.item_dropped", row)
            work.run(delete(AgendaItem).where(col(AgendaItem.id) == row.id))

    def sign(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """By a chair, of the revision that they were shown. With the second signature the authors
        of its cases hear of it, and who asked. Raises `errors.Conflict` for who is no chair of it,
        and `AgendaMoved`."""
        require(by, Action.SIGN_AGENDA)
        with self._ledger.work(by.label) as work:
            found = rows.planned(rows.meeting(work, by, Action.SIGN_AGENDA, meeting_id, lock=True))
            row, chair = found.meeting, chair_of(found, by)
            if chair is None:
                raise Conflict("Its two chairs sign an agenda, and you are neither of them.")
            if form.get("revision") != f"{row.revision}":
                raise AgendaMoved(row.changed_by)
            on = rows.items(work, row)
            shown = rows.cases(work, on)
            stand = [each for each in on if not rows.withdrawn(each, shown)]
            if not stand and not rows.reviewed(work, row):
                raise Conflict("Nothing stands on this agenda yet.")
            if not inbox.receive(work, rows.PAGE, token):
                return
            column, name = _SIGNS[chair]
            signature = {name: row.revision, f"{name}_at": work.now, f"{name}_by": by.name}
            if work.update(row, col(column).is_distinct_from(row.revision), **signature):
                subject = f"meeting:{row.public_id}"
                work.record("meeting.signed", subject=subject, chair=chair.value)
            if rows.approved(row):
                telling.before(work, on, shown)

    def _open(self, work: Work, by: Actor, meeting_id: str) -> Found:
        found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id, lock=True)
        if closed(work, rows.planned(rows.teaches(found)).meeting):
            said = "This meeting is over: its agenda stays as it was. Put it on the next one."
            raise Conflict(said)
        return found

    def _record(self, work: Work, found: Found, act: str, item: AgendaItem) -> None:
        work.record(act, subject=f"meeting:{found.meeting.public_id}", item=item.public_id)


def _was_discussed(work: Work, row: AgendaItem) -> bool:
    if row.vote_state != VoteState.READY or row.notes or row.decision or row.standing:
        return True
    agreed = select(MeetingAction.id).where(col(MeetingAction.item_id) == row.id)
    return work.session.exec(agreed.limit(1)).first() is not None


def closed(work: Work, row: Meeting) -> bool:
    """Whether its agenda stays as it was: what was learned is sent, or it is long over."""
    return row.learned_at is not None or row.ends_at + AFTER <= work.now


def chair_of(found: Found, by: Actor) -> Chair | None:
    chairs = {
        found.series.imaging_chair_id: Chair.IMAGING,
        found.series.primary_chair_id: Chair.PRIMARY_CARE,
    }
    return chairs.get(by.responder_id or 0)


def _meant(
    work: Work, found: Found, form: Mapping[str, str], themes: list[str]
) -> tuple[Proposal, Case | None]:
    """What was chosen, as it is proposed now; a case of the line may come unproposed, by hand."""
    reference, theme = form.get("case", "").strip().upper(), form.get("theme", "").strip()
    offered = proposing.proposed(work, found.line, themes)
    if not reference:
        meant = next((each for each in offered if not each.case_id and each.theme == theme), None)
        if meant is None:
            raise Conflict("This is not proposed any more. Look at the agenda as it is now.")
        return meant, None
    wanted = select(Case).where(
        col(Case.reference) == reference, col(Case.line_id) == found.line.id
    )
    case = work.session.exec(wanted).first()
    if case is None:
        raise NotFound("No case has this reference.")
    if case.state != CaseState.APPROVED:
        raise Conflict("Only a case whose text a second person has approved may come.")
    meant = next((each for each in offered if each.case_id == case.id), None)
    if meant is None:
        if proposing.is_taken(work, found.line, case):
            raise Conflict("This case stands on an agenda already.")
        meant = proposing.by_hand(work, case)
    return meant, case
