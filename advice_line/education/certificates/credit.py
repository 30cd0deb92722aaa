"""What somebody takes from a meeting: a certificate of their own attendance, and a note for their
portfolio. Whoever else was there is nobody's business here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.education.certificates import attended, note
from advice_line.education.certificates.attended import Attended
from advice_line.education.certificates.note import NoteForm
from advice_line.education.meetings import joining, rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingState
from advice_line.rules import credit_form
from advice_line.tables.directory import Line
from advice_line.tables.evaluations import MeetingEvaluation
from advice_line.tables.meetings import Attendance, Meeting
from advice_line.trust.roles import NOBODY, Action, Actor, require


@dataclass(frozen=True)
class After:
    """`lacking` says why there is no certificate, None where there is one. `evaluated` is what
    this person or browser has answered already. `to_come`: of some case it is not written down yet
    what it came to, so that nothing of it is confirmed as learned."""

    key: str
    name: str
    line: Line
    starts_at: datetime
    ends_at: datetime
    who: str
    length: str | None
    lacking: str | None
    learned: tuple[tuple[str, str], ...]
    to_come: bool
    evaluated: MeetingEvaluation | None
    now: datetime


@dataclass(frozen=True)
class Went:
    """A meeting somebody of the service was at; `length` is None where they did not sign out."""

    key: str
    name: str
    starts_at: datetime
    ends_at: datetime
    length: str | None


@dataclass(frozen=True)
class Own:
    """`hours` are of the last twelve months, in words."""

    went: tuple[Went, ...]
    total: str
    now: datetime


class Credit:
    """`sentence` is the organiser's where the site has accreditation."""

    def __init__(self, ledger: Ledger, sentence: str) -> None:
        self._ledger, self._sentence = ledger, sentence

    def after(self, by: Actor, key: str, browser: str) -> After:
        """Raises `errors.NotFound`, `errors.Conflict` for who has not signed in to it."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.look(NOBODY.label) as work:
            found, row = was_there(work, by, key, browser)
            mark = evaluation_mark(work, found, by, browser)
            given = work.session.get(MeetingEvaluation, (found.meeting.id, mark))
            length, lacking = _confirmed(work, found, row)
            after = After(
                key=key,
                name=found.series.name,
                line=found.line,
                starts_at=found.meeting.starts_at,
                ends_at=found.meeting.ends_at,
                who=row.name,
                length=length,
                lacking=lacking,
                learned=attended.learned(attended.taught(work, found)),
                to_come=rows.unsaid(work, found.meeting) > 0,
                evaluated=given,
                now=work.now,
            )
            work.let_go()
            return after

    def certificate(self, by: Actor, key: str, browser: str) -> bytes:
        """As a PDF. Raises as `after` does, and for who has not signed out."""
        from advice_line.education.certificates import certificate_pdf  # noqa: PLC0415

        require(by, Action.JOIN_MEETING)
        with self._ledger.work(NOBODY.label) as work:
            of = _certified(work, *was_there(work, by, key, browser))
        return certificate_pdf.render(of, self._sentence)

    def of_guest(self, by: Actor, meeting_id: str, attendance: str) -> bytes:
        """As a PDF, for who keeps the meeting to hand to a guest whose device is gone: guests give
        no address. Raises `errors.NotFound`, `errors.Conflict`."""
        from advice_line.education.certificates import certificate_pdf  # noqa: PLC0415

        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id)
            of = _certified(work, found, rows.guest(work, found.meeting, attendance))
        return certificate_pdf.render(of, self._sentence)

    def note(self, by: Actor, key: str, form: Mapping[str, str], browser: str) -> bytes:
        """What they typed, as a file: nothing of it is kept, nor that they did. Raises
        `errors.Invalid`, and as `certificate` does."""
        require(by, Action.JOIN_MEETING)
        said = credit_form.reflection(form)
        kind = form.get("form", "")
        if kind not in set(NoteForm):
            raise NotFound("There is no such file.")
        with self._ledger.look(NOBODY.label) as work:
            of: Attended = attended.of(work, *was_there(work, by, key, browser))
            work.let_go()
        return note.write(of, said, NoteForm(kind))

    def own(self, by: Actor) -> Own:
        """Of whoever is signed in, the newest first."""
        require(by, Action.SEE_MEETINGS)
        with self._ledger.look(by.label) as work:
            wanted = (
                select(Attendance, Meeting)
                .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
                .where(
                    col(Attendance.responder_id) == by.responder_id,
                    col(Meeting.state) == MeetingState.PLANNED,
                )
                .order_by(col(Meeting.starts_at).desc())
            )
            went, minutes = [], 0
            for row, meeting in work.session.exec(wanted):
                there = attended.there(row, meeting.starts_at, meeting.ends_at)
                if (work.now - meeting.starts_at).days < 365:
                    minutes += there or 0
                length = attended.spoken(there) if there else None
                name = rows.of(work, meeting).series.name
                times = meeting.starts_at, meeting.ends_at
                went.append(Went(meeting.door_key, name, *times, length))
            work.let_go()
            return Own(tuple(went), attended.spoken(minutes), work.now)


def _certified(work: Work, found: Found, row: Attendance) -> Attended:
    of = attended.of(work, found, row)
    subject = f"meeting:{found.meeting.public_id}"
    work.record("meeting.certified", subject=subject, cases=list(of.references))
    return of


def was_there(work: Work, by: Actor, key: str, browser: str) -> tuple[Found, Attendance]:
    """Raises `errors.Conflict` for who has not signed in to it on this browser or as themselves."""
    found = joining.by_key(work, key)
    mark = joining.browser_mark(work, found.meeting, browser)
    row = joining.came(work, found.meeting, by, mark)
    if row is None:
        raise Conflict("You have not signed in to this meeting on this device.")
    return found, row


def evaluation_mark(work: Work, found: Found, by: Actor, browser: str) -> str:
    """Another one than that of the attendance, so that neither is found by the other."""
    who = f"person:{by.responder_id}" if by.responder_id else browser
    return work.vault.mark(f"{found.meeting.public_id}:{who}", "evaluation")


def _confirmed(work: Work, found: Found, row: Attendance) -> tuple[str | None, str | None]:
    try:
        return attended.of(work, found, row).length, None
    except Conflict as error:
        return None, str(error)
