"""What is told of all measures at once gives nothing away that any of them withholds: what adds up
among them is known, and guarded (H18)."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

import numpy as np
import pytest

from advice_line.audit.disclosure.few import few
from advice_line.audit.figures import telling
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Share
from advice_line.audit.periods import Period
from tests.audit import adding_up, figured
from tests.audit.adding_up import Rows, Spanned
from tests.audit.drawn import COUNTED, Cell, Drawing, counted
from tests.audit.reckoning import DAY, all_periods, ends

pytestmark = pytest.mark.hazard("H18")
MONDAY = date(2026, 10, 5)
# Each is told where all of its cells may be: parts of one whole, and what remains of one.
ADDS_UP = {
    frozenset({"appropriateness.would_have_known/N", *(f"referrals.{each}/N" for each in (
        "referred", "requested_imaging", "sent_to_hospital", "watched", "other",
    ))}),
    frozenset({"outcomes.changed/D", *(f"outcomes.{each}/N" for each in (
        "unchanged", "changed", "fuller", "downgraded",
    ))}),
    frozenset({"access.volume/N", "access.answered/N", "access.missed/N"}),
    frozenset({"access.volume/N", "deflection.deflected/N", "deflection.deflected/D"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def one_month() -> tuple[list[Cell], Rows]:
    drawing = Drawing(Random(1))
    queries = [drawing.query(MONDAY) for _ in range(900)]
    calls = [drawing.call(MONDAY) for _ in range(500)]
    return figured.matrix(counted(queries, calls, labelled=False))


def alike(names: list[Cell], rows: Rows) -> list[list[Cell]]:
    found: dict[bytes, list[Cell]] = {}
    for name, row in zip(names, rows, strict=True):
        found.setdefault(row.tobytes(), []).append(name)
    return list(found.values())


def test_what_adds_up_among_measures_is_known(one_month: tuple[list[Cell], Rows]) -> None:
    """A new measure that adds up with others is found here: guard it, or cut it otherwise."""
    names, rows = one_month
    firsts = [group[0] for group in alike(names, rows)]
    places = [names.index(each) for each in firsts]
    _, found = adding_up.sums(rows[places])
    said = {frozenset("/".join(firsts[each][:2]) for each in one) for one in found}
    assert said == ADDS_UP


def test_what_two_measures_tell_is_decided_by_one_of_them(
    one_month: tuple[list[Cell], Rows],
) -> None:
    """Else each would withhold it in other periods, and both together in none."""
    groups = alike(*one_month)
    group_of = {name: group for group in groups for name in group}
    loose = []
    for group in groups:
        deciding = [each for each, part, _ in group if part == "N" and _is_share(each)]
        for other, part, _ in group:
            for each in {*deciding} - {other}:
                # Of how many it is known is decided alike wherever it is asked of the same.
                same = group_of[other, "E", ""] is group_of.get((each, "D", ""))
                if not same and each not in every.BY_ID[other].hangs_on:
                    loose.append((each, other, part))
    assert loose == []


def _is_share(name: str) -> bool:
    return isinstance(every.BY_ID[name].how, Share)


def lived(seed: int, length: int = 400) -> tuple[list[Cell], Rows, list[date], list[Period]]:
    """A line over a good year, on which some things are rare and others hardly ever not so; which
    cells each fact counts for, and its day."""
    random = Random(seed)
    rates = [random.choice((0.05, 0.15, 0.5, 0.9, 0.97)) for _ in range(7)]
    drawing = Drawing(random, lambda: random.choice(rates))
    first = date(2026, 1, 1) + random.randrange(300) * DAY
    days = [first + number * DAY for number in range(length)]
    much = random.choice((0.5, 1.5, 4))
    open_days = [
        day for day in days if day.weekday() < 5 for _ in range(int(random.expovariate(1 / much)))
    ]
    calls = [day for day in open_days if random.random() < 0.6]
    cells = counted(
        [drawing.query(day) for day in open_days],
        [drawing.call(day) for day in calls],
        labelled=False,
    )
    return *figured.matrix(cells), [*open_days, *calls], all_periods(first, first + length * DAY)


@pytest.mark.parametrize(("seed", "small"), [(0, 5), (1, 3), (2, 5)])
def test_all_that_is_told_of_all_measures_over_a_year_adds_up_to_nothing_few(
    seed: int, small: int
) -> None:
    names, rows, days, within = lived(seed)
    at = {name: number for number, name in enumerate(names)}
    coordinates = adding_up.coordinates(rows)
    came = {period: rows[:, _places(days, period)].sum(axis=1) for period in within}
    measures = [each for each in COUNTED if figured.there(each, at)]
    raw = {
        each.id: {period: figured.raw(each, at, of) for period, of in came.items()}
        for each in measures
    }
    decided = telling.decide(measures, raw, small)
    told = [
        (at[cell], period)
        for each in measures
        for period in within
        for cell in figured.numbers(each, decided[each.id][period])
        if cell in at
    ]
    asked = [
        (name, where, period)
        for each in measures
        for name, where in figured.guarded(each, at)
        for period in within
        if few(int(where @ came[period]), small)
    ]
    assert given_away(coordinates, told, asked, within) == []
    assert len(told) > 500
    assert len(asked) > 100


def given_away(
    coordinates: Rows,
    told: Iterable[tuple[int, Period]],
    asked: Iterable[tuple[str, Rows, Period]],
    within: Iterable[Period],
) -> list[str]:
    """What is asked and comes out of sums and differences of what is told. Cells that hang together
    by no sum have nothing to do with each other, so each such group is looked at alone."""
    days = ends(within)
    group = np.array(adding_up.groups(coordinates))
    spanned: dict[int, Spanned] = {}
    for one in set(group):
        where = np.flatnonzero(group == one)
        lines = [
            _over(coordinates[cell, where], days, period)
            for cell, period in dict.fromkeys(told)
            if coordinates[cell, where].any()
        ]
        if lines:
            spanned[one] = Spanned(np.array(lines))
    found = []
    for name, cells, period in asked:
        row = cells @ coordinates
        parts = {group[each] for each in np.flatnonzero(row % adding_up.PRIME)}
        if all(
            one in spanned
            and spanned[one].holds(_over(row[np.flatnonzero(group == one)], days, period))
            for one in parts
        ):
            found.append(f"{name} {period.key}")
    return found


def _over(row: Rows, days: Mapping[date, int], period: Period) -> Rows:
    made = np.zeros((len(days), len(row)), dtype=np.int64)
    made[days[period.after]], made[days[period.first]] = row, -row
    return made.ravel()


def _places(days: list[date], period: Period) -> list[int]:
    return [number for number, day in enumerate(days) if period.first <= day < period.after]
