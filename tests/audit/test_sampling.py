"""The sample of a month: as many of each group as its part, and the same again from its seed."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.appropriateness import sampling
from advice_line.audit.appropriateness.sampling import OTHERS, Unit

MONTHS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 60), min_size=1)


def frame(sizes: dict[str, int]) -> list[Unit]:
    keys = [key for key, size in sizes.items() for _ in range(size)]
    return [Unit(number, key) for number, key in enumerate(keys, start=1)]


def test_the_largest_remainders_get_what_is_left() -> None:
    """The textbook's example of Hamilton's method, a house of 25 for six states."""
    states = {"a": 1646, "b": 6936, "c": 154, "d": 2091, "e": 685, "f": 988}
    seats = sampling.allocate(states, 25)
    assert seats == {"a": 3, "b": 14, "c": 0, "d": 4, "e": 2, "f": 2}
    assert sampling.allocate({"a": 5, "b": 5}, 3) == {"a": 2, "b": 1}


@given(MONTHS, st.integers(1, 120))
def test_each_group_has_its_part_and_no_query_is_drawn_twice(
    sizes: dict[str, int], wanted: int
) -> None:
    month = frame(sizes)
    sample = sampling.draw(month, wanted, "s", 5)
    ids = [each.id for each in sample.drawn]
    assert len(ids) == len(set(ids)) == min(wanted, len(month))
    assert Counter(each.stratum for each in sample.drawn) == Counter(
        {each.key: each.drawn for each in sample.strata if each.drawn}
    )
    assert sum(each.population for each in sample.strata) == len(month)
    for each in sample.strata:
        share = each.population * min(wanted, len(month)) / len(month)
        assert abs(each.drawn - share) < 1


@pytest.mark.hazard("H18")
@given(MONTHS, st.integers(2, 9))
def test_no_group_is_told_that_is_too_small(sizes: dict[str, int], small: int) -> None:
    month = frame(sizes)
    strata = sampling.draw(month, 20, "s", small).strata
    assert all(each.population >= small for each in strata) or len(strata) == 1
    home = {key: each.key for each in strata for key in (each.within or (each.key,))}
    assert set(home) == set(sizes)
    assert all(key == home[key] or home[key] == OTHERS for key in home)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    month = frame({"call": 200, "email": 60})
    first = sampling.draw(month, 40, "4f1c", 5)
    assert sampling.draw(list(reversed(month)), 40, "4f1c", 5) == first
    assert sampling.draw(month, 40, "4f1d", 5).drawn != first.drawn
    numbers = [each.id for each in first.drawn]
    assert any(later < earlier for earlier, later in pairwise(numbers)), "a number tells no group"


def test_each_query_of_a_group_is_as_likely_as_any_other() -> None:
    month = frame({"call": 30, "email": 10})
    drawn = Counter(
        each.id for seed in range(400) for each in sampling.draw(month, 8, f"{seed}", 5).drawn
    )
    assert all(abs(drawn[each.id] - 80) < 40 for each in month), "6 or 2 of each, so 1 in 5"
