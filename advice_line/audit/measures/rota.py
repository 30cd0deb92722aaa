"""Whether the line is staffed while it is open, by the rota as it was known then, and what a
session of duty costs. Nothing here is of one person (H18)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from rota import store
from rota.errors import UnknownLine
from rota.values import Span, Tier

_MINUTE = timedelta(minutes=1)
_SOURCE = "This service's hazard H03; guide §3.3.1: in working hours"


def spans(work: Work, line: Line, start: datetime, end: datetime) -> list[Span]:
    """Of the open time alone, by the rota that was known at each instant. Each look asks for the
    same span again and again, and it takes longer than all else: it is reckoned once."""
    known = work.session.info.setdefault(spans.__qualname__, {})
    asked = line.key, start, end
    if asked not in known:
        known[asked] = _spans(work, line, start, end)
    found: list[Span] = known[asked]
    return found


def _spans(work: Work, line: Line, start: datetime, end: datetime) -> list[Span]:
    try:
        history = store.history(work.session, line.key, work.now)
    except UnknownLine:
        return []
    return [each for each in history.timeline(start, end) if each.open]


def fill(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    found = spans(work, line, start, end)
    whole = _minutes(found)
    manned = _minutes(each for each in found if _manned(each))
    return Raw(manned, whole, whole)


def lost(work: Work, line: Line, period: Period, start: datetime, end: datetime) -> Raw:
    found = fill(work, line, period, start, end)
    gone = found.denominator - found.numerator
    return Raw(gone, gone, gone)


def evenly(work: Work, line: Line, _period: Period, start: datetime, end: datetime) -> Raw:
    """What the mean is of the most: 1 where all have the same. Of people on duty at all."""
    worked: dict[str, int] = defaultdict(int)
    for span in spans(work, line, start, end):
        for duty in span.duties:
            worked[duty.person_ref] += _minutes([span])
    if not worked:
        return Raw(0, 0, 0)
    many = len(worked)
    return Raw(round(sum(worked.values()) / many), max(worked.values()), many, known=many)


def rings(work: Work, line: Line, period: Period, start: datetime, end: datetime) -> Raw:
    return _for_each_session(work, line, period, AuditQuery.rings, start, end)


def minutes(work: Work, line: Line, period: Period, start: datetime, end: datetime) -> Raw:
    return _for_each_session(work, line, period, AuditQuery.answer_seconds, start, end)


def _for_each_session(
    work: Work, line: Line, period: Period, column: int, start: datetime, end: datetime
) -> Raw:
    day = col(AuditQuery.day)
    summed = select(func.coalesce(func.sum(column), 0)).where(
        col(AuditQuery.line_id) == line.id, day >= period.first, day < period.after
    )
    many = sessions(spans(work, line, start, end))
    return Raw(int(work.session.exec(summed).one()), many, many)


def sessions(found: Iterable[Span]) -> int:
    """Stretches in which one person is on one tier, however often anything else changes."""
    count, before, ended = 0, set[tuple[str, str]](), None
    for span in found:
        now = {(duty.tier.value, duty.person_ref) for duty in span.duties}
        count += len(now - before if ended == span.start else now)
        before, ended = now, span.end
    return count


def _manned(span: Span) -> bool:
    return any(duty.tier is Tier.FIRST for duty in span.duties)


def _minutes(found: Iterable[Span]) -> int:
    return round(sum((each.end - each.start for each in found), timedelta()) / _MINUTE)


MEASURES = (
    Measure(
        id="rota.fill",
        group=Group.ROTA,
        name="Open time with somebody on",
        question="Is the line staffed while it is open?",
        numerator="of these, minutes in which somebody was on tier 1",
        denominator="minutes in which the line was open",
        clock=ClockKind.WORKING_TIME,
        how=Reckoned(fill),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        target=1.0,
        guarded=False,
    ),
    Measure(
        id="rota.lost",
        group=Group.ROTA,
        name="Minutes lost",
        question="For how long was nobody on?",
        numerator="minutes in which the line was open and nobody was on tier 1",
        denominator="the same",
        clock=ClockKind.WORKING_TIME,
        how=Reckoned(lost),
        unit=Unit.COUNT,
        source=_SOURCE,
        better=Better.LOWER,
        target=0.0,
        guarded=False,
    ),
    Measure(
        id="rota.evenly",
        group=Group.ROTA,
        name="How evenly duty falls",
        question="Does duty fall on all alike?",
        numerator="the mean minutes of duty of those who were on at all",
        denominator="the most minutes that one of them had",
        exclusions="told of no fewer people than SMALL_NUMBER",
        clock=ClockKind.WORKING_TIME,
        how=Reckoned(evenly),
        unit=Unit.SHARE,
        source="This service's own promise: fairness without names",
        better=Better.HIGHER,
        guarded=False,
        of_people=True,
    ),
    Measure(
        id="rota.rings",
        group=Group.ROTA,
        name="Rings in a session of duty",
        question="How often is whoever is on interrupted?",
        numerator="times that a responder's phone rang about queries that came then",
        denominator="sessions of duty, on any tier",
        how=Reckoned(rings),
        unit=Unit.NUMBER,
        source="This service's purpose: each interruption costs accuracy",
        better=Better.LOWER,
    ),
    Measure(
        id="rota.time",
        group=Group.ROTA,
        name="Time on the telephone in a session of duty",
        question="How long is whoever is on away from reporting?",
        numerator="time in which a phone rang or somebody talked, about queries that came then",
        denominator="sessions of duty, on any tier",
        clock=ClockKind.ELAPSED,
        how=Reckoned(minutes),
        unit=Unit.SECONDS,
        source="This service's purpose: each interruption costs accuracy",
        better=Better.LOWER,
    ),
)
