"""Shares of few: a p-chart whose limits follow each period's number, a funnel of many places."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.spc import funnel, p_chart
from advice_line.audit.spc.funnel import Spot
from advice_line.audit.spc.p_chart import Counted
from advice_line.audit.spc.points import Begin, Nature, Rule
from advice_line.audit_kinds import Better


def months(counts: Sequence[tuple[int | None, int | None]]) -> list[Counted]:
    return [Counted(f"m{place}", *each) for place, each in enumerate(counts)]


def test_a_month_of_few_is_judged_by_wider_limits_than_one_of_many() -> None:
    chart = p_chart.chart(months([(22, 100), (38, 200)] * 6 + [(4, 10)]), better=Better.LOWER)
    many, few = chart.points[1].limits, chart.points[-1].limits
    assert many is not None
    assert few is not None
    assert many.mean == few.mean == pytest.approx(364 / 1810)
    assert few.upper - few.mean > 4 * (many.upper - many.mean)
    assert [each.rules for each in chart.points] == [()] * 13
    # The same share of a hundred is no chance.
    more = p_chart.chart(months([(22, 100), (38, 200)] * 6 + [(40, 100)]), better=Better.LOWER)
    assert (more.points[-1].rules, more.points[-1].nature) == ((Rule.OUTSIDE,), Nature.CONCERN)


@pytest.mark.parametrize("gap", [(None, None), (0, 0)])
def test_a_month_without_anything_or_too_small_to_tell_is_left_out(
    gap: tuple[int | None, int | None],
) -> None:
    chart = p_chart.chart(months([(20, 100)] * 12 + [gap]), better=Better.LOWER)
    last = chart.points[-1]
    assert (chart.left_out, last.value, last.limits) == (1, None, None)
    assert chart.points[0].limits is not None


def test_a_p_chart_of_eleven_has_no_limits_and_phases_have_their_own() -> None:
    young = p_chart.chart(months([(20, 100)] * 11), better=Better.LOWER, target=0.1)
    assert (young.variation, young.assurance) == (None, None)
    assert str(young.phases[0].why_no_limits).startswith("11 points")
    begun = p_chart.chart(
        months([(20, 100)] * 12 + [(80, 100)] * 12),
        better=Better.HIGHER,
        begins=[Begin("m12", "texts are sent at once")],
    )
    assert {each.rules for each in begun.points} == {()}


def test_a_share_of_all_or_of_none_is_a_chart_too() -> None:
    for count in (0, 30):
        chart = p_chart.chart(months([(count, 30)] * 14), better=Better.HIGHER, target=1.0)
        assert {each.rules for each in chart.points} == {()}


def test_a_funnel_finds_what_is_not_chance_and_lets_the_small_ones_be() -> None:
    spots = [Spot(30, 100), Spot(28, 100), Spot(33, 100), Spot(31, 100), Spot(1, 2), Spot(0, 3)]
    found = funnel.funnel([*spots, Spot(60, 100, "Yours")], better=Better.HIGHER)
    assert [each.beyond for each in found.placed] == [0] * 6 + [3]
    yours = found.placed[-1]
    assert (yours.nature, yours.high, yours.spot.label) == (Nature.IMPROVEMENT, True, "Yours")
    worse = funnel.funnel([*spots, Spot(60, 100)], better=Better.LOWER).placed[-1]
    assert worse.nature is Nature.CONCERN
    neither = funnel.funnel([*spots, Spot(60, 100)], better=Better.NEITHER).placed[-1]
    assert neither.nature is Nature.NEITHER


def test_one_between_two_and_three_deviations_is_a_place_to_look_and_no_special_cause() -> None:
    found = funnel.funnel([Spot(300, 1000), Spot(41, 100)], better=Better.LOWER)
    assert [(each.beyond, each.nature) for each in found.placed] == [
        (0, Nature.COMMON),
        (2, Nature.COMMON),
    ]


def test_one_place_alone_is_compared_with_nothing() -> None:
    assert funnel.funnel([Spot(9, 10)], better=Better.HIGHER).mean is None
    assert funnel.funnel([], better=Better.HIGHER).placed == ()


@given(
    st.lists(
        st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
        max_size=30,
    )
)
def test_a_funnel_upside_down_is_as_good_the_other_way_round(
    counts: list[tuple[int, int]],
) -> None:
    plain = funnel.funnel([Spot(*each) for each in counts], better=Better.HIGHER)
    over = funnel.funnel([Spot(n - k, n) for k, n in counts], better=Better.LOWER)
    assert [(e.beyond, e.nature) for e in plain.placed] == [
        (e.beyond, e.nature) for e in over.placed
    ]
