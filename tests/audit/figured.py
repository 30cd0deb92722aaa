"""Figures of facts that were drawn, and which of their numbers are told or guarded."""

import re
from collections.abc import Mapping

import numpy as np

from advice_line.audit.figures.told import Told
from advice_line.audit.measures.definition import Each, Measure, Raw, Share, Spread
from tests.audit.adding_up import Rows
from tests.audit.drawn import COUNTED, Cell

_TALLIES = {each.id for each in COUNTED if not isinstance(each.how, Share | Spread | Each)}


def matrix(cells: Mapping[Cell, Mapping[int, int]]) -> tuple[list[Cell], Rows]:
    """Cells by facts, measures of counts alone first: they stand for what is the same."""
    names = sorted(cells, key=lambda each: (each[1] != "N", each[0] not in _TALLIES, each))
    rows = np.zeros((len(names), 1 + max(max(of) for of in cells.values())), dtype=np.int64)
    for number, name in enumerate(names):
        rows[number, list(cells[name])] = list(cells[name].values())
    return names, rows


def there(measure: Measure, at: Mapping[Cell, int]) -> bool:
    return any((measure.id, part, "") in at for part in "DN")


def raw(measure: Measure, at: Mapping[Cell, int], came: Rows) -> Raw:
    def many(*parts: str) -> int:
        """Of a cell that counts nothing there is none."""
        places = [at[measure.id, part, ""] for part in parts if (measure.id, part, "") in at]
        return int(came[places[0]]) if places else 0

    up = many("S") if isinstance(measure.how, Each) else many("N")
    if isinstance(measure.how, Spread):
        return Raw(up, up, many("E"), 60.0, 90.0)
    if isinstance(measure.how, Share):
        return Raw(up, many("D"), many("E"))
    below = many("D", "N")
    return Raw(up, below, below)


def numbers(measure: Measure, told: Told) -> list[Cell]:
    """The cells of which the figure tells the number."""
    name = measure.id
    up = "S" if isinstance(measure.how, Each) else "N"
    tallied = not isinstance(measure.how, Share | Each)
    down = "N" if tallied else "E" if told.of is None else "D"
    found = [(name, up)] if told.numerator is not None else []
    found += [(name, down)] if told.denominator is not None else []
    if re.search(r"known \d", told.known or ""):
        found += [(name, "N" if tallied else "D"), (name, "E")]
    return [(name, part, "") for name, part in found]


def guarded(measure: Measure, at: Mapping[Cell, int]) -> list[tuple[str, Rows]]:
    """What of a measure is guarded: its numbers, those without it, and those not known."""

    def row(**signs: int) -> Rows:
        made = np.zeros(len(at), dtype=np.int64)
        for part, sign in signs.items():
            if (measure.id, part, "") in at:
                made[at[measure.id, part, ""]] += sign
        return made

    if isinstance(measure.how, Share):
        asked = {"N": row(N=1), "D": row(D=1), "E": row(E=1), "D-N": row(D=1, N=-1)}
        asked["E-D"] = row(E=1, D=-1)
    elif isinstance(measure.how, Spread):
        asked = {"N": row(N=1), "E-N": row(E=1, N=-1)}
    elif isinstance(measure.how, Each):
        asked = {"S": row(S=1), "D": row(D=1)}
    else:
        asked = {"N": row(N=1)}
        if measure.part_of:
            asked["left"] = -row(N=1)
            asked["left"][at[measure.part_of, "N", ""]] += 1
    return [(f"{measure.id}/{name}", each) for name, each in asked.items()]
