"""Lines side by side: what they come to together follows from what each of them tells."""

from typing import Any

import pytest

from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.reports import across
from advice_line.audit.reports.content import Figure
from tests.audit import a_report

pytestmark = pytest.mark.hazard("H18")
SHARE, COUNT, TIMES = "access.answered", "utilisation.queries", "access.time_to_answer"


def told(name: str, **more: Any) -> Figure:
    return a_report.figure(every.BY_ID[name], {"state": State.TOLD, "sentence": ""} | more)


def test_shares_of_which_all_are_told_are_one_share() -> None:
    figures = [
        told(SHARE, numerator=18, denominator=20, value=0.9),
        told(SHARE, numerator=30, denominator=40, value=0.75),
        told(SHARE, numerator=0, denominator=0, state=State.NOTHING),
    ]
    found = across.together(figures)
    assert (found.numerator, found.denominator, found.value) == (48, 60, 0.8)
    assert found.sentence == "48 of 60 (80%)"


@pytest.mark.parametrize("state", [State.BOUND, State.FEW, State.UNTOLD])
def test_a_share_of_which_one_is_withheld_comes_to_nothing(state: State) -> None:
    figures = [told(SHARE, numerator=18, denominator=20, value=0.9), told(SHARE, state=state)]
    found = across.together(figures)
    assert (found.numerator, found.denominator, found.value, found.suppressed) == (
        None,
        None,
        None,
        True,
    )


def test_counts_come_to_at_least_what_is_told_of_them() -> None:
    whole = [told(COUNT, numerator=n, denominator=n, value=float(n)) for n in (60, 40)]
    assert across.together(whole).sentence == "100"
    few = [*whole, told(COUNT, state=State.FEW)]
    assert across.together(few).sentence == "at least 100"
    assert across.together(few).numerator is None
    least = [*whole, told(COUNT, state=State.AT_LEAST, low=12.0)]
    assert across.together(least).low == 112
    bound = [*whole, told(COUNT, state=State.BOUND, low=43.0)]
    assert across.together(bound).sentence == "at least 143"


def test_times_have_no_middle_in_common_and_versions_are_not_mixed() -> None:
    times = [told(TIMES, numerator=9, denominator=9, value=20.0, ninetieth=60.0)] * 2
    assert across.together(times).suppressed
    other = told(SHARE, numerator=18, denominator=20, value=0.9).model_copy(update={"version": 2})
    figures = [told(SHARE, numerator=18, denominator=20, value=0.9), other]
    assert "several versions" in across.together(figures).sentence
