"""Which numbers may be rung at all (part 10, Cost and abuse)."""

import pytest

from advice_line.rules.may_dial import Why, refusal

MOBILE = "+447700900001"


@pytest.mark.parametrize(
    ("number", "known", "why"),
    [
        (MOBILE, True, None),
        ("+441632960101", True, None),
        (MOBILE, False, Why.UNKNOWN),
        ("+353871234567", True, Why.COUNTRY),
        ("+447000900001", True, Why.PREMIUM),
        ("+449098790001", True, Why.PREMIUM),
    ],
)
def test_a_number_is_rung_that_is_known_near_and_not_dear(
    number: str, known: bool, why: Why | None
) -> None:
    assert refusal(number, known=known) is why


def test_a_site_may_ring_its_neighbours() -> None:
    assert refusal("+353871234567", known=True, countries=("+44", "+353")) is None
