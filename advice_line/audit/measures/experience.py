"""What those think who ask, who answer and who are taught: by their own tap, never asked twice."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.audit.measures.common import ADVISED, NOBODYS, OF_ADVISED
from advice_line.audit.measures.definition import Measure, Raw, Reckoned, share
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from advice_line.tables.evaluations import MeetingEvaluation
from advice_line.tables.meetings import Meeting

_HELPED, _WORTH = col(AuditQuery.helped), col(AuditQuery.worth_it)
_USEFUL = 4


def useful(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    at = col(Meeting.starts_at)
    meetings = select(Meeting.id).where(col(Meeting.line_id) == line.id, at >= start, at < end)
    theirs = col(MeetingEvaluation.meeting_id).in_(meetings)
    counted = select(
        func.count().filter(col(MeetingEvaluation.useful) >= _USEFUL), func.count()
    ).where(theirs)
    good, whole = work.session.exec(counted).one()
    return Raw(int(good), int(whole), int(whole))


MEASURES = (
    Measure(
        id="experience.helped",
        group=Group.EXPERIENCE,
        name="Advice that helped, by the tap of who reads it",
        question="Does the advice help?",
        numerator="of these, those of which it was said that it helped",
        denominator="advised queries of which anybody said whether the advice helped",
        exclusions=NOBODYS,
        how=share(AuditQuery, _HELPED, ADVISED, _HELPED.is_not(None)),
        unit=Unit.SHARE,
        source="This service's own question on each letter",
        better=Better.HIGHER,
        by=OF_ADVISED,
    ),
    Measure(
        id="experience.worth_it",
        group=Group.EXPERIENCE,
        name="Questions worth a responder's time, by their own tap",
        question="What do those who answer think of what they are asked?",
        numerator="of these, those that their responder calls worth the time",
        denominator="advised queries of which their responder said whether they were",
        exclusions=NOBODYS,
        how=share(AuditQuery, _WORTH.is_(True), ADVISED, _WORTH.is_not(None)),
        unit=Unit.SHARE,
        source="This service's own question to whoever has written the advice down",
        better=Better.HIGHER,
    ),
    Measure(
        id="experience.meetings",
        group=Group.EXPERIENCE,
        name="Meetings found useful",
        question="Do the meetings help those who come?",
        numerator="of these, those that give 4 or 5 of 5",
        denominator="evaluations of meetings of the period",
        how=Reckoned(useful),
        unit=Unit.SHARE,
        source="RCR, rules for continuing professional development: evaluation of an event",
        better=Better.HIGHER,
    ),
)
