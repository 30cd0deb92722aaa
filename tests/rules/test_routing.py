"""How long a phone that was answered is given for its key (H06)."""

from datetime import timedelta

import pytest

from advice_line.rules import wording
from advice_line.rules.routing import LEFT_AFTER, LONGEST_WAIT, SHORTEST_WAIT, key_seconds

QUESTION = wording.whisper("Elm Road Surgery")

pytestmark = pytest.mark.hazard("H06")


@pytest.mark.parametrize(
    ("since_offered", "seconds"),
    [(1, LONGEST_WAIT), (10, LONGEST_WAIT), (12, 6), (14, 4), (15, SHORTEST_WAIT), (40, 3)],
)
def test_the_later_it_was_answered_the_shorter_the_wait(since_offered: int, seconds: int) -> None:
    assert key_seconds(QUESTION, timedelta(seconds=since_offered)) == seconds


def test_answered_in_the_last_of_fifteen_seconds_it_is_left_in_time_by_the_slowest_voice() -> None:
    question = wording.whisper("Elm Road Medical Centres")
    waited = timedelta(seconds=15 + key_seconds(question, timedelta(seconds=15)))
    assert waited + wording.spoken(question) <= LEFT_AFTER
