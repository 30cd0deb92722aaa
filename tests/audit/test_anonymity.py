"""A research extract's rows: none stands alone, whatever goes in."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from advice_line.audit.reports.anonymity import WITHHELD, Guarded, Row, guarded, shown

pytestmark = pytest.mark.hazard("H18")


def guard(rows: Sequence[Row], order: Sequence[int], small: int) -> Guarded:
    return guarded(shown(rows, order, small))


def test_what_is_common_stays_whole() -> None:
    rows = [("call", "spine")] * 7 + [("email", "chest")] * 5
    assert guard(rows, (1, 0), 5).rows == tuple(sorted(rows))


def test_a_rare_row_loses_columns_in_their_order_until_it_is_one_of_many() -> None:
    rows = [("call", "spine")] * 6 + [("call", "hand"), ("call", "foot"), ("call", "knee")]
    rows += [("call", "jaw"), ("call", "rib")]
    found = guard(rows, (1, 0), 5)
    assert Counter(found.rows) == {("call", "spine"): 6, ("call", WITHHELD): 5}
    assert found.lost == (0, 5)


def test_the_rarest_goes_with_those_that_lost_all_and_are_still_few() -> None:
    rows = [("call", "spine")] * 9 + [("email", "chest")] * 5 + [("sms", "hand")]
    found = guard(rows, (1, 0), 5)
    assert Counter(found.rows) == {("call", "spine"): 9, (WITHHELD, WITHHELD): 6}


def test_of_fewer_than_that_there_is_nothing() -> None:
    assert shown([("call", "spine")] * 4, (0, 1), 5) == []


@pytest.mark.parametrize("seed", range(60))
def test_no_combination_is_rarer_than_small_and_no_row_is_lost(seed: int) -> None:
    chance = Random(seed)
    columns = chance.randint(1, 5)
    rows = [
        tuple(str(chance.randint(0, chance.choice((1, 3, 9)))) for _ in range(columns))
        for _ in range(chance.randint(5, 120))
    ]
    order = list(range(columns))
    chance.shuffle(order)
    found = guard(rows, order, 5)
    assert min(Counter(found.rows).values()) >= 5
    assert len(found.rows) == len(rows)
    for row in found.rows:
        taken = [row[column] == WITHHELD for column in order]
        assert taken == sorted(taken, reverse=True), "in their order"
