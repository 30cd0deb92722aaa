"""Who is told that cases or a pack wait for them: by counts and links, and never with a word of a
case. Once a week at most for cases, and for no longer than six weeks each; once for a meeting and
the month that it teaches."""

from collections import defaultdict
from datetime import date, timedelta

from sqlmodel import col, select

from advice_line.desk.digests import telling, waiting_cases
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingKind, MeetingState
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import pack_month
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import Meeting, MeetingSeries
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, hours, store, walltime

_WEEKEND = 5
# A meeting further ahead has no pack yet, however many days off there are.
_FURTHEST = timedelta(days=60)


class Waiting:
    def __init__(self, ledger: Ledger, pack_working_days: int) -> None:
        """`pack_working_days` is PACK_WORKING_DAYS."""
        self._ledger = ledger
        self._ahead = pack_working_days

    def chase(self) -> int:
        """How many authors and second persons were told of cases that wait for them."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            once = telling.week(work)
            return sum(
                telling.tell(work, NoticeKind.CASES_WAIT, once, person, person.id)
                for person in lookups.responders(work.session)
                if not waiting_cases.of(work, person).none
            )

    def packs(self) -> int:
        """How many chairs were told of the pack of a meeting that comes."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            lines = {each.id: each for each in lookups.lines(work.session)}
            wanted = select(Meeting).where(
                col(Meeting.state) == MeetingState.PLANNED,
                col(Meeting.starts_at) > work.now,
                col(Meeting.starts_at) < work.now + _FURTHEST,
            )
            due: defaultdict[int, list[Meeting]] = defaultdict(list)
            for each in work.session.exec(wanted.order_by(col(Meeting.id))).all():
                due[each.line_id].append(each)
            return sum(
                self._of_line(work, lines[line_id], meetings) for line_id, meetings in due.items()
            )

    def _of_line(self, work: Work, line: Line, meetings: list[Meeting]) -> int:
        zone = columns.read_zone(line.time_zone)
        calendar = store.load(work.session, line.key).calendar
        today = walltime.local_day(work.now, zone)

        def is_worked(day: date) -> bool:
            return day.weekday() < _WEEKEND and hours.day_off(calendar, day) is None

        told = 0
        for meeting in meetings:
            day = walltime.local_day(meeting.starts_at, zone)
            until = (day - today).days
            left = sum(is_worked(today + timedelta(days=n)) for n in range(1, until + 1))
            if left > self._ahead:
                continue
            series = work.session.get_one(MeetingSeries, meeting.series_id)
            if series.kind != MeetingKind.EDUCATION:
                continue
            for chair in {series.imaging_chair_id: 0, series.primary_chair_id: 0}:
                person = work.session.get_one(Responder, chair)
                # Of a meeting that moves to where another month is taught they hear again.
                once = f"{meeting.id}:{pack_month.of(day)}"
                told += telling.tell(work, NoticeKind.PACK_WAITS, once, person, meeting.id)
        return told
