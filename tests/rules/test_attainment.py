"""How many answers came in their target, by month and urgency, each with its denominator."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.kinds import Urgency
from advice_line.rules.attainment import Answer, Attained, attained

NOW = datetime(2026, 12, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def answer(asked: str, *, answered: float | None, urgency: Urgency = Urgency.TODAY) -> Answer:
    """Wanted within four hours, answered after so many."""
    at = datetime.fromisoformat(asked)
    took = None if answered is None else at + answered * HOUR
    return Answer(urgency, at, at + 4 * HOUR, took, "Europe/London")


def test_each_counts_once_in_the_month_and_urgency_in_which_it_was_asked() -> None:
    rows = [
        answer("2026-10-31T23:30+00:00", answered=1),
        answer("2026-11-02T10:00+00:00", answered=4),
        answer("2026-11-03T10:00+00:00", answered=4.1),
        answer("2026-11-04T10:00+00:00", answered=None),
        answer("2026-11-30T23:00+00:00", answered=None),
        answer("2026-11-05T10:00+00:00", answered=1, urgency=Urgency.NOW),
    ]
    assert attained(rows, NOW) == (
        Attained("2026-10", Urgency.TODAY, 1, 0, 0),
        Attained("2026-11", Urgency.NOW, 1, 0, 0),
        Attained("2026-11", Urgency.TODAY, 1, 1, 1),
    )


@pytest.mark.parametrize(
    ("good", "bad", "percent", "met"), [(9, 1, 90, True), (899, 101, 89, False), (0, 1, 0, False)]
)
def test_nine_in_ten_is_the_target(good: int, bad: int, percent: int, *, met: bool) -> None:
    row = Attained("2026-11", Urgency.TODAY, good, bad, 0)
    assert (row.of, row.percent, row.met) == (good + bad, percent, met)


@given(st.lists(st.tuples(st.integers(0, 40000), st.none() | st.floats(0, 9)), max_size=30))
def test_nothing_is_counted_twice_or_lost(made: list[tuple[int, float | None]]) -> None:
    begins = datetime(2026, 11, 1, tzinfo=UTC)
    rows = [
        answer((begins + timedelta(minutes=minutes)).isoformat(), answered=hours)
        for minutes, hours in made
    ]
    counts = [each for each in rows if each.answered_at is not None or each.target_at < NOW]
    assert sum(each.of for each in attained(rows, NOW)) == len(counts)
