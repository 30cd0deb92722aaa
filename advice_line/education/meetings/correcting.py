"""Who forgot to sign out: whoever keeps the meeting says when they left, with a reason that stays
in the trail. A certificate then tells those hours, and that they were put right."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.education.meetings import rows
from advice_line.education.meetings.joining import LATE
from advice_line.education.meetings.rows import Found
from advice_line.errors import Invalid, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import attendance_form
from advice_line.tables.meetings import Attendance
from advice_line.trust.roles import Action, Actor, require
from rota import walltime


class Correcting:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def left(
        self, by: Actor, meeting_id: str, attendance: str, form: Mapping[str, str], token: str
    ) -> None:
        """`left` on the clock of the line, on the day of the meeting. Raises `errors.Invalid`, also
        for a time at which nobody can have left, `errors.NotFound`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id, lock=True)
            there = rows.attendance(work, found.meeting, attendance)
            given = attendance_form.left(form)
            day = walltime.to_local(found.meeting.starts_at, rows.zone(found.line)).date()
            at = walltime.to_utc(datetime.combine(day, given.at), rows.zone(found.line))
            _can_be(work, found, there, at)
            if inbox.receive(work, rows.PAGE, token):
                before = there.out_at.isoformat() if there.out_at else None
                work.update(there, out_at=at, out_set_by=by.name or by.label)
                work.record(
                    "meeting.attendance_put_right",
                    subject=f"meeting:{found.meeting.public_id}",
                    attendance=there.public_id,
                    before=before,
                    after=at.isoformat(),
                    reason=given.reason,
                )


def _can_be(work: Work, found: Found, there: Attendance, at: datetime) -> None:
    if at <= (there.back_at or there.in_at):
        raise Invalid([Problem("left", "They signed in later than that. Give a later time.")])
    if at > work.now:
        raise Invalid([Problem("left", "This is still to come. Give an earlier time.")])
    if at > found.meeting.ends_at + LATE:
        said = "Nobody signs out more than two hours after the meeting. Give an earlier time."
        raise Invalid([Problem("left", said)])
