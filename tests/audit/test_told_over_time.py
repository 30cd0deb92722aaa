"""What is told of weeks, months, quarters and years that stand in one place, where some are few."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from math import inf
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.audit import periods
from advice_line.audit.disclosure import breakdown, timeline
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from tests.audit.reckoning import DAY, Range, all_periods, left_over, risen, worked_out

pytestmark = pytest.mark.hazard("H18")
Days = dict[date, int]


def told(counts: Mapping[str, int], small: int = 5) -> dict[str, str]:
    given = {periods.read(key): count for key, count in counts.items()}
    return {each.key: count.sentence for each, count in timeline.counts(given, small).items()}


def test_months_of_enough_are_told_with_their_quarter() -> None:
    months = {"2026-01": 40, "2026-02": 50, "2026-03": 0, "2026-Q1": 90}
    assert told(months) == {key: str(count) for key, count in months.items()}


def test_a_quarter_does_not_tell_the_one_month_that_is_few() -> None:
    assert told({"2026-01": 40, "2026-02": 3, "2026-03": 50, "2026-Q1": 93}) == {
        "2026-01": "40",
        "2026-02": "fewer than 5",
        "2026-03": "50",
        "2026-Q1": "at least 90",
    }


def test_a_quarter_is_told_where_two_of_its_months_hide_each_other() -> None:
    quarter = told({"2026-01": 4, "2026-02": 3, "2026-03": 50, "2026-Q1": 57})
    assert quarter["2026-Q1"] == "57"


@pytest.mark.parametrize(
    ("january", "february", "why"),
    [(1, 1, "nothing else comes to 2"), (4, 4, "nothing else comes to 8"), (1, 2, "3 are few")],
)
def test_a_quarter_is_not_told_where_its_two_months_of_few_would_be_known(
    january: int, february: int, why: str
) -> None:
    quarter = {"2026-01": january, "2026-02": february, "2026-03": 50}
    assert told(quarter | {"2026-Q1": 50 + january + february})["2026-Q1"] == "at least 50", why


def test_a_year_does_not_tell_the_quarter_that_was_withheld_for_its_month() -> None:
    months = {f"2026-{month:02}": 20 for month in range(4, 13)}
    months |= {f"2027-{month:02}": 20 for month in range(1, 4)} | {"2026-05": 2}
    quarters = {"2026-Q2": 42, "2026-Q3": 60, "2026-Q4": 60, "2027-Q1": 60}
    said = told(months | quarters | {"2026-27": 222})
    assert said["2026-Q2"] == "at least 40"
    assert said["2026-27"] == "at least 220"


def test_months_that_are_one_each_keep_a_quarter_of_three_from_being_called_few() -> None:
    """Three months of which there is something, in a quarter of fewer than 4, would be one each."""
    months = {f"2026-{month:02}": 1 for month in (1, 2, 3)}
    assert told(months | {"2026-Q1": 3}, small=4)["2026-Q1"] == "not told"


def test_weeks_within_a_month_of_nothing_are_nothing_and_join_what_is_beside() -> None:
    """January from the 4th less its weeks would be the one week that is few."""
    weeks = {"2027-W05": 90, "2027-W06": 2, "2027-W07": 80, "2027-W08": 70, "2027-02": 242}
    assert told(weeks) == {
        "2027-W05": "90",
        "2027-W06": "fewer than 5",
        "2027-W07": "80",
        "2027-W08": "70",
        "2027-02": "at least 240",
    }


def test_a_week_that_would_tie_months_to_weeks_is_missing_where_days_count_little() -> None:
    """In February 2027, four whole weeks, the first and the last are not told, so that all months
    and their quarter are: else what days between two edges come to would have to be guarded."""
    weeks = {"2027-W05": 9, "2027-W06": 2, "2027-W07": 8, "2027-W08": 7, "2027-02": 26}
    assert told(weeks) == {
        "2027-W05": "not told",
        "2027-W06": "fewer than 5",
        "2027-W07": "8",
        "2027-W08": "not told",
        "2027-02": "26",
    }


def test_a_month_between_two_sundays_is_for_who_reckons_its_four_weeks() -> None:
    """February 2026 begins and ends with a weekend, when, as is no secret, hardly anybody asks."""
    said = told({"2026-W06": 10, "2026-W07": 2, "2026-W08": 9, "2026-W09": 8, "2026-02": 29})
    assert said["2026-02"] == "29"
    assert said["2026-W07"] == "fewer than 5"
    # It ends after the month, which was told by then.
    assert said["2026-W09"] == "not told"


@pytest.mark.parametrize("small", [0, 1])
def test_a_site_that_withholds_nothing_is_told_every_period(small: int) -> None:
    quarter = {"2026-01": 1, "2026-02": 1, "2026-03": 50, "2026-Q1": 52}
    assert told(quarter, small) == {key: str(count) for key, count in quarter.items()}


def test_of_a_share_both_sides_are_guarded_over_time() -> None:
    """38 of 40 in February would come out of the quarter less the other months."""
    given = {"2026-01": (20, 40), "2026-02": (38, 40), "2026-03": (25, 50), "2026-Q1": (83, 130)}
    said = timeline.shares({periods.read(key): part for key, part in given.items()}, 5)
    assert [each.sentence for each in said.values()] == [
        "20 of 40 (50.0%)",
        "at least 90% of 40",
        "25 of 50 (50.0%)",
        "of 130; how many is not told",
    ]


def test_a_share_of_nothing_is_told_as_that() -> None:
    said = timeline.shares({periods.read("2026-01"): (0, 0), periods.read("2026-02"): (1, 3)}, 5)
    assert [each.state for each in said.values()] == [ShareState.NOTHING, ShareState.FEW]


def test_a_years_sums_of_a_breakdown_are_of_what_was_told() -> None:
    quarters = [periods.read(f"2026-Q{number}") for number in (2, 3, 4)] + [periods.read("2027-Q1")]
    grid: dict[Period, dict[str, int | None]] = {
        quarter: {"north": 20, "south": 9} for quarter in quarters
    }
    grid[quarters[1]] = {"north": None}
    over = breakdown.over(periods.read("2026-27"), grid)
    assert {label: each.sentence for label, each in over.items()} == {
        "north": "at least 60",
        "south": "27",
    }
    assert not breakdown.over(periods.read("2026-27"), {quarters[0]: {"north": 9}})["north"].exact


def test_the_middle_line_of_a_chart_does_not_tell_the_point_that_is_left_out() -> None:
    given = {periods.read(f"2026-{month:02}"): 20 + month for month in range(1, 13)}
    given[periods.read("2026-06")] = 3
    points = timeline.told_points(timeline.counts(given, 5).values())
    assert points.count(None) == 1
    drawn = [point for point in points if point is not None]
    # Whoever multiplies the middle by all twelve points, or by those drawn, gets no 3.
    assert mean(drawn) * len(points) - sum(drawn) != 3
    assert mean(drawn) * len(drawn) - sum(drawn) == pytest.approx(0)
    assert timeline.told_points(
        timeline.shares({period: (count, 40) for period, count in given.items()}, 5).values()
    ) == [None if count == 3 else count / 40 for count in given.values()]


@st.composite
def day_by_day(draw: st.DrawFn, parts: int = 1) -> tuple[list[Days], list[Period], int]:
    """A line that is open on some days, with much or little on each."""
    first = date(2026, 1, 1) + draw(st.integers(0, 500)) * DAY
    length = draw(st.sampled_from([40, 70, 100, 200]))
    rates = [draw(st.sampled_from([0.02, 0.1, 0.3, 1.0])) for _ in range(parts)]
    closed = draw(st.sampled_from([(), (5, 6), (6,)]))
    random = Random(draw(st.integers(0, 10**6)))
    every = [first + number * DAY for number in range(length)]
    counts = [
        {
            day: 0 if day.weekday() in closed else sum(random.random() < rate for _ in range(3))
            for day in every
        }
        for rate in rates
    ]
    return counts, all_periods(first, first + timedelta(days=length)), draw(st.integers(3, 7))


@settings(max_examples=50, deadline=None)
@given(given=day_by_day())
def test_whoever_adds_and_takes_away_finds_no_count_that_is_few(
    given: tuple[list[Days], list[Period], int],
) -> None:
    (days,), within, small = given
    truth = risen(days, within)
    said = timeline.counts(truth, small)
    exact = {each: truth[each] for each, count in said.items() if count.state is CountState.TOLD}
    guarded = [each for each in within if few(truth[each], small)]
    assert worked_out(exact, guarded) == {}
    ranges = left_over({each: _range(count, small) for each, count in said.items()})
    assert not [each.key for each in guarded if ranges[each][0] == ranges[each][1]]


@settings(max_examples=40, deadline=None)
@given(given=day_by_day(), small=st.integers(3, 6))
def test_where_weeks_and_months_are_told_no_days_between_them_come_out_as_few(
    given: tuple[list[Days], list[Period], int], small: int
) -> None:
    """Weeks 40 to 44 less October are three days of September and one of November."""
    (days,), within, _ = given
    truth = risen(days, within)
    told = {
        each: truth[each]
        for each, count in timeline.counts(truth, small).items()
        if count.state is CountState.TOLD
    }
    edges = sorted({day for each in within for day in (each.first, each.after)})
    between = [Period(*each, PeriodKind.WEEK) for each in pairwise(edges)]
    between += [Period(*each, PeriodKind.WEEK) for each in zip(edges, edges[2:], strict=False)]
    found = worked_out(told, between)
    assert not [each for each, count in found.items() if few(int(count), small)]


def test_a_month_does_not_tell_the_days_before_its_first_week() -> None:
    """May 2026 ends on a Sunday; less its four weeks it is the three of its first weekend. Where
    days count little, the week that ends with the month is not told, so that the month is."""
    weeks = {"2026-W19": 10, "2026-W20": 12, "2026-W21": 8, "2026-W22": 7}
    assert told(weeks | {"2026-05": 40}) == {
        "2026-W19": "10",
        "2026-W20": "12",
        "2026-W21": "8",
        "2026-W22": "not told",
        "2026-05": "40",
    }
    many = {key: 10 * count for key, count in weeks.items()}
    assert told(many | {"2026-05": 373})["2026-05"] == "at least 370"
    assert told(many | {"2026-05": 375})["2026-05"] == "375"


def _range(count: Count, small: int) -> Range:
    if count.value is not None:
        return count.value, count.value
    return (1, small - 1) if count.state is CountState.FEW else (0, inf)


@settings(max_examples=40, deadline=None)
@given(given=day_by_day(parts=2))
def test_of_shares_neither_side_is_found(given: tuple[list[Days], list[Period], int]) -> None:
    (with_it, without), within, small = given
    up, down = risen(with_it, within), risen(without, within)
    said = timeline.shares({each: (up[each], up[each] + down[each]) for each in within}, small)
    exact = {each: count for each, share in said.items() if (count := share.numerator) is not None}
    below = {each: n for each, share in said.items() if (n := share.denominator) is not None}
    both = {each: up[each] + down[each] for each in within}
    for side, shown in ((up, exact), (both, below)):
        guarded = [each for each in within if few(side[each], small)]
        assert worked_out(shown, guarded) == {}
    assert worked_out(exact, [each for each in within if few(down[each], small)]) == {}
    for side, number in ((up, 0), (down, 1), (both, 2)):
        ranges = left_over({each: _ranges(share, small)[number] for each, share in said.items()})
        guarded = [each for each in within if few(side[each], small)]
        assert not [each.key for each in guarded if ranges[each][0] == ranges[each][1]]


def _ranges(share: Share, small: int) -> tuple[Range, Range, Range]:
    """Of those with it, those without it, and all, for who knows what a bound means."""
    whole = share.denominator
    if whole is None:
        most = small - 1 if share.state is ShareState.FEW else inf
        return (0, most), (0, most), (int(share.state is ShareState.FEW), most)
    if share.numerator is not None:
        up = share.numerator
        return (up, up), (whole - up, whole - up), (whole, whole)
    low, high = 0, whole
    if share.high is not None:
        low, high = 1, small - 1
    if share.low is not None:
        low, high = whole - small + 1, whole - 1
    return (low, high), (whole - high, whole - low), (whole, whole)


@settings(max_examples=30, deadline=None)
@given(given=day_by_day(parts=2), until=st.integers(0, 200))
def test_what_was_told_once_stays_told_and_nothing_of_it_changes(
    given: tuple[list[Days], list[Period], int], until: int
) -> None:
    (with_it, without), within, small = given
    up, down = risen(with_it, within), risen(without, within)
    day = min(with_it) + until * DAY
    then = [each for each in within if each.after <= day]
    counts = timeline.counts(up, small)
    assert timeline.counts({each: up[each] for each in then}, small) == {
        each: counts[each] for each in then
    }
    parts = {each: (up[each], up[each] + down[each]) for each in within}
    shares = timeline.shares(parts, small)
    assert timeline.shares({each: parts[each] for each in then}, small) == {
        each: shares[each] for each in then
    }
