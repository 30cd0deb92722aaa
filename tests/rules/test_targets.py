"""A line's targets are read as its setup file writes them."""

from datetime import timedelta

import pytest

from advice_line.errors import Invalid
from advice_line.rules import targets
from rota.opening import LineCalendar, Nation, OpeningHours
from tests.rules.conftest import london


@pytest.mark.parametrize(
    ("text", "asked", "due"),
    [
        ("15 min", "2026-11-27 18:50", "2026-11-27 19:05"),
        ("15 MINUTES", "2026-11-27 18:50", "2026-11-27 19:05"),
        ("2 hours", "2026-11-27 18:50", "2026-11-27 20:50"),
        ("1 day", "2026-11-27 18:50", "2026-11-28 18:50"),
        ("4 open hours", "2026-11-27 09:00", "2026-11-27 13:00"),
        ("4 open hours", "2026-11-27 17:00", "2026-11-30 10:00"),
        ("20 open min", "2026-11-27 18:50", "2026-11-30 08:10"),
        ("1 open day", "2026-11-26 09:00", "2026-11-27 19:00"),
        ("1 open day", "2026-11-27 09:00", "2026-11-30 19:00"),
        ("1 open day", "2026-11-27 19:00", "2026-12-01 19:00"),
        ("2 open days", "2026-11-28 12:00", "2026-12-02 19:00"),
        ("1 open day", "2026-12-23 12:00", "2026-12-29 19:00"),
    ],
)
def test_a_target_says_by_when(calendar: LineCalendar, text: str, asked: str, due: str) -> None:
    assert targets.read(text).due(calendar, london(asked)) == london(due)


@pytest.mark.parametrize("text", ["", "soon", "0 min", "4 open weeks", "-1 day", "1.5 hours"])
def test_what_is_no_target_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        targets.read(text, "targets.now")
    (problem,) = refused.value.problems
    assert problem.field == "targets.now"
    assert f'"{text}"' in problem.message
    assert '"4 open hours"' in problem.message


def test_a_line_that_never_opens_is_measured_by_the_plain_clock() -> None:
    never = LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours.from_texts({}))
    asked = london("2026-11-23 12:00")
    assert targets.read("1 open day").due(never, asked) == asked + timedelta(days=1)
