"""The dates of a series: planned ahead by its rhythm, moved and cancelled with their history."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.education.meetings import inviting, joining, rows
from advice_line.errors import Conflict
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingChanged, MeetingState, Week
from advice_line.rules import meeting_dates, meeting_when
from advice_line.rules.meeting_dates import Planned, Rhythm
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from advice_line.tables.meetings import Meeting, MeetingChange, MeetingSeries
from advice_line.trust.roles import Action, Actor, require
from rota import hours, store

# So far ahead dates stand, and so far ahead people are invited.
AHEAD, INVITED = timedelta(days=184), timedelta(weeks=6)


class Planning:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def start(self, by: Actor, line_key: str, form: Mapping[str, str], token: str) -> None:
        """A new series and its dates. Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_MEETINGS, line_key)
            people = {each.key: each.id for each in rows.people(work, line)}
            given = meeting_when.series(form, people)
            if not inbox.receive(work, rows.PAGE, token):
                return
            made = work.add(
                MeetingSeries(
                    line_id=line.id or 0,
                    kind=given.kind.value,
                    name=given.name,
                    weekday=given.rhythm.weekday,
                    weeks=[each.value for each in given.rhythm.weeks],
                    starts=f"{given.rhythm.starts:%H:%M}",
                    ends=f"{given.rhythm.ends:%H:%M}",
                    place=given.place,
                    link=given.link,
                    imaging_chair_id=people[given.imaging_chair] or 0,
                    primary_chair_id=people[given.primary_chair] or 0,
                    made_at=work.now,
                    made_by=by.name or by.label,
                )
            )
            work.record("meeting.series_made", subject=f"meetings:{made.public_id}", line=line.key)
            plan(work, made, line)

    def move(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """To another day, time, place or link; all who were invited are told. Raises
        `errors.Invalid`, `errors.Conflict` for one that is over or cancelled."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = rows.planned(
                rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id, lock=True)
            )
            row = found.meeting
            _not_over(work, row)
            to = meeting_when.moved(form, work.now, rows.zone(found.line))
            before = row.starts_at
            timed = (to.starts_at, to.ends_at) != (before, row.ends_at)
            placed = (to.place, to.link) != (row.place, row.link)
            if not inbox.receive(work, rows.PAGE, token) or not (timed or placed):
                return
            work.update(
                row,
                col(Meeting.sequence) == row.sequence,
                starts_at=to.starts_at,
                ends_at=to.ends_at,
                place=to.place,
                link=to.link,
                sequence=row.sequence + 1,
            )
            if timed:
                joining.began_anew(work, row)
            what = MeetingChanged.MOVED if timed else MeetingChanged.PLACED
            note(work, by.name or by.label, row, what, before, to.why)
            inviting.tell(work, found)

    def cancel(self, by: Actor, meeting_id: str, form: Mapping[str, str], token: str) -> None:
        """Its history and its agenda stay; all who were invited are told. Raises as `move` does."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            found = rows.planned(
                rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id, lock=True)
            )
            row = found.meeting
            _not_over(work, row)
            why = meeting_when.cancelled(form)
            if not inbox.receive(work, rows.PAGE, token):
                return
            work.update(
                row,
                col(Meeting.state) == MeetingState.PLANNED,
                state=MeetingState.CANCELLED.value,
                sequence=row.sequence + 1,
            )
            note(work, by.name or by.label, row, MeetingChanged.CANCELLED, row.starts_at, why)
            inviting.tell(work, found)


def plan(work: Work, series: MeetingSeries, line: Line) -> int:
    """How many dates are new: each day of the rhythm is planned once, whatever became of it."""
    calendar = store.load(work.session, line.key).calendar
    today = rows.today(work, line)

    def why_off(day: date) -> str | None:
        return hours.day_off(calendar, day) or hours.holiday_on(calendar, day)

    found = meeting_dates.planned(rhythm(series), today, today + AHEAD, rows.zone(line), why_off)
    return sum(_plan(work, series, each) for each in found if each.starts_at > work.now)


def rhythm(series: MeetingSeries) -> Rhythm:
    weeks = tuple(Week(each) for each in series.weeks)
    starts, ends = time.fromisoformat(series.starts), time.fromisoformat(series.ends)
    return Rhythm(series.weekday, weeks, starts, ends)


def _plan(work: Work, series: MeetingSeries, planned: Planned) -> bool:
    made = insert_once(
        work.session,
        Meeting,
        ("series_id", "planned_on"),
        public_id=opaque(),
        door_key=opaque(20),
        series_id=series.id,
        line_id=series.line_id,
        planned_on=planned.on,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=series.place,
        link=series.link,
        state=MeetingState.PLANNED.value,
        sequence=0,
        revision=0,
        changed_by="",
    )
    if made:
        wanted = select(Meeting).where(
            col(Meeting.series_id) == series.id, col(Meeting.planned_on) == planned.on
        )
        row = work.session.exec(wanted).one()
        why = f"A week or more later: {planned.because}" if planned.because else ""
        note(work, work.by, row, MeetingChanged.PLANNED, None, why)
    return bool(made)


def note(
    work: Work, by: str, row: Meeting, what: MeetingChanged, before: datetime | None, why: str
) -> None:
    to = None if what is MeetingChanged.CANCELLED else row.starts_at
    work.add(
        MeetingChange(
            meeting_id=row.id or 0,
            at=work.now,
            by=by,
            what=what.value,
            from_at=before,
            to_at=to,
            reason=why,
        )
    )
    work.record(f"meeting.{what}", subject=f"meeting:{row.public_id}")


def _not_over(work: Work, row: Meeting) -> None:
    if row.starts_at <= work.now:
        raise Conflict("This meeting has begun: its date does not change any more.")
