"""What is told of queries from practices, beside all queries, does not tell the few that are of
nobody's practice (H18)."""

from collections import defaultdict
from itertools import product
from math import inf

import pytest
from hypothesis import given, settings

from advice_line.audit import periods
from advice_line.audit.disclosure import breakdown, left_over, timeline
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.figures import telling
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw
from advice_line.audit.periods import Period
from tests.audit.reckoning import Equation, Range, Sums, ends, rise, risen
from tests.audit.reckoning import left_over as what_is_left
from tests.audit.test_told_over_time import Days, day_by_day

pytestmark = pytest.mark.hazard("H18")
NETWORKS = {1: "north", 2: "north", 3: "south", 4: "south"}


def told(*pairs: tuple[str, int, int]) -> list[str]:
    parts = {periods.read(key): (part, whole) for key, part, whole in pairs}
    return [each.sentence for each in left_over.counts(parts, 5).values()]


def test_where_few_are_left_a_bound_is_told_that_is_the_same_for_all_of_them() -> None:
    assert {*told(("2026-01", 45, 47))} == {*told(("2026-01", 43, 47))} == {"at least 43"}


def test_a_bound_is_drawn_up_to_what_it_can_be() -> None:
    """As a share is up to all of it: a count of 56 to 1 was a signal where there is none."""
    month = periods.read("2026-01")
    raw = {
        name: {month: Raw(count, count, count)}
        for name, count in (("utilisation.queries", 60), ("utilisation.practices", 57))
    }
    told = telling.decide([every.BY_ID[name] for name in raw], raw, 5)
    bound = told["utilisation.practices"][month]
    assert (bound.sentence, bound.least, bound.most) == ("at least 56", 56, 59)


def test_where_enough_or_none_are_left_the_count_is_told() -> None:
    assert told(("2026-01", 40, 47), ("2026-02", 47, 47), ("2026-03", 0, 12)) == ["40", "47", "0"]


def test_of_so_few_in_all_that_a_bound_would_tell_them_nothing_is_told() -> None:
    assert told(("2026-01", 5, 7), ("2026-02", 0, 3), ("2026-03", 2, 30)) == [
        "not told",
        "fewer than 5",
        "fewer than 5",
    ]


def test_the_few_of_a_month_do_not_come_out_of_its_quarter() -> None:
    """Of the quarter's 23 from elsewhere 20 are of the other months."""
    assert told(
        ("2026-01", 30, 40), ("2026-02", 37, 40), ("2026-03", 30, 40), ("2026-Q1", 97, 120)
    ) == ["30", "at least 36", "30", "at least 60"]


def test_of_a_line_that_practices_alone_ask_all_is_told_as_of_all_queries() -> None:
    months = {"2026-01": 40, "2026-02": 3, "2026-03": 4, "2026-Q1": 47, "2026-04": 30}
    assert told(*((key, count, count) for key, count in months.items())) == [
        "40",
        "fewer than 5",
        "fewer than 5",
        "47",
        "30",
    ]


@settings(max_examples=25, deadline=None)
@given(given=day_by_day(parts=2))
def test_neither_the_part_nor_what_is_left_is_found_over_time(
    given: tuple[list[Days], list[Period], int],
) -> None:
    (practices, others), within, small = given
    part, left = risen(practices, within), risen(others, within)
    both = {each: part[each] + left[each] for each in within}
    wholes = timeline.counts(both, small)
    said = left_over.counts({each: (part[each], both[each]) for each in within}, small)
    days = ends(within)
    equations: list[Equation] = []
    for each in within:
        row = rise(days, each)
        if said[each].state is CountState.TOLD:
            equations.append(([*row, *([0] * len(row))], part[each]))
        if wholes[each].state is CountState.TOLD:
            equations.append(([*row, *row], both[each]))
    sums = Sums(equations)
    for number, side in enumerate((part, left)):
        boxes = {each: _box(said[each], wholes[each], small)[number] for each in within}
        ranges = what_is_left(boxes)
        for each in within:
            if few(side[each], small):
                row, none = rise(days, each), [0] * len(days)
                assert sums.value([*none, *row] if number else [*row, *none]) is None, each.key
                assert ranges[each][0] < ranges[each][1], each.key


def _box(part: Count, whole: Count, small: int) -> tuple[Range, Range]:
    """Between what the part is, and what is left, for who knows what the words mean."""
    if whole.value is None:
        most = small - 1 if whole.state is CountState.FEW else inf
        return (0, most), (0, most)
    low, high = 0, whole.value
    if part.value is not None:
        low = high = part.value
    if part.state is CountState.FEW:
        low, high = 1, small - 1
    if part.state is CountState.BOUND:
        low, high = whole.value - small + 1, whole.value - 1
    return (low, high), (whole.value - high, whole.value - low)


def test_one_network_hides_the_few_that_are_of_none_of_them() -> None:
    """All queries less those of each network would be the few."""
    assert left_over.rows({"south": 20, "north": 15, None: 9}, 3, 5) == {
        "south": 20,
        "north": None,
        None: 9,
    }


def test_of_a_network_that_is_withheld_no_practice_is_told() -> None:
    told = breakdown.counts(
        {1: 9, 2: 12, 3: 20, 4: 8}, 5, total_told=False, groups=NETWORKS, left=2
    )
    assert told == {1: None, 2: None, 3: 20, 4: 8}


def test_where_there_is_one_network_alone_its_practices_are_told_but_one() -> None:
    told = breakdown.counts({1: 9, 2: 12}, 5, total_told=False, groups=NETWORKS, left=2)
    assert told == {1: None, 2: 12}


@pytest.mark.parametrize(("labels", "most", "small"), [(2, 22, 3), (3, 15, 3), (2, 30, 5)])
def test_whoever_knows_the_rules_and_tries_every_table_finds_not_how_many_are_left(
    labels: int, most: int, small: int
) -> None:
    behind = defaultdict(list)
    for *rows, left in product(range(1, most), repeat=labels + 1):
        if left < small and 2 * small <= sum(rows) + left <= most:
            found = left_over.rows(dict(enumerate(rows)), left, small)
            behind[(*found.values(), sum(rows) + left)].append((*rows, left))
    assert any(each is not None for told in behind for each in told[:-1])
    for told, alike in behind.items():
        assert {of[-1] for of in alike} == {*range(1, small)}, told
        for place in range(labels):
            assert told[place] is not None or len({of[place] for of in alike}) > 1, told
