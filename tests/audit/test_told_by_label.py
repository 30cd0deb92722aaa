"""Figures by channel, practice, role and hour stand beside each other and beside their totals: all
of them together give no row away that any of them withholds (H18)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest

from advice_line.audit import periods
from advice_line.audit.disclosure.few import few
from advice_line.audit.figures import breaking_down, telling
from advice_line.audit.figures.labelled import Label, Labelled, Parts
from advice_line.audit.figures.told import Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Share
from advice_line.audit_kinds import Dimension
from advice_line.directory.as_it_was import Practices
from advice_line.directory_kinds import OrganisationKind
from advice_line.tables.directory import Organisation
from tests.audit import adding_up, figured
from tests.audit.adding_up import Rows, Spanned
from tests.audit.drawn import COUNTED, PLACES, Cell, Drawing, counted
from tests.audit.reckoning import DAY
from tests.audit.test_told_together import MONDAY

pytestmark = pytest.mark.hazard("H18")
QUARTER = periods.read("2026-Q3")
NETWORKS = {1: "north", 2: "north", 3: "north", 4: "south", 5: "south"}
PRACTICES = Practices(
    {each: each for each in PLACES if each},
    {
        each: Organisation(
            id=each, key=f"o{each}", name=f"O{each}", kind=OrganisationKind.PRACTICE, network=of
        )
        for each in PLACES
        if each
        for of in (NETWORKS.get(each),)
    },
    {each: NETWORKS.get(each) for each in PLACES if each},
    {},
)
MANY = 1600


@dataclass(frozen=True)
class Many:
    """So many facts that nothing adds up among them by chance, of each of which is known which
    cells count it."""

    names: list[Cell]
    rows: Rows

    @classmethod
    @cache
    def drawn(cls) -> "Many":
        drawing = Drawing(Random(4))
        days = [MONDAY + (each % 7) * DAY for each in range(MANY)]
        queries, calls = [drawing.query(day) for day in days], [drawing.call(day) for day in days]
        return cls(*figured.matrix(counted(queries, calls, labelled=True)))

    def some(self, random: Random, hardly: Rows | None = None) -> Rows:
        """How many each cell counts of a few of them, of which some labels have hardly any, nor
        have those of `hardly`."""
        chosen = np.zeros(self.rows.shape[1], dtype=np.int64)
        rare = [
            row
            for (_, part, label), row in zip(self.names, self.rows, strict=True)
            if label and part == "N" and random.random() < 0.15
        ]
        seldom = np.any(np.array(rare) != 0, axis=0) if rare else chosen
        much = random.choice((0.03, 0.08, 0.2))
        for place in range(len(chosen)):
            rate = much / 6 if seldom[place] else much
            chosen[place] = random.random() < (
                rate if hardly is None or not hardly[place] else 0.007
            )
        return self.rows @ chosen


@dataclass(frozen=True)
class Drawn(Labelled):
    """Of cells that are counted, instead of what a database holds."""

    came: Mapping[Cell, int] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)

    def whole(self, measure: Measure) -> Told:
        return self.told[measure.id]

    def parts(self, measure: Measure) -> Parts:
        found: Parts = {}
        down = "D" if isinstance(measure.how, Share) else "N"
        by = Dimension.PRACTICE if self.by is Dimension.NETWORK else self.by
        for label in self._labels(measure, by):
            cell = f"{by}={label}"
            below = self.came.get((measure.id, down, cell), 0)
            if below:
                found[label] = self.came.get((measure.id, "N", cell), 0), below
        return found

    def _labels(self, measure: Measure, by: Dimension) -> list[Any]:
        found = {cell for name, _, cell in self.came if name == measure.id}
        texts = sorted(each.split("=")[1] for each in found if each.startswith(f"{by}="))
        numbered = by in (Dimension.PRACTICE, Dimension.HOUR, Dimension.WEEKDAY)
        return [
            None if text == "None" else int(text) if numbered else text
            for text in dict.fromkeys(texts)
        ]


WAYS = (
    (Dimension.PRACTICE, Dimension.NETWORK),
    (Dimension.CHANNEL,),
    (Dimension.ASKER_ROLE,),
    (Dimension.URGENCY,),
    (Dimension.HOUR,),
    (Dimension.WEEKDAY,),
    (Dimension.QUESTION_TYPE,),
)


@cache
def coordinates(ways: tuple[Dimension, ...]) -> tuple[list[Cell], Rows, Rows]:
    """Of the totals and the labels of these ways: a network is the sum of its practices."""
    many = Many.drawn()
    wanted = [
        place
        for place, (_, _, label) in enumerate(many.names)
        if not label or (label.split("=")[0] in ways and not label.startswith("network"))
    ]
    # A random shadow of so many facts keeps every sum, and takes a tenth of the time; whole numbers
    # of that size are exact as floats, which multiply much sooner.
    shape = many.rows.shape[1], len(wanted) + 20
    shadow = np.random.default_rng(0).integers(0, 2**15, shape).astype(float)
    made = adding_up.coordinates((many.rows[wanted].astype(float) @ shadow).astype(np.int64))
    return [many.names[each] for each in wanted], made, np.array(wanted)


@pytest.mark.parametrize("ways", WAYS, ids=lambda ways: ways[0].value)
def test_no_row_comes_out_of_all_that_is_told_by_one_label(ways: tuple[Dimension, ...]) -> None:
    many, (names, made, wanted) = Many.drawn(), coordinates(ways)
    at = {name: place for place, name in enumerate(names)}
    random, rows_told, asked = Random(7), 0, 0
    for small in (3, 3, 5, 5):
        came_all = many.some(random)
        came = dict(zip(names, map(int, came_all[wanted]), strict=True))
        everything = dict(zip(many.names, map(int, came_all), strict=True))
        raw = _raw(everything, many.names)
        told = {name: of[QUARTER] for name, of in telling.decide(COUNTED, raw, small).items()}
        lines = [
            made[at[cell]]
            for each in COUNTED
            for cell in figured.numbers(each, told[each.id])
            if cell in at
        ]
        for measure in COUNTED:
            for by in {*ways} & {*measure.by}:
                rows = _told(measure, by, small, everything, told)
                found = list(_lines(measure, by, rows, at, made))
                rows_told += len(found)
                lines += found
        spanned = Spanned(np.array(lines))
        for name, cells in _guarded(names, at):
            if few(sum(int(sign) * came[names[place]] for place, sign in cells.items()), small):
                asked += 1
                row = sum(sign * made[place] for place, sign in cells.items())
                assert not spanned.holds(np.array(row)), (name, small)
    assert rows_told
    assert asked


def test_what_is_of_no_practice_comes_out_of_no_table_of_practices() -> None:
    by_practice = (Dimension.PRACTICE, Dimension.NETWORK)
    many, (names, made, _) = Many.drawn(), coordinates(by_practice)
    at = {name: place for place, name in enumerate(names)}
    part, random, asked, rows_told = every.BY_ID["utilisation.practices"], Random(3), 0, 0
    whole = every.BY_ID[part.part_of or ""]
    all_of, of_practices = ((each.id, "N", "") for each in (whole, part))
    left = many.rows[many.names.index(all_of)] - many.rows[many.names.index(of_practices)]
    for small in (3, 5) * 5:
        came = dict(zip(many.names, map(int, many.some(random, left)), strict=True))
        decided = telling.decide(COUNTED, _raw(came, many.names), small)
        told = {name: of[QUARTER] for name, of in decided.items()}
        cells = [cell for each in COUNTED for cell in figured.numbers(each, told[each.id])]
        lines = [made[at[cell]] for cell in cells if cell in at]
        of_rows = []
        for by in by_practice:
            rows = _told(part, by, small, came, told)
            of_rows += list(_lines(part, by, rows, at, made))
        if few(came[all_of] - came[of_practices], small):
            asked, rows_told = asked + 1, rows_told + len(of_rows)
            spanned = Spanned(np.array([*lines, *of_rows]))
            assert not spanned.holds(made[at[all_of]] - made[at[of_practices]])
    assert asked > 3
    assert rows_told


def _raw(came: Mapping[Cell, int], names: list[Cell]) -> dict[str, Any]:
    at = {name: place for place, name in enumerate(names)}
    counts = np.array([came[each] for each in names])
    return {each.id: {QUARTER: figured.raw(each, at, counts)} for each in COUNTED}


def _told(
    measure: Measure,
    by: Dimension,
    small: int,
    came: Mapping[Cell, int],
    told: Mapping[str, Told],
) -> Mapping[Label, Told]:
    labelled = Drawn(
        *(None, None, QUARTER, by, small, PRACTICES),  # type: ignore[arg-type]
        came=came,
        told=told,
    )
    return breaking_down._told(labelled, measure)


def _lines(
    measure: Measure, by: Dimension, rows: Mapping[Label, Told], at: Mapping[Cell, int], made: Rows
) -> Any:
    down = "D" if isinstance(measure.how, Share) else "N"
    for label, of in rows.items():
        for part, number in (("N", of.numerator), (down, of.denominator)):
            cells = [(measure.id, part, cell) for cell in _cells(by, label)]
            if number:
                yield np.sum([made[at[each]] for each in cells if each in at], axis=0)


def _cells(by: Dimension, label: Label) -> list[str]:
    if by is not Dimension.NETWORK:
        return [f"{by}={label}"]
    inside = [each for each in dict.fromkeys(PLACES) if NETWORKS.get(each or 0) == label]
    return [f"{Dimension.PRACTICE}={each}" for each in inside]


def _guarded(names: list[Cell], at: Mapping[Cell, int]) -> list[tuple[str, dict[int, int]]]:
    """Each row's numbers, and those without it; of totals they are asked about elsewhere."""
    found = []
    for name, part, label in names:
        if label:
            found.append((f"{name}/{part} {label}", {at[name, part, label]: 1}))
        if label and part == "N" and (name, "D", label) in at:
            sides = {at[name, "D", label]: 1, at[name, "N", label]: -1}
            found.append((f"{name}/D-N {label}", sides))
    return found
