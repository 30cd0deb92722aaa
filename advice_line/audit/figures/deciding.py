"""What may be told is decided when figures are new, and kept with them: over years of periods it
takes too long for whoever looks."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.figures import telling
from advice_line.audit.figures.told import Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Raw
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditFigure
from advice_line.tables.directory import Line

Decided = Mapping[tuple[str, str], Told]


def decide(work: Work, line: Line, small: int) -> Decided:
    """By the key of the period and the id of the measure: of each measure of which any figure is
    not decided, or was by another SMALL_NUMBER, and of those that hang on it. These stand last: as
    long as one of them is not written, all of its measure are decided once more."""
    names = _with_kin(_undecided(work, line, small))
    if not names:
        return {}
    wanted = select(AuditFigure).where(
        col(AuditFigure.line_id) == line.id, col(AuditFigure.measure).in_(names)
    )
    series: dict[str, dict[periods.Period, Raw]] = {name: {} for name in names}
    undecided = set()
    for row in work.session.exec(wanted):
        series[row.measure][periods.read(row.period)] = raw_of(row)
        if row.small != small:
            undecided.add((row.period, row.measure))
    measures = [each for each in every.MEASURES if each.id in names]
    told = {
        (period.key, name): found
        for name, decided in telling.decide(measures, series, small).items()
        for period, found in decided.items()
    }
    return {key: told[key] for key in sorted(told, key=undecided.__contains__)}


def write(work: Work, line: Line, decided: Decided, small: int) -> None:
    """In one statement: there are thousands."""
    kept = table_of(AuditFigure)
    values = [
        {"of_period": period, "of_measure": measure, "small": small, "told": found.to_json()}
        for (period, measure), found in decided.items()
    ]
    own = (
        kept.c.line_id == line.id,
        kept.c.period == bindparam("of_period"),
        kept.c.measure == bindparam("of_measure"),
    )
    changed = update(kept).where(*own)
    work.connection.execute(
        changed.values(small=bindparam("small"), told=bindparam("told")), values
    )


def raw_of(row: AuditFigure) -> Raw:
    return Raw(row.numerator, row.denominator, row.eligible, row.median, row.ninetieth, row.known)


def _undecided(work: Work, line: Line, small: int) -> set[str]:
    kept = table_of(AuditFigure).c
    wanted = select_columns(kept.measure).where(
        kept.line_id == line.id, kept.small.is_distinct_from(small)
    )
    found = work.connection.execute(wanted.distinct()).scalars()
    return {each for each in found if each in every.BY_ID}


def _with_kin(names: Iterable[str]) -> set[str]:
    """Those too that are decided with them or after them, and what these hang on."""
    found: set[str] = set()
    wanted = set(names)
    while wanted - found:
        found |= wanted
        wanted = {each.id for each in every.MEASURES if _kin(each, found)}
        wanted |= {name for each in every.MEASURES if each.id in found for name in each.hangs_on}
    return found


def _kin(measure: Measure, found: set[str]) -> bool:
    if measure.id in found or found & {*measure.hangs_on}:
        return True
    parts = {each.partition for each in every.MEASURES if each.id in found and each.partition}
    return measure.partition in parts
