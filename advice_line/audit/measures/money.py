"""What a query costs in pounds, by what the site gives in the setup file of its line
(`rules/costs.py`). Where any day of the period has no cost given, the figure is not given."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from advice_line.audit.measures.common import ASKED, NOBODYS
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.measures.rota import spans
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.ledger.work import Work
from advice_line.rules import costs
from advice_line.rules.costs import DAYS_OF_A_YEAR, Stretch
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from rota import walltime
from rota.values import Tier

_HOUR = timedelta(hours=1)
NOT_GIVEN = "not given: the line's setup file does not say what it costs"
_SOURCE = (
    "The guide asks for sessional commitment that is job planned (§3.3.1); this says its price"
)

Pounds = Callable[[Work, Line, Stretch], float | None]


def duty(work: Work, line: Line, over: Stretch) -> float | None:
    """Of whoever was on tier 1: tiers above it are asked only where that one does not answer."""
    if over.cost is None or over.cost.hour is None:
        return None
    zone = ZoneInfo(line.time_zone)
    start, end = (walltime.day_start(day, zone) for day in (over.first, over.after))
    on = timedelta()
    for span in spans(work, line, start, end):
        first = sum(each.tier is Tier.FIRST for each in span.duties)
        on += (span.end - span.start) * first
    return on / _HOUR * over.cost.hour


def running(_work: Work, _line: Line, over: Stretch) -> float | None:
    if over.cost is None or over.cost.year is None:
        return None
    return over.cost.year * over.days / DAYS_OF_A_YEAR


def whole(work: Work, line: Line, over: Stretch) -> float | None:
    parts = duty(work, line, over), running(work, line, over)
    return None if None in parts else sum(each or 0.0 for each in parts)


def _for_each_query(pounds: Pounds) -> Reckoned:
    def count(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
        many = _queries(work, line, period)
        given = costs.stretches(costs.read(line.costs), period.first, period.after)
        parts = [pounds(work, line, each) for each in given]
        if None in parts:
            return Raw(0, many, many, known=0)
        return Raw(round(sum(each or 0.0 for each in parts)), many, many)

    return Reckoned(count)


def _queries(work: Work, line: Line, period: Period) -> int:
    day = col(AuditQuery.day)
    wanted = select(func.count()).where(
        col(AuditQuery.line_id) == line.id, ASKED, day >= period.first, day < period.after
    )
    return work.session.exec(wanted).one()


def _measure(name: str, title: str, question: str, numerator: str, pounds: Pounds) -> Measure:
    return Measure(
        id=f"cost.{name}",
        group=Group.COST,
        name=title,
        question=question,
        numerator=f"{numerator}, in whole pounds",
        denominator="queries",
        exclusions=f"{NOBODYS}; a period of which any day has no cost given",
        clock=ClockKind.WORKING_TIME if pounds is duty else ClockKind.NONE,
        how=_for_each_query(pounds),
        unit=Unit.POUNDS,
        source=_SOURCE,
        better=Better.LOWER,
        not_given=NOT_GIVEN,
    )


_DUTY = "hours of duty on tier 1 while the line was open, by the rota, at the price of an hour"
_RUNNING = f"a {DAYS_OF_A_YEAR}th of the yearly running cost for each day"
MEASURES = (
    _measure(
        "duty",
        "Cost of duty for each query",
        "What do we pay for somebody to be there, for each query?",
        _DUTY,
        duty,
    ),
    _measure(
        "running",
        "Running cost for each query",
        "What do telephones, software and running cost, for each query?",
        _RUNNING,
        running,
    ),
    _measure(
        "whole",
        "Cost of a query",
        "What does a query cost in all?",
        f"{_DUTY}, and {_RUNNING}",
        whole,
    ),
)
