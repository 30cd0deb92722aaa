"""Measures counted by plain SQL over the facts, the same on both databases: one look at each table
for whatever is a count, and one by its order for each length of time."""

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import col

from advice_line.audit.measures.definition import (
    Each,
    Facts,
    Measure,
    Raw,
    Reckoned,
    Share,
    Spread,
    Tally,
)
from advice_line.audit.periods import Period
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line

MIDDLE, NINETIETH = 0.5, 0.9
Counted = Share | Tally | Each


def count(work: Work, line: Line, period: Period, measures: Iterable[Measure]) -> dict[str, Raw]:
    """By id, over the local days of the period."""
    wanted = list(measures)
    bounds = period.bounds(ZoneInfo(line.time_zone))
    found = {
        each.id: each.how.count(work, line, period, *bounds)
        for each in wanted
        if isinstance(each.how, Reckoned)
    }
    for facts in _tables(wanted):
        found |= over(work, facts, wanted, of_line(facts, line, period))
    return {each.id: found[each.id] for each in wanted}


def over(
    work: Work, facts: Facts, measures: Iterable[Measure], where: Sequence[Any]
) -> dict[str, Raw]:
    """Those of the measures that are counted from these facts, over the rows of `where`."""
    ours = [
        each for each in measures if not isinstance(each.how, Reckoned) and each.how.facts is facts
    ]
    counted = {each.id: each.how for each in ours if isinstance(each.how, Counted)}
    found = _counts(work, counted, where) if counted else {}
    for each in ours:
        if isinstance(each.how, Spread):
            found[each.id] = _spread(work, each.how, where)
    return found


def of_line(facts: Facts, line: Line, period: Period) -> tuple[Any, ...]:
    day = col(facts.day)
    return col(facts.line_id) == line.id, day >= period.first, day < period.after


def columns_of(how: Counted) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """What counts the numerator, the denominator and the eligible."""
    if isinstance(how, Share):
        return _many(and_(how.among, how.counts)), _many(how.among), _many(how.of)
    if isinstance(how, Each):
        summed = func.coalesce(func.sum(how.sums).filter(how.of), 0)
        return summed, _many(how.of), _many(how.of)
    return (_many(how.of),) * 3


def _counts(work: Work, counted: dict[str, Counted], where: Sequence[Any]) -> dict[str, Raw]:
    wanted = [column for how in counted.values() for column in columns_of(how)]
    row = work.connection.execute(select(*wanted).where(*where)).one()
    threes = zip(row[0::3], row[1::3], row[2::3], strict=True)
    return {
        name: Raw(int(numerator), int(denominator), int(eligible))
        for name, (numerator, denominator, eligible) in zip(counted, threes, strict=True)
    }


def _spread(work: Work, how: Spread, where: Sequence[Any]) -> Raw:
    inside = (*where, how.of)
    counted = select(func.count(), func.count(how.value)).where(*inside)
    eligible, number = work.connection.execute(counted).one()
    if not number:
        return Raw(0, 0, eligible)
    middle, ninetieth = (
        _centile(work, how, inside, number, share) for share in (MIDDLE, NINETIETH)
    )
    return Raw(number, number, eligible, middle, ninetieth)


def _centile(work: Work, how: Spread, inside: Sequence[Any], number: int, share: float) -> float:
    """Between the two nearest in their order, as PERCENTILE_CONT of SQL has it."""
    place = (number - 1) * share
    below = int(place)
    ordered = select(how.value).where(*inside, col(how.value).is_not(None)).order_by(how.value)
    found = work.connection.execute(ordered.offset(below).limit(2)).scalars().all()
    low, high = float(found[0]), float(found[-1])
    return low + (high - low) * (place - below)


def _many(condition: Any) -> ColumnElement[Any]:
    return func.count().filter(condition)


def _tables(measures: Iterable[Measure]) -> list[Facts]:
    found: list[Facts] = []
    for each in measures:
        if not isinstance(each.how, Reckoned) and each.how.facts not in found:
            found.append(each.how.facts)
    return found
