"""Figures of a report by channel, practice and the like, as far as each label may be told: what is
withheld is not in a report at all, and of whom it is neither."""

from collections.abc import Iterator

from advice_line.audit.figures import breaking_down, label_words
from advice_line.audit.figures.breaking_down import Broken
from advice_line.audit.figures.labelled import OF_ORGANISATIONS, as_told
from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.periods import Period
from advice_line.audit.reports import by_label
from advice_line.audit.reports.content import Breakdown, Row
from advice_line.audit.spc import values
from advice_line.audit_kinds import Dimension, PeriodKind, Unit
from advice_line.directory.as_it_was import History, Practices
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line

_UNTOLD = (State.UNTOLD, State.FEW)


def breakdowns(
    work: Work, line: Line, period: Period, quarter: Period | None, small: int
) -> Iterator[Breakdown]:
    """`quarter` is the one by which a month's report tells of practices, None where there is none;
    `small` is SMALL_NUMBER. None of a measure of which the period has nothing."""
    history = History.read(work)
    for by, name in by_label.BROKEN_DOWN:
        measure, over = every.BY_ID[name], _over(period, quarter, by)
        if over is None:
            continue
        found = breaking_down.broken(work, line, over, measure, by, small)
        if found.rows:
            yield _told(found, measure, over, as_told(history, line, over))


def _over(period: Period, quarter: Period | None, by: Dimension) -> Period | None:
    if period.kind is PeriodKind.WEEK:
        return None
    return quarter if by in OF_ORGANISATIONS and period.kind is PeriodKind.MONTH else period


def _told(of: Broken, measure: Measure, period: Period, practices: Practices) -> Breakdown:
    names = {key: row.name for key, row in practices.rows.items()}
    rows = tuple(
        _row(each, measure, label_words.words(of.by, each.label, names), _size(of, each, practices))
        for each in of.rows
        if each.told.state not in _UNTOLD
    )
    return Breakdown(
        id=measure.id,
        name=measure.name,
        by=of.by,
        by_words=breaking_down.words(of.by),
        period=period.key,
        label=period.label,
        unit=measure.unit,
        rows=rows,
        untold=len(of.rows) - len(rows),
        since=of.since,
    )


def _size(of: Broken, row: breaking_down.Row, practices: Practices) -> int | None:
    if of.by is not Dimension.PRACTICE or not isinstance(row.label, int):
        return None
    return practices.lists.get(row.label)


def _row(row: breaking_down.Row, measure: Measure, label: str, size: int | None) -> Row:
    told, rate = row.told, None
    sentence = told.sentence
    if size and measure.unit is Unit.COUNT and told.numerator is not None:
        rate = 1000 * told.numerator / size
        sentence = f"{sentence} ({values.said(rate, Unit.PER_1000)} patients)"
    return Row(
        label=label,
        sentence=sentence,
        numerator=told.numerator,
        denominator=told.denominator,
        value=told.value,
        low=told.low,
        per_1000=rate,
    )
