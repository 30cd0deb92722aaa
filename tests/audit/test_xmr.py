"""What of a series' ups and downs an XmR chart calls chance, and what not, at each rule's edge."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.spc import xmr
from advice_line.audit.spc.points import (
    Assurance,
    Begin,
    Chart,
    Limits,
    Nature,
    Point,
    Rule,
    Variation,
)
from advice_line.audit.spc.rules import broken
from advice_line.audit_kinds import Better, ChartReading, Unit
from advice_line.errors import Invalid

LIMITS = Limits(mean=0, lower=-3, upper=3, near_lower=-2, near_upper=2)
MIRRORED = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER}


def read(
    values: Sequence[float | None],
    better: Better = Better.HIGHER,
    target: float | None = None,
    reading: ChartReading = ChartReading.EXCEL,
    begins: Sequence[Begin] = (),
) -> Chart:
    points = [Point(f"p{place}", value) for place, value in enumerate(values)]
    return xmr.chart(
        points,
        unit=Unit.NUMBER,
        better=better,
        target=target,
        reading=reading,
        begins=begins,
    )


def named(
    values: Sequence[float | None], rule: Rule, reading: ChartReading = ChartReading.EXCEL
) -> list[int]:
    """The places that break that rule under limits of -3 to 3."""
    spans = [None if value is None else (value, value) for value in values]
    found = broken(spans, [LIMITS] * len(values), reading)
    return [place for place, rules in enumerate(found) if rule in rules]


def flags(chart: Chart) -> list[tuple[Rule, ...]]:
    return [each.rules for each in chart.points]


@pytest.mark.parametrize(
    ("rule", "values", "places"),
    [
        (Rule.OUTSIDE, [3.01, -3.01, 3, -3], [0, 1]),
        (Rule.SHIFT, [1, 1, 1, 1, 1, 1, 1, -1], [0, 1, 2, 3, 4, 5, 6]),
        (Rule.SHIFT, [1, 1, 1, 1, 1, 1, -1, 1], []),
        (Rule.SHIFT, [1, 1, 1, 0, 1, 1, 1, 1], []),  # one on the mean is on no side
        (Rule.SHIFT, [-1, -1, -1, None, -1, -1, -1, -1], []),  # nobody knows what it was
        (Rule.TREND, [0, -1.5, -1, -0.5, 0.1, 0.5, 1, 1.5, 1], [1, 2, 3, 4, 5, 6, 7]),
        (Rule.TREND, [-1.5, -1, -0.5, 0.1, 0.5, 1], []),
        (Rule.TREND, [1.5, 1, 0.5, 0.1, -0.5, -1, -1.5], [0, 1, 2, 3, 4, 5, 6]),
        (Rule.TREND, [-1.5, -1, -0.5, -0.5, 0.1, 0.5, 1, 1.5], []),
        (Rule.TREND, [-1.5, -1, -0.5, None, 0.5, 1, 1.5, 2], []),
        (Rule.NEAR, [2.1, 0.5, 2.1], [0, 2]),
        (Rule.NEAR, [2.1, 0.5, 2], []),
        (Rule.NEAR, [2.1, -0.5, 2.1], []),
        (Rule.NEAR, [2.1, -2.1, 0.5], []),
        (Rule.NEAR, [2.1, 0.5, 0.5, 2.1], []),
        (Rule.NEAR, [2.1, None, 2.1], []),
    ],
)
def test_each_rule_at_its_edge(rule: Rule, values: list[float | None], places: list[int]) -> None:
    assert named(values, rule) == places


def test_one_beyond_the_limit_counts_as_near_it_but_not_as_the_package_of_nhs_r_reads() -> None:
    values = [3.5, 0.5, 2.5]
    assert named(values, Rule.NEAR) == [0, 2]
    assert named(values, Rule.NEAR, ChartReading.NHS_R) == []


def test_a_point_that_lies_on_a_limit_but_for_a_binary_fraction_is_not_outside() -> None:
    assert named([3 * 1.1 / 1.1 + 4e-16], Rule.OUTSIDE) == []
    assert flags(read([0.1] * 20)) == [()] * 20


def test_small_steps_of_large_values_are_steps() -> None:
    values = [1e9 + 0.1 * place for place in range(14)]
    assert all(Rule.TREND in each.rules for each in read(values).points)


def test_fewer_than_twelve_have_no_limits_and_no_icons_and_it_is_said() -> None:
    values = [1.0, 2.0] * 5 + [90.0]
    few = read(values, target=5)
    assert (few.variation, few.assurance, flags(few)) == (None, None, [()] * 11)
    assert all(each.limits is None for each in few.points)
    assert few.phases[0].why_no_limits == "11 points, too few for limits: they need 12."
    enough = read([*values, 1.0], target=500)
    assert enough.phases[0].why_no_limits is None
    assert (enough.variation, enough.assurance) == (Variation.COMMON, Assurance.FAILED)
    # A gap is no point: there are twelve places and eleven values.
    assert read([*values, None]).phases[0].why_no_limits == few.phases[0].why_no_limits


def test_over_a_gap_there_is_no_moving_range() -> None:
    with_gap = read([1, 2, 1, 2, 1, 2, None, 9, 10, 9, 10, 9, 10])
    first = with_gap.points[0].limits
    assert first is not None
    assert first.upper == pytest.approx(5.5 + 2.66)
    assert with_gap.left_out == 1
    torn = [each for _ in range(12) for each in (1.0, None)]
    assert "gaps lie between" in str(read(torn).phases[0].why_no_limits)


def test_a_phase_has_its_own_limits_and_runs_end_where_it_begins() -> None:
    values = [1.0, 2.0, 3.0] * 4 + [21.0, 22.0, 23.0] * 4
    whole = read(values)
    assert Rule.SHIFT in whole.points[-1].rules
    parted = read(values, begins=[Begin("p12", "A second radiologist sits in on Mondays.")])
    assert flags(parted) == [()] * 24
    limits = [each.limits for each in parted.points]
    assert limits[0] is not None
    assert limits[12] is not None
    assert (limits[0].mean, limits[12].mean) == (2, 22)
    assert limits[:12] == [limits[0]] * 12
    assert limits[12:] == [limits[12]] * 12
    assert parted.variation is Variation.COMMON


def test_a_young_phase_has_no_icons_though_an_old_one_has_limits() -> None:
    young = read([1.0, 2.0] * 6 + [9.0] * 3, target=1, begins=[Begin("p12", "moved")])
    assert young.points[0].limits is not None
    assert young.points[-1].limits is None
    assert (young.variation, young.assurance) == (None, None)
    assert young.phases[1].why_no_limits == "3 points, too few for limits: they need 12."


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ([Begin("p99", "moved")], 'no point "p99"'),
        ([Begin("p3", " ")], "Say why"),
        ([Begin("p3", "moved"), Begin("p3", "again")], "twice"),
    ],
)
def test_limits_begin_anew_at_a_point_that_is_there_once_with_a_reason(
    begins: list[Begin], said: str
) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        read([1.0] * 20, begins=begins)
    assert refused.value.problems[0].field == "rebase"


@pytest.mark.parametrize(
    ("better", "last", "icon"),
    [
        (Better.HIGHER, 9, Variation.IMPROVEMENT_HIGH),
        (Better.HIGHER, -9, Variation.CONCERN_LOW),
        (Better.LOWER, -9, Variation.IMPROVEMENT_LOW),
        (Better.LOWER, 9, Variation.CONCERN_HIGH),
        (Better.NEITHER, 9, Variation.NEITHER_HIGH),
        (Better.NEITHER, -9, Variation.NEITHER_LOW),
        (Better.HIGHER, 1, Variation.COMMON),
    ],
)
def test_the_icon_of_variation_is_of_the_newest_that_is_told(
    better: Better, last: float, icon: Variation
) -> None:
    chart = read([0, 1] * 10 + [last, None], better)
    assert chart.variation is icon


@pytest.mark.parametrize(
    ("better", "beyond", "icon"),
    [
        (Better.HIGHER, 0.01, Assurance.FAILED),
        (Better.HIGHER, 0, Assurance.HIT_AND_MISS),
        (Better.LOWER, 0.01, Assurance.HIT),
        (Better.NEITHER, 0.01, None),
    ],
)
def test_the_icon_of_assurance_is_the_target_against_the_limits(
    better: Better, beyond: float, icon: Assurance | None
) -> None:
    values = [0.0, 1.0] * 10
    limits = read(values).points[0].limits
    assert limits is not None
    assert read(values, better, limits.upper + beyond).assurance is icon
    under = {Assurance.FAILED: Assurance.HIT, Assurance.HIT: Assurance.FAILED}
    other = under.get(icon, icon) if icon else None
    assert read(values, better, limits.lower - beyond).assurance is other
    assert read(values, better).assurance is None


def test_one_on_the_mean_in_a_trend_is_of_the_side_to_which_the_trend_goes() -> None:
    chart = read([0.0, 6.0] * 5 + [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0] + [6.0, 0.0] * 5)
    middle = chart.points[13]
    assert middle.limits is not None
    assert (middle.value, middle.limits.mean) == (3, 3)
    assert (middle.rules, middle.nature) == ((Rule.TREND,), Nature.IMPROVEMENT)


numbers = st.lists(
    st.one_of(st.none(), st.integers(-1000, 1000).map(float)), min_size=0, max_size=40
)


@given(numbers, st.integers(-500, 500), st.sampled_from([0.5, 2.0, 7.0]), st.sampled_from(Better))
def test_flags_are_the_same_of_a_series_moved_and_stretched(
    values: list[float | None], moved: int, times: float, better: Better
) -> None:
    plain = read(values, better)
    other = read([None if each is None else each * times + moved for each in values], better)
    assert flags(other) == flags(plain)
    assert [each.nature for each in other.points] == [each.nature for each in plain.points]
    assert other.variation == plain.variation


@given(numbers, st.sampled_from([Better.HIGHER, Better.LOWER]), st.integers(-1000, 1000))
def test_a_series_upside_down_is_as_good_the_other_way_round(
    values: list[float | None], better: Better, target: int
) -> None:
    plain = read(values, better, target)
    over = read([None if each is None else -each for each in values], MIRRORED[better], -target)
    assert flags(over) == flags(plain)
    assert [each.nature for each in over.points] == [each.nature for each in plain.points]
    assert over.assurance == plain.assurance


@given(numbers)
def test_nothing_is_flagged_in_chance_and_nothing_chance_is_flagged(
    values: list[float | None],
) -> None:
    for reading in ChartReading:
        chart = read(values, reading=reading)
        for each in chart.points:
            assert bool(each.rules) == (each.nature is not Nature.COMMON)
            assert each.value is not None or not each.rules
        for one, other in pairwise(chart.points):
            assert one.limits == other.limits


@given(numbers)
def test_without_outlying_ranges_limits_are_never_wider(values: list[float | None]) -> None:
    excel = read(values).points
    nhs_r = read(values, reading=ChartReading.NHS_R).points
    for one, other in zip(excel, nhs_r, strict=True):
        if one.limits and other.limits:
            assert other.limits.upper <= one.limits.upper + 1e-9


@pytest.mark.parametrize(
    ("target", "icon"),
    [(1.0, Assurance.HIT), (0.9, Assurance.HIT), (1.1, Assurance.FAILED)],
)
def test_what_never_varies_hits_the_target_on_which_it_stands(
    target: float, icon: Assurance
) -> None:
    """Open time with somebody on, whole in every month, is no matter of chance."""
    assert read([1.0] * 14, Better.HIGHER, target).assurance is icon
