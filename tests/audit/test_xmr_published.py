"""Published examples come out as their source has them, under the reading that it uses."""

from math import sqrt

import pytest

from advice_line.audit.spc import p_chart, words, xmr
from advice_line.audit.spc.p_chart import Counted
from advice_line.audit.spc.points import Assurance, Chart, Nature, Point, Rule, Variation
from advice_line.audit_kinds import Better, ChartReading, Unit
from tests.audit.published import AE, DEVIATIONS, WAFERS, Published


def read(
    values: tuple[int, ...],
    reading: ChartReading,
    better: Better = Better.LOWER,
    target: float | None = None,
) -> Chart:
    points = [Point(str(place), float(value)) for place, value in enumerate(values)]
    return xmr.chart(points, unit=Unit.COUNT, better=better, reading=reading, target=target)


def of(chart: Chart, nature: Nature) -> frozenset[int]:
    return frozenset(place for place, each in enumerate(chart.points) if each.nature is nature)


def differing(chart: Chart, source: Published) -> frozenset[int]:
    improvement = of(chart, Nature.IMPROVEMENT) ^ source.improvement
    return improvement | (of(chart, Nature.CONCERN) ^ source.concern)


@pytest.mark.parametrize("trust", AE)
def test_the_limits_and_flags_of_six_trusts_are_those_that_nhs_r_publishes(trust: str) -> None:
    source = AE[trust]
    chart = read(source.values, ChartReading.NHS_R)
    limits = chart.points[0].limits
    assert limits is not None
    found = (limits.mean, limits.lower, limits.upper)
    assert found == pytest.approx((source.mean, source.lower, source.upper), rel=1e-12)
    assert differing(chart, source) == frozenset()


def test_the_icons_of_the_packages_own_example_are_those_that_it_prints() -> None:
    """Its README sums RQM up with a target of 1,200: "common_cause" and "inconsistent"."""
    chart = read(AE["RQM"].values, ChartReading.NHS_R, target=1200)
    assert (chart.variation, chart.assurance) == (Variation.COMMON, Assurance.HIT_AND_MISS)


@pytest.mark.parametrize(
    ("reading", "lower", "upper"),
    [(ChartReading.NHS_R, -0.72, 4.6), (ChartReading.EXCEL, -3.06, 6.95)],
)
def test_either_reading_gives_the_limits_that_are_published_for_it(
    reading: ChartReading, lower: float, upper: float
) -> None:
    chart = read(DEVIATIONS, reading, Better.HIGHER)
    limits = chart.points[0].limits
    assert limits is not None
    assert (round(limits.mean, 2), round(limits.lower, 2), round(limits.upper, 2)) == (
        1.94,
        lower,
        upper,
    )
    assert of(chart, Nature.IMPROVEMENT) == {4}
    assert words.READINGS[reading] in words.described(chart)


def test_where_the_readings_part_it_is_known_in_what() -> None:
    """Four of the six have an outlying moving range, and so wider limits in NHS England's workbook.
    In it the two of RQM that are near the lower limit and the one of RRK that is outside are of
    chance; in the others the flags are the same."""
    parted = {}
    for trust, source in AE.items():
        excel = read(source.values, ChartReading.EXCEL)
        nhs_r = read(source.values, ChartReading.NHS_R)
        if excel.points[0].limits != nhs_r.points[0].limits:
            parted[trust] = differing(excel, source)
    assert parted == {"R1H": set(), "RJC": set(), "RQM": {1, 2}, "RRK": {9}}


def test_a_p_chart_of_wafers_has_the_mean_that_nist_publishes_and_its_limits() -> None:
    counted = [Counted(str(number), found, 50) for number, found in enumerate(WAFERS, 1)]
    chart = p_chart.chart(counted, better=Better.LOWER)
    limits = chart.points[0].limits
    assert limits is not None
    assert (len(WAFERS), round(limits.mean, 4)) == (30, 0.2313)
    mean = sum(WAFERS) / 1500
    wide = 3 * sqrt(mean * (1 - mean) / 50)
    assert (limits.lower, limits.upper) == pytest.approx((mean - wide, mean + wide))
    outside = [each.label for each in chart.points if Rule.OUTSIDE in each.rules]
    beyond = [n for n, found in enumerate(WAFERS, 1) if abs(found / 50 - mean) > wide]
    assert outside == list(map(str, beyond)) == ["15", "23"]
    assert words.P_CHART in words.described(chart)
