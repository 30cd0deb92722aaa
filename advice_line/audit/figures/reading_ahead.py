"""Many measures by one label at once: one look at each table of facts, in which a condition that
several measures share is counted once. Of a quarter of a busy line each look takes long."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from advice_line.audit.figures import reading
from advice_line.audit.figures.labelled import Ahead, Labelled, Parts
from advice_line.audit.measures.definition import Facts, Measure, Share, Tally
from advice_line.tables.audit_facts import AuditCall, AuditQuery

_FACTS: tuple[Facts, ...] = (AuditQuery, AuditCall)


def read(labelled: Labelled, measures: Sequence[Measure]) -> Labelled:
    """The same, with what these measures are decided by read."""
    parts: dict[str, Parts] = {}
    for facts in _FACTS:
        ours = [each for each in measures if _counted(each).facts is facts]
        if ours:
            parts |= _parts(labelled, facts, ours)
    whole = {
        each.measure.id: each.told
        for each in reading.figures(labelled.work, labelled.line, (labelled.period,), measures)
    }
    return replace(labelled, ahead=Ahead(parts, whole))


class _Columns:
    """Conditions by who they are, not by what they say: those of the definitions are shared."""

    def __init__(self) -> None:
        self.columns: list[ColumnElement[Any]] = []
        self._places: dict[tuple[int, ...], int] = {}

    def place(self, *conditions: Any) -> int:
        key = tuple(id(each) for each in conditions)
        if key not in self._places:
            self._places[key] = len(self.columns)
            self.columns.append(func.count().filter(and_(*conditions)))
        return self._places[key]


def _parts(labelled: Labelled, facts: Facts, measures: Sequence[Measure]) -> dict[str, Parts]:
    columns = _Columns()
    places = {each.id: _places(columns, _counted(each)) for each in measures}
    label = labelled.label_of(facts)
    wanted = select(label, *columns.columns).where(*labelled.inside(facts)).group_by(label)
    rows = [(row[0], row[1:]) for row in labelled.work.connection.execute(wanted)]
    return {
        name: labelled.added_up((key, *(found[each] for each in of)) for key, found in rows)
        for name, of in places.items()
    }


def _places(columns: _Columns, how: Share | Tally) -> tuple[int, int, int]:
    """Of numerator, denominator and eligible."""
    if isinstance(how, Tally):
        return (columns.place(how.of),) * 3
    known = () if how.known is None else (how.known,)
    return (
        columns.place(how.of, *known, how.counts),
        columns.place(how.of, *known),
        columns.place(how.of),
    )


def _counted(measure: Measure) -> Share | Tally:
    assert isinstance(measure.how, Share | Tally)
    return measure.how
