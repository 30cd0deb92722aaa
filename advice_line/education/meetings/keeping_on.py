"""What the worker does for meetings: dates are planned ahead, people invited, what is to do is
recalled. Each is done once, however often and in how many workers it runs."""

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.education.meetings import inviting, planning, rows, telling
from advice_line.ledger.work import Ledger
from advice_line.meeting_kinds import MeetingState
from advice_line.tables.meetings import Meeting, MeetingSeries
from advice_line.trust.roles import SYSTEM, Action, require


class KeepingOn:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def plan(self) -> int:
        """How many dates are new."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            lines = {each.id: each for each in lookups.lines(work.session)}
            wanted = select(MeetingSeries).where(col(MeetingSeries.ended_at).is_(None))
            return sum(
                planning.plan(work, each, lines[each.line_id])
                for each in work.session.exec(wanted.order_by(col(MeetingSeries.id))).all()
            )

    def invite(self) -> int:
        """How many were told of a meeting of the next six weeks."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            wanted = select(Meeting).where(
                col(Meeting.state) == MeetingState.PLANNED,
                col(Meeting.starts_at) > work.now,
                col(Meeting.starts_at) <= work.now + planning.INVITED,
            )
            found = work.session.exec(wanted.order_by(col(Meeting.starts_at))).all()
            return sum(inviting.invite(work, rows.of(work, each)) for each in found)

    def remind(self) -> int:
        """How many were reminded of what they do."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            return telling.actions(work)
