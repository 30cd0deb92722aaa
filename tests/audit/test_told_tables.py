"""What is told of a table whose total everybody sees, where some of its rows are few."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.audit.disclosure import breakdown, table
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import ShareState
from tests.audit.reckoning import Equation, solved

pytestmark = pytest.mark.hazard("H18")
Pair = tuple[int, int]


def test_a_table_of_enough_is_told_whole() -> None:
    assert table.counts({"phone": 60, "mail": 7, "form": 0}, 5) == {
        "phone": 60,
        "mail": 7,
        "form": 0,
    }


def test_with_one_row_of_few_the_least_of_the_others_goes() -> None:
    """The total less the others would tell it."""
    assert table.counts({"phone": 60, "mail": 3, "form": 12, "chat": 0}, 5) == {
        "phone": 60,
        "mail": None,
        "form": None,
        "chat": 0,
    }


def test_rows_of_few_that_hide_each_other_are_enough() -> None:
    assert table.counts({"phone": 60, "mail": 3, "form": 4}, 5) == {
        "phone": 60,
        "mail": None,
        "form": None,
    }


@pytest.mark.parametrize(
    ("mail", "form", "why"),
    [(1, 2, "their sum is few"), (4, 4, "no two that are few come to more than 8")],
)
def test_rows_of_few_whose_sum_tells_them_take_another_along(
    mail: int, form: int, why: str
) -> None:
    told = table.counts({"phone": 60, "mail": mail, "form": form, "chat": 9}, 5)
    assert told == {"phone": 60, "mail": None, "form": None, "chat": None}, why


def test_what_is_alike_goes_together() -> None:
    """Which of two that are alike is taken would depend on where the few stand."""
    told = table.counts({"a": 3, "b": 9, "c": 9, "d": 20}, 5)
    assert told == {"a": None, "b": None, "c": None, "d": 20}


def test_of_a_total_that_is_few_not_even_what_is_nought_is_told() -> None:
    """Four rows that are something, of a total below 5, would be one each."""
    told = table.counts(dict.fromkeys("abcd", 1) | {"e": 0}, 5)
    assert set(told.values()) == {None}


def test_of_a_total_that_is_not_told_no_row_is() -> None:
    assert table.counts({"a": 20, "b": 30}, 5, total_told=False) == {"a": None, "b": None}


@pytest.mark.parametrize("small", [0, 1])
def test_a_site_that_withholds_nothing_is_told_every_row(small: int) -> None:
    assert table.counts({"a": 1, "b": 0}, small) == {"a": 1, "b": 0}
    told = table.ratios({"a": (1, 2), "b": (0, 1)}, small)
    assert [each.numerator for each in told.values()] == [1, 0]


def test_of_shares_the_row_that_hides_another_tells_its_denominator() -> None:
    told = table.ratios({"phone": (30, 60), "mail": (2, 20), "form": (12, 24)}, 5)
    assert {label: each.sentence for label, each in told.items()} == {
        "phone": "30 of 60 (50.0%)",
        "mail": "of 20; how many is not told",
        "form": "of 24; how many is not told",
    }


def test_of_shares_those_without_it_are_guarded_alike() -> None:
    told = table.ratios({"phone": (30, 60), "mail": (18, 20), "form": (12, 24)}, 5)
    assert told["mail"].numerator is None
    assert told["form"].numerator is None
    assert told["phone"].numerator == 30


def test_of_shares_denominators_go_as_in_their_own_table() -> None:
    rows = {"a": (1, 3), "b": (9, 18), "c": (20, 40), "d": (21, 42), "e": (0, 0)}
    told = table.ratios(rows, 5)
    alone = table.counts({label: down for label, (_, down) in rows.items()}, 5)
    assert {label: each.denominator for label, each in told.items()} == alone
    assert told["a"].state is ShareState.UNTOLD
    assert told["e"].state is ShareState.NOTHING


@pytest.mark.parametrize(
    ("labels", "most", "small"), [(2, 24, 3), (3, 16, 3), (3, 20, 5), (4, 14, 4)]
)
def test_whoever_knows_the_rules_and_tries_every_table_finds_no_number(
    labels: int, most: int, small: int
) -> None:
    behind = defaultdict(list)
    for rows in product(range(most + 1), repeat=labels):
        if sum(rows) <= most and not few(sum(rows), small):
            told = table.counts(dict(enumerate(rows)), small)
            behind[(*told.values(), sum(rows))].append(rows)
    for alike in behind.values():
        for place in range(labels):
            _could_be_others({rows[place] for rows in alike}, small)


@pytest.mark.parametrize(("labels", "most", "small"), [(2, 14, 3), (2, 16, 5), (3, 9, 3)])
def test_whoever_tries_every_table_of_shares_finds_no_number_either(
    labels: int, most: int, small: int
) -> None:
    behind = defaultdict(list)
    pairs = [(up, down) for down in range(most) for up in range(down + 1)]
    for rows in product(pairs, repeat=labels):
        total = sum(up for up, _ in rows), sum(down for _, down in rows)
        if total[1] <= most and not any(few(each, small) for each in (*total, total[1] - total[0])):
            told = table.ratios(dict(enumerate(rows)), small)
            behind[(*told.values(), total)].append(rows)
    for alike in behind.values():
        for place, guarded in product(range(labels), GUARDED):
            _could_be_others({guarded(rows[place]) for rows in alike}, small)


GUARDED: tuple[Callable[[Pair], int], ...] = (
    lambda pair: pair[0],
    lambda pair: pair[1] - pair[0],
    lambda pair: pair[1],
)


def _could_be_others(numbers: set[int], small: int) -> None:
    assert len(numbers) > 1 or not few(min(numbers), small)


PARTS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda each: (each[0], sum(each))),
    min_size=1,
    max_size=9,
)


@given(rows=PARTS, small=st.integers(3, 7))
def test_no_sum_and_no_difference_of_what_is_told_gives_a_row(rows: list[Pair], small: int) -> None:
    """Numerators, those without it, and denominators are three tables that hang together."""
    up, down = sum(up for up, _ in rows), sum(down for _, down in rows)
    if few(down, small) or few(up, small) or few(down - up, small):
        return
    told = table.ratios(dict(enumerate(rows)), small)
    every = [1] * len(rows), [0] * len(rows)
    equations: list[Equation] = [([*every[0], *every[1]], up), ([*every[1], *every[0]], down - up)]
    for place, each in told.items():
        one = [int(place == other) for other in told]
        if each.numerator is not None:
            equations.append(([*one, *every[1]], each.numerator))
        if each.denominator is not None:
            equations.append(([*one, *one], each.denominator))
    known = solved(equations, 2 * len(rows))
    assert not [number for number in known.values() if few(int(number), small)]


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 14)), min_size=1, max_size=8),
    small=st.integers(3, 6),
)
def test_a_network_does_not_tell_the_practice_that_its_others_leave(
    rows: list[Pair], small: int
) -> None:
    counts = {place: count for place, (_, count) in enumerate(rows)}
    networks = {place: network for place, (network, _) in enumerate(rows)}
    total = sum(counts.values())
    if few(total, small):
        return
    told = breakdown.counts(counts, small, total_told=True, groups=networks)
    above = breakdown.counts(breakdown.grouped(counts, networks), small, total_told=True)
    equations: list[Equation] = [([1] * len(rows), total)]
    equations += [
        ([int(networks[place] == network) for place in counts], count)
        for network, count in above.items()
        if count is not None
    ]
    equations += [
        ([int(place == each) for each in counts], count)
        for place, count in told.items()
        if count is not None
    ]
    known = solved(equations, len(rows))
    assert not [number for number in known.values() if few(int(number), small)]


def test_a_practice_alone_in_its_network_is_told_as_the_network_is() -> None:
    counts: Mapping[str, int] = {"a": 30, "b": 20, "c": 3, "d": 9}
    networks = {"a": "north", "b": "north", "c": "south", "d": "west"}
    assert breakdown.counts(counts, 5, total_told=True, groups=networks) == {
        "a": 30,
        "b": 20,
        "c": None,
        "d": None,
    }
