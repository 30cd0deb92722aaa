"""On the night on which the clocks go back an hour comes twice: whoever writes or says a time of it
says which."""

from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules import notices, wall_clock, wording, written
from advice_line.web import words
from advice_line.web.rota import days
from rota.columns import read_zone

ZONE = "Europe/London"
HALF_PAST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
AGAIN = HALF_PAST + timedelta(hours=1)
FIRST = "1:30am (the first, before the clocks go back)"
SECOND = "1:30am (the second, after the clocks go back)"


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(("at", "said"), [(HALF_PAST, FIRST), (AGAIN, SECOND)])
def test_texts_letters_and_pages_say_which_of_the_two_is_meant(at: datetime, said: str) -> None:
    assert notices.when(at, at, ZONE) == said
    assert notices.stretch(at, AGAIN + timedelta(hours=1), ZONE) == (
        f"Sunday 25 October, {said} to 2:30am"
    )
    assert written.when(at, ZONE) == f"Sunday 25 October 2026 at {said}"
    assert words.clock_time(at, ZONE) == days.clock(at, ZONE) == said


def test_callers_are_told_as_well() -> None:
    assert wording.clock_time(HALF_PAST, ZONE) == "1 30 a m, before the clocks go back"
    assert wording.clock_time(AGAIN, ZONE) == "1 30 a m, after the clocks go back"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 10, 24, 23, 59, tzinfo=UTC), "12:59am"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2am"),
        (datetime(2026, 10, 26, 1, 30, tzinfo=UTC), "1:30am"),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "12:30am"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2am"),
    ],
)
def test_every_other_time_is_said_as_ever(at: datetime, said: str) -> None:
    assert words.clock_time(at, ZONE) == said
    assert "clocks" not in wording.clock_time(at, ZONE)


def test_what_somebody_types_is_said_back_as_they_typed_it() -> None:
    typed = datetime.fromisoformat("2026-10-25T01:30")
    said = wall_clock.note(typed, read_zone(ZONE))
    assert said == (
        "1:30am on Sunday 25 October comes twice: the clocks go back. It is taken as the first."
    )
