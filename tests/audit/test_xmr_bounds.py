"""Values of which only the least and the most that they can be are told: no signal is of what is
not known."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.audit.figures.told import State, Told
from advice_line.audit.spc import words, xmr
from advice_line.audit.spc.points import Assurance, Chart, Point, Rule, Variation
from advice_line.audit_kinds import Better, Unit

pytestmark = pytest.mark.hazard("H18")

# Steady, but for the last seven: of few queries of each of these months it was not known.
STEADY = [0.70, 0.74, 0.71, 0.73, 0.72, 0.74, 0.71, 0.73, 0.72]
LATELY = [0.66, 0.67, 0.66, 0.68, 0.66, 0.67, 0.66]


def bounded(values: Sequence[tuple[float, float | None]]) -> Chart:
    points = [Point(f"p{place}", low, high) for place, (low, high) in enumerate(values)]
    return xmr.chart(points, unit=Unit.SHARE, better=Better.HIGHER, target=0.6)


def test_what_is_not_known_of_few_makes_no_signal() -> None:
    exact = bounded([(value, None) for value in STEADY + LATELY])
    assert Rule.SHIFT in exact.points[-1].rules
    chart = bounded(
        [(value, None) for value in STEADY] + [(value, value + 0.08) for value in LATELY]
    )
    assert not any(each.rules for each in chart.points)
    assert chart.variation is Variation.COMMON
    assert (chart.bounded, exact.bounded) == (7, 0)


def test_what_would_be_a_signal_however_many_are_not_known_stays_one() -> None:
    chart = bounded([(value, None) for value in STEADY * 2] + [(0.3, 0.35)])
    assert chart.points[-1].rules == (Rule.OUTSIDE,)
    assert chart.variation is Variation.CONCERN_LOW


def test_limits_are_as_wide_as_what_is_not_known_can_make_them() -> None:
    exact = bounded([(value, None) for value in STEADY + LATELY]).points[0].limits
    limits = bounded([(value, value + 0.08) for value in STEADY + LATELY]).points[0].limits
    assert exact is not None
    assert limits is not None
    assert limits.mean == exact.mean
    assert limits.highest_mean == pytest.approx(exact.mean + 0.08)
    assert limits.lower < exact.lower < exact.upper + 0.08 < limits.upper


SPAN = st.tuples(st.integers(0, 60), st.integers(0, 12), st.integers(0, 12))


@settings(max_examples=150)
@given(st.lists(SPAN, min_size=12, max_size=18))
def test_each_signal_is_one_whatever_the_values_truly_are(
    drawn: list[tuple[int, int, int]],
) -> None:
    """`low`, how far up it may lie, and where it truly lies."""
    told = bounded([(low / 100, (low + more) / 100) for low, more, _ in drawn])
    true = bounded([((low + min(at, more)) / 100, None) for low, more, at in drawn])
    for shown, truly in zip(told.points, true.points, strict=True):
        assert set(shown.rules) <= set(truly.rules)
    if told.assurance is not Assurance.HIT_AND_MISS:
        assert told.assurance is true.assurance


@pytest.mark.parametrize(
    ("of", "ends"),
    [
        (Told(State.BOUND, "at least 95% of 81", denominator=81, low=0.95), (0.95, 1.0)),
        (Told(State.BOUND, "at most 10% of 40", denominator=40, high=0.1), (0.0, 0.1)),
        (Told(State.BOUND, "of 40; how many is not told", denominator=40), (None, None)),
        (Told(State.TOLD, "38 of 40 (95%)", 38, 40, 0.95), (0.95, None)),
        (Told(State.AT_LEAST, "at least 34", low=34.0), (None, None)),
    ],
    ids=lambda each: each.sentence if isinstance(each, Told) else "",
)
def test_a_share_of_which_a_bound_is_told_is_drawn_between_its_ends(
    of: Told, ends: tuple[float | None, float | None]
) -> None:
    """Else the months in which hardly a call was missed would be missing from the mean."""
    assert (of.least, of.most) == ends


def test_the_mean_is_told_from_the_least_to_the_most_that_it_can_be() -> None:
    chart = bounded([(0.8, None)] * 6 + [(0.95, 1.0)] * 6)
    assert "Mean between 87.5% and 90%" in words.described(chart)
    assert "Mean 80%, " in words.described(bounded([(0.8, None)] * 12))
