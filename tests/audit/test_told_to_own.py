"""What of the whole line a practice may see beside its own part, which it knows exactly (H18)."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

from advice_line.audit.disclosure import own_known
from advice_line.audit.disclosure.few import few

pytestmark = pytest.mark.hazard("H18")
SMALL = 3
LABELS = "abc"


@pytest.mark.parametrize(
    ("own", "whole", "told"),
    [
        ((6, 10), (40, 60), True),
        ((6, 10), (6, 60), True),  # of the others none: 0 is told
        ((6, 10), (8, 60), False),  # of the others 2
        ((6, 10), (54, 60), False),  # of the others all but 2
        ((6, 10), (8, 12), False),  # 2 others
        ((6, 10), (6, 10), False),  # nobody else
        ((6, 10), (5, 60), False),  # counted at another moment
        ((6, 10), (None, 60), True),
        ((6, 10), (None, 14), False),
    ],
)
def test_the_whole_is_told_where_the_others_in_it_are_not_few(
    own: tuple[int, int], whole: tuple[int | None, int], told: bool
) -> None:
    assert own_known.hides_others(own, whole, 5) is told


@pytest.mark.parametrize(("others", "small", "told"), [(4, 5, False), (5, 5, True), (2, 1, False)])
def test_of_few_other_practices_nothing_is_told(others: int, small: int, told: bool) -> None:
    assert own_known.enough(others, small) is told


def test_a_row_in_which_few_are_others_takes_another_along() -> None:
    told = own_known.rows({"a": 10, "b": 2}, {"a": 12, "b": 30, "c": 40}, set(), 5)
    assert told == {"a": None, "b": None, "c": 40}


def test_a_row_that_is_told_nowhere_is_no_cover_where_it_is_all_ones_own() -> None:
    """The two together would be the 3 others of the first."""
    told = own_known.rows({"a": 0, "b": 20}, {"a": 3, "b": 20, "c": 9, "d": 40}, {"a", "b"}, 5)
    assert told == {"a": None, "b": None, "c": None, "d": 40}


def tables() -> Iterable[tuple[tuple[int, ...], frozenset[str]]]:
    """Every table of what others have, with each choice of rows that are told nowhere."""
    for left in product(range(7), repeat=len(LABELS)):
        for untold in product((False, True), repeat=len(LABELS)):
            chosen = frozenset(label for label, is_so in zip(LABELS, untold, strict=True) if is_so)
            if sum(left) >= SMALL:
                yield left, chosen


def test_whoever_knows_their_own_part_and_these_rules_works_out_no_few_others() -> None:
    own = {"a": 4, "b": 0, "c": 7}
    behind: dict[tuple[Any, ...], list[tuple[int, ...]]] = defaultdict(list)
    for left, untold in tables():
        whole = {label: own[label] + count for label, count in zip(LABELS, left, strict=True)}
        told = own_known.rows(own, whole, untold, SMALL)
        assert not any(told[label] is not None for label in untold)
        hidden = tuple(place for place, label in enumerate(LABELS) if told[label] is None)
        behind[untold, hidden, tuple(told.values()), sum(left)].append(left)
    for (_, hidden, _, _), could_be in behind.items():
        for place in hidden:
            possible = {left[place] for left in could_be}
            assert len(possible) > 1 or not few(possible.pop(), SMALL), could_be
        if len(hidden) < len(LABELS):
            assert not few(sum(could_be[0][place] for place in hidden), SMALL), could_be
