"""What is told of one share, and of how long things took, where it is of few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.disclosure import spread
from advice_line.audit.disclosure.share import ShareState, share

pytestmark = pytest.mark.hazard("H18")


def test_a_share_of_enough_is_told_whole() -> None:
    told = share(18, 40, 5)
    assert (told.state, told.numerator, told.denominator) == (ShareState.TOLD, 18, 40)
    assert told.value == 0.45
    assert told.sentence == "18 of 40 (45.0%)"


def test_of_none_there_is_no_share_and_never_nought_per_cent() -> None:
    told = share(0, 0, 5)
    assert (told.state, told.denominator, told.value) == (ShareState.NOTHING, 0, None)
    assert told.sentence == "nothing to count"


def test_of_few_nothing_is_told_but_that_they_are_few() -> None:
    assert {share(up, 4, 5) for up in range(5)} == {share(0, 1, 5)}
    assert share(2, 4, 5).sentence == "of fewer than 5"


def test_of_few_with_it_a_bound_is_told_that_is_the_same_for_all_of_them() -> None:
    told = {share(up, 40, 5) for up in (1, 2, 3, 4)}
    assert [each.sentence for each in told] == ["at most 10% of 40"]
    assert [(each.numerator, each.value, each.high) for each in told] == [(None, None, 0.1)]


def test_of_few_without_it_a_bound_is_told_too() -> None:
    told = {share(up, 40, 5) for up in (36, 37, 38, 39)}
    assert [each.sentence for each in told] == ["at least 90% of 40"]
    assert [(each.numerator, each.value, each.low) for each in told] == [(None, None, 0.9)]


def test_nobody_and_everybody_are_told() -> None:
    assert share(0, 40, 5).sentence == "0 of 40 (0%)"
    assert share(40, 40, 5).sentence == "40 of 40 (100%)"


def test_a_bound_is_never_rounded_to_what_is_not_so() -> None:
    assert share(1, 60, 5).sentence == "at most 7% of 60"
    assert share(59, 60, 5).sentence == "at least 93% of 60"


def test_below_ten_not_even_a_bound_is_told() -> None:
    """ "At least" of 6 would be 5: with 4 or fewer it would have been "at most"."""
    assert {share(up, 6, 5).sentence for up in (1, 2, 3, 4, 5)} == {"of 6; how many is not told"}


@pytest.mark.parametrize("small", [0, 1])
def test_a_site_that_withholds_nothing_is_told_everything(small: int) -> None:
    assert share(1, 2, small).sentence == "1 of 2 (50.0%)"
    assert spread.of([3], small).median == 3


def test_more_than_there_are_is_a_mistake_of_whoever_counted() -> None:
    with pytest.raises(ValueError, match="41 is no part of 40"):
        share(41, 40, 5)


@given(small=st.integers(3, 8), denominator=st.integers(0, 60), data=st.data())
def test_whatever_is_told_could_be_another_number(
    small: int, denominator: int, data: st.DataObject
) -> None:
    """Whoever knows the rule tries every share that could be behind what is told."""
    numerator = data.draw(st.integers(0, denominator))
    behind = [
        (up, down - up, down)
        for down in range(61)
        for up in range(down + 1)
        if share(up, down, small) == share(numerator, denominator, small)
    ]
    truth = (numerator, denominator - numerator, denominator)
    for number, others in zip(truth, zip(*behind, strict=True), strict=True):
        assert len(set(others)) > 1 or not 1 <= number < small


def test_how_long_it_took_is_told_of_enough() -> None:
    told = spread.of([60.0, 20.0, 30.0, 40.0, 50.0], 5)
    assert (told.told, told.count, told.median, told.p90) == (True, 5, 40, 60)


def test_how_long_it_took_is_not_told_of_few() -> None:
    told = spread.of([60.0, 20.0], 5)
    assert (told.told, told.count, told.median, told.p90) == (False, None, None, None)
    assert told.sentence == "of fewer than 5"
    assert told == spread.of([1.0, 2.0, 3.0], 5)


def test_how_long_nothing_took_is_nothing_to_count() -> None:
    assert spread.of([], 5).sentence == "nothing to count"
    assert spread.of([], 5).count == 0
