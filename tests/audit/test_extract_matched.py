"""A research extract beside the figures that are told of the same quarter: what was taken out of
its rows cannot be put back by counting (H18)."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from advice_line.audit.disclosure.few import few
from advice_line.audit.reports.anonymity import WITHHELD, Row
from advice_line.audit.reports.extract import _COLUMNS, _TOLD_TOGETHER, ORDER, Taken, take
from tests.audit.transported import Cell, Key, between

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
NAMES = tuple(each.name for each in _COLUMNS)


def asked(random: Random, many: int) -> list[Row]:
    """Some things are said of nearly all, others of hardly any."""
    columns = []
    for _ in ORDER:
        kinds = random.choice((2, 3, 6))
        much = random.choice((2, 8, 30))
        columns.append([1 / much**kind for kind in range(kinds)])
    return [
        tuple(str(random.choices(range(len(each)), each)[0]) for each in columns)
        for _ in range(many)
    ]


def groups(found: list[Row], taken: Taken, columns: tuple[int, ...]) -> dict[Row, Counter[Row]]:
    """Of each group of rows that are shown alike, and of those left out, how many have what."""
    made: dict[Row, Counter[Row]] = {}
    shown = taken.shown
    kept = found[taken.left_out :]
    for row, of in [
        *zip(kept, shown, strict=True),
        *((row, ()) for row in found[: taken.left_out]),
    ]:
        if not of or WITHHELD in [of[each] for each in columns]:
            made.setdefault(of, Counter())[tuple(row[each] for each in columns)] += 1
    return made


def cells(made: dict[Row, Counter[Row]], columns: tuple[int, ...]) -> dict[Key, Cell]:
    """What is shown of a group fits what it may hold."""
    values = list(dict.fromkeys(each for group in made.values() for each in group))
    return {
        (of, value): Cell(count)
        for of, group in made.items()
        for value in values
        for count in (group[value],)
        if not of
        or all(of[place] in (WITHHELD, each) for place, each in zip(columns, value, strict=True))
    }


def known(found: list[Row], taken: Taken) -> Iterator[tuple[tuple[int, ...], Key]]:
    """Whatever is few, and one number alone."""
    asked_of = [*((each,) for each in ORDER), *_TOLD_TOGETHER]
    for columns in asked_of:
        if {*columns} & taken.hidden:
            continue
        table = cells(groups(found, taken, columns), columns)
        for key, cell in table.items():
            if key[0] != () and few(cell.count, SMALL):
                least, most = between(table, key)
                if least == most:
                    yield columns, key


@pytest.mark.parametrize("seed", range(6))
def test_what_was_taken_out_is_not_known_by_what_figures_tell(seed: int) -> None:
    random = Random(seed)
    found = asked(random, random.choice((40, 120, 400)))
    taken = take(found, SMALL)
    assert taken is not None
    assert list(known(found, taken)) == []
    assert len(taken.guarded.rows) == len(found) - taken.left_out
    assert min(Counter(taken.guarded.rows).values()) >= SMALL


def row(**values: str) -> Row:
    return tuple(values.get(each, "usual") for each in NAMES)


def test_a_column_goes_whole_where_those_left_out_hide_nothing_of_two_told_together() -> None:
    """Figures tell that nurses would have referred 14, and GPs 13; the rows show most of them, and
    five of whom it is taken out who asked: the 3 and the 2 of these, as none else was left out."""
    found = [row(asker_role="gp", would_have="watched")] * 60
    for role, seldom in (("nurse", 3), ("gp", 2)):
        found += [row(asker_role=role, would_have="referred")] * 11
        found += [row(asker_role=role, would_have="referred", urgency="now")] * seldom
    taken = take(found, SMALL)
    assert taken is not None
    assert {NAMES[each] for each in taken.hidden} == {"would_have"}
    assert list(known(found, taken)) == []


def test_the_same_tenth_is_left_out_each_time_and_no_fewer_than_twice_small() -> None:
    found = asked(Random(1), 300)
    taken = take(found, SMALL)
    assert taken is not None
    assert taken.left_out == 30
    assert (few_taken := take(found[:60], SMALL)) is not None
    assert few_taken.left_out == 2 * SMALL
    assert take(found[: 4 * SMALL - 1], SMALL) is None
