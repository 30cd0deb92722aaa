"""A report's sentences say what its figures say, and no more."""

from typing import Any

import pytest

from advice_line.audit.figures.told import State
from advice_line.audit.reports import eroc, narrative
from advice_line.audit.reports.content import Figure, Point, Series
from advice_line.audit_kinds import (
    Better,
    ChartReading,
    ClockKind,
    Group,
    PeriodKind,
    Unit,
)

BARE: dict[str, Any] = {
    "id": "turnaround.in_target",
    "name": "Written questions answered in their target",
    "group": Group.TURNAROUND,
    "question": "In time?",
    "counts": "in time",
    "of": "written questions",
    "exclusions": "none",
    "clock": ClockKind.WORKING_TIME,
    "source": "guide",
    "unit": Unit.SHARE,
    "better": Better.HIGHER,
    "target": 0.9,
    "version": 1,
    "state": State.TOLD,
    "numerator": None,
    "denominator": None,
    "value": None,
    "ninetieth": None,
    "low": None,
    "high": None,
    "completeness": 1.0,
    "known": "known 20 of 20 (100%)",
    "suppressed": False,
}


def figure(**more: Any) -> Figure:
    return Figure(**(BARE | more))


def said(*figures: Figure, series: tuple[Series, ...] = ()) -> list[str]:
    found = narrative.said(figures, series, PeriodKind.MONTH)
    return [sentence for each in found for sentence in each.sentences]


@pytest.mark.parametrize(
    ("told", "end"),
    [
        ({"value": 0.9, "sentence": "18 of 20 (90.0%)"}, "which is met."),
        ({"value": 0.85, "sentence": "17 of 20 (85.0%)"}, "which is not met."),
        # The few of which it is not known might all have been in time.
        ({"value": 0.89, "low": 0.89, "high": 0.927, "sentence": "89 of 100"}, "is 90%."),
        ({"low": 0.91, "sentence": "at least 91% of 46", "state": State.BOUND}, "which is met."),
        ({"high": 0.1, "sentence": "at most 10% of 40", "state": State.BOUND}, "is not met."),
        ({"low": 0.8, "sentence": "at least 80% of 20", "state": State.BOUND}, "is 90%."),
        ({"sentence": "of 8; how many is not told", "state": State.BOUND}, "is 90%."),
    ],
)
def test_a_target_is_called_met_or_not_where_what_is_told_decides_it(
    told: dict[str, Any], end: str
) -> None:
    sentence, *_ = said(figure(**told))
    assert sentence.startswith(f"{BARE['name']}: {told['sentence']}; the tolerance is 90%")
    assert sentence.endswith(end)


def test_what_is_not_told_is_said_to_be_not_told_and_how_much_of_it() -> None:
    few = figure(state=State.FEW, sentence="of fewer than 5", suppressed=True)
    none = figure(state=State.NOTHING, sentence="nothing to count", target=None, id="x", name="X")
    assert said(few, none) == [
        "Written questions answered in their target: of fewer than 5.",
        "1 of 2 figures is not told: of few, or so that a figure of few cannot be worked out.",
        "1 of 2 figures has nothing to count.",
    ]


def test_figures_of_which_a_bound_alone_is_told_are_counted_beside_those_not_told() -> None:
    few = figure(state=State.FEW, sentence="of fewer than 5", suppressed=True, target=None)
    bound = figure(state=State.BOUND, sentence="at most 10% of 40", high=0.1, target=None)
    whole = figure(value=0.9, sentence="18 of 20 (90.0%)", target=None)
    why = "of few, or so that a figure of few cannot be worked out."
    assert said(few, bound, bound, whole)[-1] == (
        f"1 of 4 figures is not told, and 2 are told in part: {why}"
    )
    assert said(bound, whole)[-1] == f"1 of 2 figures is told in part: {why}"


def test_of_what_nothing_is_known_is_said_apart_from_what_there_was_none_of() -> None:
    unknown = figure(
        state=State.NOTHING, sentence="not known of any", target=None, completeness=0.0
    )
    none = figure(state=State.NOTHING, sentence="nothing to count", target=None, completeness=None)
    assert said(unknown, none, none) == [
        "Of 1 of 3 figures nothing is known.",
        "2 of 3 figures have nothing to count.",
    ]


@pytest.mark.parametrize(
    ("completeness", "count"),
    [(0.0, (None, "not known")), (None, (0, "0"))],
)
def test_the_counts_of_eroc_are_not_known_where_nobody_has_said_and_0_where_there_was_none(
    completeness: float | None, count: tuple[int | None, str]
) -> None:
    """0 beside "nothing to count" would be both."""
    avoided = figure(
        id="outcomes.referral_avoided_said", state=State.NOTHING, numerator=0, denominator=0,
        sentence="nothing to count", completeness=completeness, known="known 0 of 45 (0%)",
    )  # fmt: skip
    found = eroc.counts({avoided.id: avoided}, "2026-11", "Example Trust", "812").diverted[0]
    assert (found.number, found.sentence) == count


def test_how_much_is_known_is_said_where_it_is_not_all() -> None:
    partly = figure(value=0.5, sentence="10 of 20 (50.0%)", target=None, completeness=0.5)
    (sentence,) = said(partly.model_copy(update={"known": "known 20 of 40 (50.0%)"}))
    assert sentence.endswith("10 of 20 (50.0%) (known 20 of 40 (50.0%)).")


def test_a_chart_is_told_in_words_and_the_period_before_only_where_both_are_told() -> None:
    queries = figure(
        id="utilisation.queries", name="Queries", unit=Unit.COUNT, target=None, sentence="60",
        value=60.0,
    )  # fmt: skip
    special = "Special cause: improving, with higher values."

    def chart(*values: float | None) -> Series:
        points = [Point(period=f"{n}", label=f"{n}", value=v, sentence="") for n, v in
                  enumerate(values)]  # fmt: skip
        return Series(
            id=queries.id, name=queries.name, unit=Unit.COUNT, better=Better.NEITHER, target=None,
            reading=ChartReading.EXCEL, points=tuple(points), icons=(special,), described="",
        )  # fmt: skip

    assert said(queries, series=(chart(48.0, 60.0),)) == [
        f"Queries: 60. {special} In the month before it was 48.",
    ]
    assert said(queries, series=(chart(None, 60.0),)) == [f"Queries: 60. {special}"]
