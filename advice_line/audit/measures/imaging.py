"""How long imaging and its reports take, by the radiology system's own monthly file where a site
gives one, against the guide's targets (§3.1.2: within a week, reports by the next working day, a
tolerance of 90%)."""

from collections.abc import Iterable
from datetime import datetime

from advice_line.audit.imaging import reading
from advice_line.audit.imaging.reading import Imaging, Share
from advice_line.audit.measures.common import GUIDE
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.measures.turnaround import TOLERANCE
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.ledger.work import Work
from advice_line.rules.waits import Route
from advice_line.tables.directory import Line

_SOURCE = f"{GUIDE}, §3.1.2"


def routine(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    return _sum(each.in_week for each in _rows(work, line, period, Route.ROUTINE))


def urgent(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    return _sum(each.in_week for each in _rows(work, line, period, Route.URGENT))


def reported(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    return _sum(each.reported_next_day for each in reading.of(work, line.id or 0, period).rows)


def _rows(work: Work, line: Line, period: Period, route: Route) -> list[Imaging]:
    found = reading.of(work, line.id or 0, period)
    return [each for each in found.rows if each.route is route]


def _sum(shares: Iterable[Share]) -> Raw:
    both = [(each.numerator, each.denominator) for each in shares]
    whole = sum(down for _, down in both)
    return Raw(sum(up for up, _ in both), whole, whole)


def _measure(name: str, title: str, question: str, of: str, said: str, how: Reckoned) -> Measure:
    return Measure(
        id=f"imaging.{name}",
        group=Group.IMAGING,
        name=title,
        question=question,
        numerator=f"of these, those {said}",
        denominator=of,
        exclusions="months of which no file was given; weeks, of which there are none",
        how=how,
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        target=TOLERANCE,
    )


MEASURES = (
    _measure(
        "routine",
        "Routine imaging within a week",
        "How long does routine imaging take?",
        "routine examinations done",
        "done within a week of their request",
        Reckoned(routine),
    ),
    _measure(
        "urgent",
        "Urgent imaging within a week",
        "How long does urgent imaging take?",
        "urgent examinations done",
        "done within a week of their request",
        Reckoned(urgent),
    ),
    _measure(
        "reported",
        "Reports by the next working day",
        "How soon is imaging reported?",
        "examinations reported",
        "reported by the end of the next working day",
        Reckoned(reported),
    ),
)
