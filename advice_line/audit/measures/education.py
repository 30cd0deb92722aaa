"""Whether cases teach (guide §5: regular multidisciplinary education meetings)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.audit.measures.common import ASKED, GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, Raw, Reckoned, share
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import MeetingState
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from advice_line.tables.meetings import Attendance, Meeting, MeetingAction

_SOURCE = f"{GUIDE}, §5; RCR, standards for radiology events and learning meetings"


def _held(line: Line, start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    """Somebody signed in: a date alone teaches nobody."""
    came = select(Attendance.meeting_id)
    return (
        *_planned(line, start, end),
        col(Meeting.state) != MeetingState.CANCELLED,
        col(Meeting.id).in_(came),
    )


def _planned(line: Line, start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    at = col(Meeting.starts_at)
    return col(Meeting.line_id) == line.id, at >= start, at < end


def held(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    planned = _count(work, Meeting, *_planned(line, start, end))
    return Raw(_count(work, Meeting, *_held(line, start, end)), planned, planned)


def came(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    meetings = select(Meeting.id).where(*_held(line, start, end))
    people = _count(work, Attendance, col(Attendance.meeting_id).in_(meetings))
    many = _count(work, Meeting, *_held(line, start, end))
    return Raw(people, many, people, known=people)


def done(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    """Of the local day by which they are due: in summer a day begins in UTC on the one before."""
    meetings = select(Meeting.id).where(col(Meeting.line_id) == line.id)
    due = col(MeetingAction.by_day)
    theirs = (
        col(MeetingAction.meeting_id).in_(meetings),
        due >= period.first,
        due < period.after,
    )
    whole = _count(work, MeetingAction, *theirs)
    finished = _count(work, MeetingAction, *theirs, col(MeetingAction.done_at).is_not(None))
    return Raw(finished, whole, whole)


def _count(work: Work, table: Any, *where: Any) -> int:
    return work.session.exec(select(func.count()).select_from(table).where(*where)).one()


MEASURES = (
    Measure(
        id="education.taught",
        group=Group.EDUCATION,
        name="Queries that became a case to teach from",
        question="How much do queries teach?",
        numerator="of these, those whose de-identified case a second person has approved",
        denominator="queries",
        exclusions=NOBODYS,
        how=share(AuditQuery, col(AuditQuery.taught), ASKED),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.1: every query is a primary-care MDT case",
        better=Better.HIGHER,
    ),
    Measure(
        id="education.held",
        group=Group.EDUCATION,
        name="Education and review meetings held",
        question="Do the meetings take place?",
        numerator="of these, those to which anybody came",
        denominator="meetings planned",
        how=Reckoned(held),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        guarded=False,
    ),
    Measure(
        id="education.came",
        group=Group.EDUCATION,
        name="People at a meeting",
        question="Does anybody come?",
        numerator="people who signed in",
        denominator="meetings held",
        how=Reckoned(came),
        unit=Unit.NUMBER,
        source=_SOURCE,
        better=Better.HIGHER,
        guarded=False,
        of_people=True,
    ),
    Measure(
        id="education.actions",
        group=Group.EDUCATION,
        name="Actions of meetings done",
        question="Is done what was agreed?",
        numerator="of these, those that are done",
        denominator="actions that were due",
        how=Reckoned(done),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        guarded=False,
    ),
)
