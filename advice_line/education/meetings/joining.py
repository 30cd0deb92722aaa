"""Whoever is in the room, known by the address that is shown there: one vote a browser, with no
name anywhere; and who came and went."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col, select

from advice_line.data_kinds import ERASED
from advice_line.education.meetings import rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import StaffRole
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingState, VoteState
from advice_line.rules import attendance_form, labels, revisions
from advice_line.rules.attendance_form import Guest
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import AgendaItem, Attendance, Meeting, MeetingVote
from advice_line.trust.roles import NOBODY, Action, Actor, require

EARLY, LATE = timedelta(hours=1), timedelta(hours=2)


@dataclass(frozen=True)
class Question:
    """`counts` are of each answer, None while the vote is open: small counts would tell who was
    first. `chosen` is this browser's own vote; `right` is None until the answer is shown."""

    id: str
    asked: str
    options: tuple[str, ...]
    state: VoteState
    chosen: int | None
    counts: tuple[int, ...] | None
    right: int | None


@dataclass(frozen=True)
class Room:
    """What a phone in the room shows. `question` is None while nothing is asked."""

    key: str
    name: str
    line: Line
    starts_at: datetime
    ends_at: datetime
    question: Question | None
    came: Attendance | None
    staff: str | None
    now: datetime


class Joining:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str, browser: str) -> Room:
        """Raises `errors.NotFound`."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.look(NOBODY.label) as work:
            found = by_key(work, key)
            row = found.meeting
            asked = _asked(work, row)
            person = _person(work, by)
            room = Room(
                key=key,
                name=found.series.name,
                line=found.line,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                question=question(work, asked, _mark(work, asked, browser)) if asked else None,
                came=came(work, row, by, browser_mark(work, row, browser)),
                staff=person.name if person else None,
                now=work.now,
            )
            work.let_go()
            return room

    def vote(self, by: Actor, key: str, form: Mapping[str, str], browser: str) -> None:
        """One a browser, changed as often as one likes until it is closed; nothing says whose.
        Raises `errors.Invalid`, `errors.Conflict` once it is closed."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.work(NOBODY.label) as work:
            row = by_key(work, key).meeting
            wanted = select(AgendaItem).where(
                col(AgendaItem.meeting_id) == row.id,
                col(AgendaItem.public_id) == form.get("item", ""),
            )
            item = work.session.exec(wanted.with_for_update()).first()
            if item is None:
                raise NotFound
            if rows.withdrawn(item, rows.cases(work, [item])):
                raise NotFound("This case was withdrawn on request: it is not discussed.")
            if item.vote_state != VoteState.OPEN or work.now > row.ends_at + LATE:
                raise Conflict("This vote is closed. What you chose before counts.")
            choice = revisions.shown(form.get("choice", ""))
            if choice is None or choice >= len(item.options):
                raise Invalid([Problem("choice", "Choose one of the answers.")])
            mark = _mark(work, item, browser)
            given = {"item_id": item.id, "voter_mark": mark, "choice": choice}
            unique = ("item_id", "voter_mark")
            if not insert_once(work.session, MeetingVote, unique, **given):
                mine = col(MeetingVote.item_id) == item.id, col(MeetingVote.voter_mark) == mark
                work.change(MeetingVote, *mine, choice=choice)

    def come(self, by: Actor, key: str, form: Mapping[str, str], browser: str) -> None:
        """Somebody signs in: of the service as who they are signed in, a guest as they type. Who
        left and is back is there again. Raises `errors.Invalid`."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.work(NOBODY.label) as work:
            row = by_key(work, key).meeting
            _is_on(work, row)
            person, mark = _person(work, by), browser_mark(work, row, browser)
            who = _of_staff(person) if person else attendance_form.guest(form)
            there = came(work, row, by, mark)
            if there is not None:
                _back(work, row, there)
                return
            made = insert_once(
                work.session,
                Attendance,
                ("meeting_id", "responder_id" if person else "browser_mark"),
                public_id=opaque(),
                meeting_id=row.id,
                responder_id=person.id if person else None,
                browser_mark=browser_mark(work, row, f"person:{person.id}") if person else mark,
                name=who.name,
                role=who.role,
                registration=who.registration,
                in_at=work.now,
            )
            if made:
                work.record("meeting.joined", subject=f"meeting:{row.public_id}")

    def leave(self, by: Actor, key: str, browser: str) -> None:
        """Raises `errors.Conflict` once nobody can say any more until when they were there."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.work(NOBODY.label) as work:
            row = by_key(work, key).meeting
            there = came(work, row, by, browser_mark(work, row, browser))
            if there is None:
                raise Conflict("You have not signed in to this meeting.")
            if work.now > row.ends_at + LATE:
                raise Conflict("One signs out until two hours after the meeting. Ask who keeps it.")
            work.update(there, col(Attendance.out_at).is_(None), out_at=work.now)

    def forget(self, by: Actor, meeting_id: str, attendance: str, token: str) -> None:
        """A guest's name and registration are taken out on their request; that somebody came, and
        as what, is still counted. Raises `errors.NotFound`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            row = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id).meeting
            there = rows.guest(work, row, attendance)
            if inbox.receive(work, rows.PAGE, token):
                work.update(there, name=ERASED, registration=None)
                work.record("meeting.guest_erased", subject=f"meeting:{row.public_id}")


def question(work: Work, item: AgendaItem, mark: str | None = None) -> Question:
    """`mark` is of the browser that looks, None for the presenter's."""
    votes = select(MeetingVote).where(col(MeetingVote.item_id) == item.id)
    cast = list(work.session.exec(votes))
    mine = next((each.choice for each in cast if each.voter_mark == mark), None)
    over = item.vote_state in (VoteState.CLOSED, VoteState.SHOWN)
    counted = Counter(each.choice for each in cast)
    return Question(
        id=item.public_id,
        asked=item.vote or "",
        options=tuple(item.options),
        state=VoteState(item.vote_state),
        chosen=mine,
        counts=tuple(counted[each] for each in range(len(item.options))) if over else None,
        right=item.right if item.vote_state == VoteState.SHOWN else None,
    )


def by_key(work: Work, key: str) -> Found:
    """Raises `errors.NotFound`, also for one that was cancelled."""
    wanted = select(Meeting).where(
        col(Meeting.door_key) == key, col(Meeting.state) == MeetingState.PLANNED
    )
    row = work.session.exec(wanted).first()
    if row is None:
        raise NotFound("There is no such meeting, or it is cancelled.")
    return rows.of(work, row)


def _back(work: Work, row: Meeting, there: Attendance) -> None:
    """The time in between was not spent here: no hours are confirmed for it."""
    if there.out_at is None:
        return
    away = rows.overlap(row.starts_at, row.ends_at, there.out_at, work.now)
    gone = there.away_seconds + int(away.total_seconds())
    work.update(
        there,
        col(Attendance.out_at).is_not(None),
        out_at=None,
        out_set_by=None,
        away_seconds=gone,
        back_at=work.now,
    )


def _is_on(work: Work, row: Meeting) -> None:
    """Hours are confirmed by it, so that nobody comes days before or after."""
    if not row.starts_at - EARLY <= work.now <= row.ends_at + LATE:
        said = "One signs in from an hour before the meeting until two hours after it."
        raise Invalid([Problem("name", said)])


def began_anew(work: Work, row: Meeting) -> None:
    """It was moved: whoever signed in too early for its new time was at nothing, and no hours are
    confirmed from then."""
    early = col(Attendance.in_at) < row.starts_at - EARLY
    gone = work.run(delete(Attendance).where(col(Attendance.meeting_id) == row.id, early))
    if gone:
        work.record("meeting.attendance_dropped", subject=f"meeting:{row.public_id}", count=gone)


def _asked(work: Work, row: Meeting) -> AgendaItem | None:
    """The one that was opened, closed or shown last, if its case still may be shown."""
    asked = (VoteState.OPEN, VoteState.CLOSED, VoteState.SHOWN)
    on = [each for each in rows.items(work, row) if each.vote_state in asked]
    shown = rows.cases(work, on)
    there = [each for each in on if not rows.withdrawn(each, shown) and each.vote_at is not None]
    return max(there, key=lambda each: each.vote_at or row.starts_at, default=None)


def _mark(work: Work, item: AgendaItem | None, browser: str) -> str | None:
    return work.vault.mark(f"{item.public_id}:{browser}", "vote") if item else None


def browser_mark(work: Work, row: Meeting, browser: str) -> str:
    """Of this meeting alone: two meetings do not tell that one browser was at both."""
    return work.vault.mark(f"{row.public_id}:{browser}", "attendance")


def came(work: Work, row: Meeting, by: Actor, mark: str) -> Attendance | None:
    """That the reader was there, and nobody else."""
    who = (
        col(Attendance.responder_id) == by.responder_id
        if by.responder_id is not None
        else (col(Attendance.browser_mark) == mark) & col(Attendance.responder_id).is_(None)
    )
    return work.session.exec(
        select(Attendance).where(col(Attendance.meeting_id) == row.id, who)
    ).first()


def _person(work: Work, by: Actor) -> Responder | None:
    return work.session.get(Responder, by.responder_id) if by.responder_id else None


def _of_staff(person: Responder) -> Guest:
    number = " ".join(filter(None, (person.registration_body, person.registration_number)))
    return Guest(person.name, labels.ROLES[StaffRole(person.role)], number or None)
