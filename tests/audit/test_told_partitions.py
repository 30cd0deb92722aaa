"""What is told of outcomes that together are all: of them, too, none that is few comes to light."""

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.audit import periods
from advice_line.audit.disclosure import partition
from advice_line.audit.disclosure.few import few
from advice_line.audit.periods import Period
from tests.audit.reckoning import DAY, Equation, Sums, all_periods, ends, rise, risen

pytestmark = pytest.mark.hazard("H18")


def told(parts: Mapping[str, Mapping[str, int]]) -> dict[str, list[str]]:
    given = {periods.read(key): rows for key, rows in parts.items()}
    found = partition.shares(given, 5)
    return {label: [each.sentence for each in shares.values()] for label, shares in found.items()}


def test_the_one_outcome_that_is_few_takes_the_least_of_the_others_along() -> None:
    """Forty less 28 and less 9 would tell it."""
    assert told({"2026-01": {"unchanged": 28, "changed": 9, "upgraded": 3, "avoided": 0}}) == {
        "unchanged": ["28 of 40 (70.0%)"],
        "changed": ["of 40; how many is not told"],
        "upgraded": ["of 40; how many is not told"],
        "avoided": ["0 of 40 (0%)"],
    }


def test_outcomes_of_enough_are_told_and_none_of_none_is_nothing_to_count() -> None:
    assert told(
        {"2026-01": {"changed": 10, "unchanged": 30}, "2026-02": {"changed": 0, "unchanged": 0}}
    ) == {
        "changed": ["10 of 40 (25.0%)", "nothing to count"],
        "unchanged": ["30 of 40 (75.0%)", "nothing to count"],
    }


def test_of_few_nothing_is_told_of_any_outcome() -> None:
    assert told({"2026-01": {"changed": 3, "unchanged": 0}}) == {
        "changed": ["of fewer than 5"],
        "unchanged": ["of fewer than 5"],
    }


def test_a_quarter_hides_what_its_months_hid() -> None:
    """February's three come out of the quarter's and of the other months', unless those go too."""
    months = {
        "2026-01": {"unchanged": 30, "changed": 10, "upgraded": 0},
        "2026-02": {"unchanged": 20, "changed": 9, "upgraded": 3},
        "2026-03": {"unchanged": 30, "changed": 10, "upgraded": 6},
        "2026-Q1": {"unchanged": 80, "changed": 29, "upgraded": 9},
    }
    said = told(months)
    assert said["unchanged"][3] == "80 of 118 (67.8%)"
    assert said["changed"][3] == said["upgraded"][3] == "of 118; how many is not told"


def test_what_the_months_tell_hides_nothing_in_their_quarter() -> None:
    """How many were changed comes out of the months, so it would not hide who was upgraded."""
    months = {
        "2026-01": {"unchanged": 6, "changed": 7, "upgraded": 1},
        "2026-02": {"unchanged": 6, "changed": 7, "upgraded": 1},
        "2026-03": {"unchanged": 50, "changed": 5, "upgraded": 0},
        "2026-Q1": {"unchanged": 62, "changed": 19, "upgraded": 2},
    }
    said = told(months)
    assert said["changed"][3] == "19 of 83 (22.9%)"
    assert said["unchanged"][3] == said["upgraded"][3] == "of 83; how many is not told"


def test_a_quarter_tells_no_share_that_a_month_of_it_withheld() -> None:
    """Nine and 22 are none of them few; August's twelve and September's fifteen of both are told by
    what remains of these months: and July's two and two would be four, and its 14 no secret."""
    months = {
        "2026-07": {"imaging": 58, "watched": 25, "referred": 14, "sent": 2, "other": 2},
        "2026-08": {"imaging": 57, "watched": 17, "referred": 13, "sent": 3, "other": 9},
        "2026-09": {"imaging": 40, "watched": 16, "referred": 17, "sent": 4, "other": 11},
        "2026-Q3": {"imaging": 155, "watched": 58, "referred": 44, "sent": 9, "other": 22},
    }
    said = {label: of[3] for label, of in told(months).items()}
    assert said == {
        "imaging": "155 of 288 (53.8%)",
        "watched": "58 of 288 (20.1%)",
        **dict.fromkeys(("referred", "sent", "other"), "of 288; how many is not told"),
    }


def test_a_week_tells_no_share() -> None:
    """Weeks and months overlap: what the ones withhold would come out of the others."""
    said = told({"2026-W28": {"imaging": 20, "watched": 0}})
    assert said == {each: ["of 20; how many is not told"] for each in ("imaging", "watched")}


def test_what_one_share_alone_withheld_with_the_few_not_known_is_told_once_these_are() -> None:
    """It is the whole less the others then."""
    rows = {
        periods.read("2026-07"): {"imaging": 20, "watched": 10},
        periods.read("2026-08"): {"imaging": 20, "watched": 10},
        periods.read("2026-09"): {"imaging": 20, "watched": 10},
        periods.read("2026-Q3"): {"imaging": 60, "watched": 30},
    }
    eligible = dict(zip(rows, (33, 33, 33, 99), strict=True))
    found = partition.shares(rows, 5, eligible)
    assert [each.numerator for each in found["watched"].values()] == [None, None, None, 30]


OUTCOMES = ("avoided", "changed", "upgraded")


@settings(max_examples=30, deadline=None)
@given(
    first=st.integers(0, 300),
    length=st.sampled_from([60, 120, 200]),
    rates=st.tuples(*[st.sampled_from([0.02, 0.1, 0.4, 1.0]) for _ in OUTCOMES]),
    small=st.integers(3, 6),
    seed=st.integers(0, 10**6),
)
def test_whoever_adds_over_time_and_over_outcomes_finds_none_that_is_few(
    first: int, length: int, rates: tuple[float, ...], small: int, seed: int
) -> None:
    random = Random(seed)
    begin = date(2026, 1, 1) + first * DAY
    within = all_periods(begin, begin + length * DAY)
    days = [begin + number * DAY for number in range(length)]
    by_outcome = {
        outcome: risen({day: int(random.random() < rate) for day in days}, within)
        for outcome, rate in zip(OUTCOMES, rates, strict=True)
    }
    parts = {each: {outcome: by_outcome[outcome][each] for outcome in OUTCOMES} for each in within}
    said = partition.shares(parts, small)
    days_at = ends(within)
    nothing = [0] * len(days_at)

    def row(period: Period, *of: str) -> list[int]:
        return [n for each in OUTCOMES for n in (rise(days_at, period) if each in of else nothing)]

    equations: list[Equation] = []
    for period in within:
        shares = {outcome: said[outcome][period] for outcome in OUTCOMES}
        for outcome, share in shares.items():
            if share.numerator is not None:
                equations.append((row(period, outcome), share.numerator))
        if (whole := shares["avoided"].denominator) is not None:
            equations.append((row(period, *OUTCOMES), whole))
    sums = Sums(equations)
    for period in within:
        for asked in (*((outcome,) for outcome in OUTCOMES), OUTCOMES):
            value = sums.value(row(period, *asked))
            assert value is None or not few(int(value), small), (period.key, asked)
        withheld = [each for each in OUTCOMES if said[each][period].numerator is None]
        for outcome in withheld if said["avoided"][period].denominator is not None else ():
            assert sums.value(row(period, outcome)) is None, (period.key, outcome)
        together = sums.value(row(period, *withheld))
        assert together is None or not few(int(together), small), (period.key, withheld)
