"""How soon something written is answered, and by when a talk is written down (guide §3.1.2: a
tolerance of 90%)."""

from sqlmodel import col

from advice_line.audit.measures.common import (
    ASKED,
    FROM_PAPER,
    GUIDE,
    NOBODYS,
    OF_WRITTEN,
    WRITTEN,
)
from advice_line.audit.measures.definition import Measure, Spread, share
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.tables.audit_facts import AuditQuery

TOLERANCE = 0.9
_SOURCE = f"{GUIDE}, §3.1.2 and §5"
_RECORD = col(AuditQuery.record_owed) & ~col(AuditQuery.late_entry)
_TARGET, _IN_TIME = col(AuditQuery.in_target), col(AuditQuery.record_in_time)


def _spread(name: str, title: str, question: str, until: str, value: str, of: str) -> Measure:
    open_time, written = value.endswith("_open"), "written" in of
    return Measure(
        id=f"turnaround.{name}",
        group=Group.TURNAROUND,
        name=title,
        question=question,
        numerator=f"{of}, from their arrival until {until}",
        denominator="the same",
        exclusions=NOBODYS,
        clock=ClockKind.WORKING_TIME if open_time else ClockKind.ELAPSED,
        how=Spread(AuditQuery, getattr(AuditQuery, value), WRITTEN if written else ASKED),
        unit=Unit.SECONDS,
        source=_SOURCE,
        better=Better.LOWER,
        eligible="utilisation.written" if written else None,
    )


MEASURES = (
    Measure(
        id="turnaround.in_target",
        group=Group.TURNAROUND,
        name="Written questions answered in their target",
        question="Do written questions get their answer in time?",
        numerator="of these, those advised by the time that the line's target for their urgency "
        "gives, however much later was promised",
        denominator="written questions that were advised, or whose target has passed",
        exclusions=f"{NOBODYS}; what was closed without advice or waits for its asker; what is in "
        "its time",
        clock=ClockKind.WORKING_TIME,
        how=share(AuditQuery, _TARGET, WRITTEN, _TARGET.is_not(None)),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        target=TOLERANCE,
        by=OF_WRITTEN,
        eligible="utilisation.written",
    ),
    _spread(
        "first_reply",
        "Time to the first reply",
        "How long until somebody reacts to a written question?",
        "the first talk, advice or question back",
        "to_first_reply_open",
        "written questions that have one",
    ),
    _spread(
        "advice",
        "Time to the advice",
        "How long until a written question is advised?",
        "the advice was signed",
        "to_advice_open",
        "written questions that were advised",
    ),
    _spread(
        "advice_elapsed",
        "Time to the advice, nights and weekends too",
        "How long does who asks wait by their own clock?",
        "the advice was signed",
        "to_advice",
        "written questions that were advised",
    ),
    _spread(
        "close",
        "Time to close",
        "How long until nothing is owed any more?",
        "they were over",
        "to_close_open",
        "queries on whose advice a clinician has said that they act, or that are closed without",
    ),
    Measure(
        id="turnaround.record",
        group=Group.TURNAROUND,
        name="Talks written down in time",
        question="Is spoken advice written down while it is remembered?",
        numerator="of these, those written down by 15 minutes after the talk",
        denominator="talks whose advice is written, or whose time for it has passed",
        exclusions=f"{NOBODYS}; {FROM_PAPER}; what is in its time",
        clock=ClockKind.ELAPSED,
        how=share(AuditQuery, _IN_TIME, ASKED & _RECORD, _IN_TIME.is_not(None)),
        unit=Unit.SHARE,
        source="GMC Good medical practice 2024, 69-70; this service's hazard H09",
        better=Better.HIGHER,
    ),
)
