"""Times, waits and numbers as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from advice_line.rules import notices, phone_numbers, written
from advice_line.web import words

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("instant", "read"),
    [
        (datetime(2026, 11, 24, 14, 5, tzinfo=UTC), "Tuesday 24 November 2026 at 2:05pm"),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "Wednesday 1 July 2026 at 9am"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "Tuesday 24 November 2026 at midday"),
        (datetime(2026, 11, 24, 12, 1, tzinfo=UTC), "Tuesday 24 November 2026 at 12:01pm"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "Wednesday 1 July 2026 at midnight"),
        (datetime(2026, 11, 24, 0, 30, tzinfo=UTC), "Tuesday 24 November 2026 at 12:30am"),
    ],
)
def test_an_instant_is_read_on_the_line_s_own_clock(instant: datetime, read: str) -> None:
    assert words.when_in_words(instant, LONDON) == read


def test_a_moment_says_no_more_than_it_must() -> None:
    now = datetime(2026, 11, 24, 0, 10, tzinfo=UTC)
    near = [
        words.moment_in_words(now + timedelta(hours=hours), now, LONDON) for hours in (-1, 1, 24)
    ]
    assert near == ["yesterday at 11:10pm", "1:10am", "tomorrow at 12:10am"]
    assert words.moment_in_words(now + timedelta(days=3), now, LONDON) == (
        "Friday 27 November 2026 at 12:10am"
    )


def test_an_end_at_midnight_belongs_to_the_day_that_ends() -> None:
    """ "Until tomorrow at midnight" would be read as a day more of duty, or of an open line."""
    now = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    ends = [words.end_in_words(midnight + timedelta(days=days), now, LONDON) for days in (0, 1, 30)]
    assert ends == [
        "midnight tonight",
        "the end of tomorrow",
        "the end of Thursday 24 December 2026",
    ]
    a_minute_later = midnight + timedelta(minutes=1)
    assert words.end_in_words(a_minute_later, now, LONDON) == "tomorrow at 12:01am"


def test_a_notice_says_so_too() -> None:
    now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    ends = [notices.by(midnight + timedelta(days=days), now, LONDON) for days in (0, 1)]
    assert ends == ["midnight tonight", "the end of Wednesday 25 November"]
    said = notices.by(midnight + timedelta(minutes=1), now, LONDON)
    assert said == "12:01am on Wednesday 25 November"


def test_an_end_at_midnight_is_one_on_the_line_s_clock() -> None:
    now = datetime(2026, 7, 1, 20, 0, tzinfo=UTC)
    summer = datetime(2026, 7, 1, 23, 0, tzinfo=UTC)
    assert words.end_in_words(summer, now, LONDON) == "midnight tonight"
    assert words.end_in_words(summer + timedelta(hours=1), now, LONDON) == "tomorrow at 1am"


def test_a_moment_counts_days_on_the_line_s_clock_and_not_in_utc() -> None:
    now = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    after_midnight_in_london = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.moment_in_words(after_midnight_in_london, now, LONDON) == "tomorrow at 12:30am"


@pytest.mark.parametrize(
    ("waiting", "read"),
    [
        (0, "less than a minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=60), "1 minute"),
        (59.9, "59 minutes"),
        (60, "1 hour"),
        (65, "1 hour 5 minutes"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=3, minutes=59), "2 days 3 hours"),
    ],
)
def test_a_wait(waiting: timedelta | float, read: str) -> None:
    assert words.waiting_in_words(waiting) == read


def test_days() -> None:
    assert words.day_in_words(date(2026, 11, 24), LONDON) == "Tuesday 24 November 2026"
    assert words.weekday_in_words(date(2026, 11, 24), LONDON) == "Tuesday 24 November"
    assert words.short_day(date(1980, 3, 31), LONDON) == "31 March 1980"
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.short_day(late, LONDON) == "2 July 2026"


def test_numbers() -> None:
    assert phone_numbers.in_groups("+441632960101") == "01632 960101"
    assert phone_numbers.in_groups("+447700900001") == "07700 900001"
    assert phone_numbers.in_groups("+12025550123") == "+1 202-555-0123"
    assert phone_numbers.in_groups("withheld") == "withheld"
    assert words.phone_link("+44 1632 960101") == "tel:+441632960101"
    assert written.number_in_groups("9990000018") == "999 000 0018"
    assert written.number_in_groups("12345") == "12345"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (2922, "8 years (2922 days)"),
        (366, "1 year (366 days)"),
        (1, "1 day"),
        (90, "90 days"),
        (400, "400 days"),
    ],
)
def test_a_period_is_said_in_years_where_it_is_of_whole_ones(days: int, said: str) -> None:
    assert words.period_in_words(days) == said
