"""What is told of a measure beside its value, such as of how many it is known, tells no more."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.audit import periods
from advice_line.audit.disclosure.few import few
from advice_line.audit.figures import telling
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw
from advice_line.audit.periods import Period
from tests.audit.reckoning import DAY, Equation, Sums, all_periods, ends, rise, risen

pytestmark = pytest.mark.hazard("H18")
QUERIES, AVOIDED = every.named("utilisation.queries"), every.named("outcomes.imaging_avoided")
WOULD = [each for each in every.MEASURES if each.partition == "would_have"]


def shares(*raws: tuple[str, Raw]) -> list[Told]:
    series = {periods.read(key): raw for key, raw in raws}
    return list(telling.decide([AVOIDED], {AVOIDED.id: series}, 5)[AVOIDED.id].values())


def test_how_complete_a_figure_is_stands_beside_it() -> None:
    (told,) = shares(("2026-01", Raw(10, 30, 40)))
    assert (told.sentence, told.known) == ("10 of 30 (33.3%)", "known 30 of 40 (75.0%)")
    assert told.completeness == 0.75


def test_what_is_known_by_definition_is_complete_whatever_is_withheld() -> None:
    """A week of few hides how many queries there were, and not that each is counted."""
    series = {periods.read("2026-01"): Raw(3, 3, 3), periods.read("2026-02"): Raw(0, 0, 0)}
    told = telling.decide([QUERIES], {QUERIES.id: series}, 5)[QUERIES.id].values()
    assert {(each.completeness, each.known) for each in told} == {(1.0, "all are known")}


def test_how_complete_does_not_tell_the_number_that_a_quarter_withholds() -> None:
    """February's 3 are 53 less the other months'."""
    *_, quarter = shares(
        ("2026-01", Raw(10, 20, 40)),
        ("2026-02", Raw(1, 3, 40)),
        ("2026-03", Raw(10, 30, 40)),
        ("2026-Q1", Raw(21, 53, 120)),
    )
    assert quarter == Told(State.UNTOLD, "not told")


def test_how_complete_does_not_tell_a_count_that_can_only_be_at_least() -> None:
    counts = {"2026-01": 40, "2026-02": 3, "2026-03": 50, "2026-Q1": 93}
    series = {periods.read(key): Raw(count, count, count) for key, count in counts.items()}
    told = telling.decide([QUERIES], {QUERIES.id: series}, 5)[QUERIES.id]
    least = told[periods.read("2026-Q1")]
    assert (least.state, least.sentence, least.numerator) == (State.AT_LEAST, "at least 90", None)
    assert (least.denominator, least.known) == (None, "all are known")


def test_of_the_few_that_are_not_known_is_told_that_nearly_all_are() -> None:
    (told,) = shares(("2026-01", Raw(10, 38, 40)))
    assert (told.denominator, told.completeness, told.known) == (40, None, "known of nearly all")
    assert told.sentence == "10 of 40 (25.0%), the few not known among these"


def test_parts_of_one_whole_are_told_by_the_month_and_hide_each_other() -> None:
    counts = dict(zip((each.id for each in WOULD), (20, 12, 2, 0, 6), strict=True))
    month = periods.read("2026-01")
    raw = {name: {month: Raw(count, 40, 60)} for name, count in counts.items()}
    told = telling.decide(WOULD, raw, 5)
    assert [told[each.id][month].sentence for each in WOULD] == [
        "20 of 40 (50.0%)",
        "12 of 40 (30.0%)",
        "of 40; how many is not told",
        "0 of 40 (0%)",
        "of 40; how many is not told",
    ]


@settings(max_examples=40, deadline=None)
@given(
    first=st.integers(0, 300),
    length=st.sampled_from([60, 120, 200]),
    rates=st.tuples(*[st.sampled_from([0.05, 0.2, 0.5, 0.9])] * 3),
    small=st.integers(3, 6),
    seed=st.integers(0, 10**6),
)
def test_all_that_stands_in_the_figures_gives_no_count_that_is_few(
    first: int, length: int, rates: tuple[float, float, float], small: int, seed: int
) -> None:
    """Of all queries some are known, and some of these count: two measures tell of them."""
    random = Random(seed)
    begin = date(2026, 1, 1) + first * DAY
    days = [begin + number * DAY for number in range(length)]
    within = all_periods(begin, begin + length * DAY)
    asked = {day: sum(random.random() < rates[0] for _ in range(4)) for day in days}
    known = {day: sum(random.random() < rates[1] for _ in range(asked[day])) for day in days}
    counts = {day: sum(random.random() < rates[2] for _ in range(known[day])) for day in days}
    eligible, below, above = (risen(each, within) for each in (asked, known, counts))
    decided = telling.decide(
        [QUERIES, AVOIDED],
        {
            QUERIES.id: {each: Raw(*(eligible[each],) * 3) for each in within},
            AVOIDED.id: {each: Raw(above[each], below[each], eligible[each]) for each in within},
        },
        small,
    )
    at = ends(within)

    def row(period: Period, *of: int) -> list[int]:
        return [n for each in range(3) for n in ([of.count(each) * m for m in rise(at, period)])]

    equations: list[Equation] = []
    for period in within:
        told = decided[AVOIDED.id][period]
        numbers = [(0, decided[QUERIES.id][period].numerator), (1, told.of)]
        numbers += [(0, told.denominator)] if told.of is None else []
        numbers += [(2, told.numerator), *_known(told)]
        equations += [(row(period, which), n) for which, n in numbers if n is not None]
    sums = Sums(equations)
    for period in within:
        truth = eligible[period], below[period], above[period]
        for which in range(3):
            if few(truth[which], small):
                assert sums.value(row(period, which)) is None, (period.key, which)
        for more, less in ((0, 1), (1, 2)):
            if few(truth[more] - truth[less], small):
                rest = [a - b for a, b in zip(row(period, more), row(period, less), strict=True)]
                assert sums.value(rest) is None, (period.key, more, less)


def _known(told: Told) -> list[tuple[int, int | None]]:
    """The numbers of such as "known 30 of 40 (75.0%)"."""
    found = re.search(r"known (\d+) of (\d+)", told.known or "")
    return [(1, int(found[1])), (0, int(found[2]))] if found else []
