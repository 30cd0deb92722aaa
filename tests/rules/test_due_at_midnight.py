"""What is due at midnight is due by the end of the day before: "by Wednesday at midnight" is read
as a day more than there is."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from advice_line.alert_kinds import AlertState
from advice_line.kinds import AlertWord
from advice_line.rules import alert_notices, chat_words, question_notices, written
from advice_line.rules.told import Told

LONDON = "Europe/London"
NOW = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 2, 0, 0, tzinfo=UTC)  # as Tuesday 1 December ends


def _owed(due: datetime) -> str:
    alert = AlertWord.URGENT, AlertState.TO_RING
    url = "https://advice.example.org"
    return alert_notices.owed("A7Q2-M9FX", *alert, due, NOW, LONDON, url, left=True, closed=False)


def _kept(due: datetime) -> str:
    told = Told("K7Q2-M9FX", "Hot Doc", NOW, LONDON, due, NOW, None, None)
    return question_notices.received_text(told)


def _card(due: datetime) -> str:
    return chat_words.due(due, NOW, LONDON)


@pytest.mark.parametrize(
    ("said", "end"),
    [
        (_owed, "by the end of Tuesday 1 December"),
        (_kept, "by the end of Tuesday 1 December"),
        (_card, "by the end of tomorrow"),
    ],
)
def test_it_is_due_by_the_end_of_its_day(said: Callable[[datetime], str], end: str) -> None:
    assert end in said(DUE)
    assert "midnight" not in said(DUE)


def test_the_end_of_today_and_of_tomorrow_have_short_names() -> None:
    assert written.ending(datetime(2026, 12, 1, tzinfo=UTC), NOW, LONDON) == "midnight tonight"
    assert written.ending(DUE, NOW, LONDON) == "the end of tomorrow"
    assert written.ending(datetime(2026, 12, 1, 9, tzinfo=UTC), NOW, LONDON) == "tomorrow at 9am"
