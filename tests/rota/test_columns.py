"""The texts people write become values and the same texts again, or are refused in a sentence."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota import columns


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("mon,wed", (0, 2)),
        ("mon-wed, fri", (0, 1, 2, 4)),
        ("sun", (6,)),
        ("sat-mon", (0, 5, 6)),
        ("mon-sun", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: tuple[int, ...]) -> None:
    assert columns.read_days(text) == days


@pytest.mark.parametrize("text", ["", "monday", "Mon-fri", "mon-", "mon;wed", "moon-fri", "1-5"])
def test_what_is_no_weekday_is_quoted_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r'is not a weekday; write for example "mon-fri"'):
        columns.read_days(text)


def test_a_day_named_twice_is_more_likely_a_slip_than_meant() -> None:
    with pytest.raises(ValueError, match='"mon-fri,wed" names a day twice'):
        columns.read_days("mon-fri,wed")


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_come_back_as_they_were_written(days: set[int]) -> None:
    assert columns.read_days(columns.write_days(days)) == tuple(sorted(days))


def test_days_are_written_short() -> None:
    assert columns.write_days({0, 1, 2, 3, 4}) == "mon-fri"
    assert columns.write_days({5, 6}) == "sat,sun"
    assert columns.write_days({0, 1, 2, 4}) == "mon-wed,fri"


def test_times_are_read_with_the_midnight_that_ends_a_day() -> None:
    assert columns.read_times("08:00-19:00") == (time(8), time(19))
    assert columns.read_times("22:00 - 06:30") == (time(22), time(6, 30))
    assert columns.read_times("00:00-24:00") == (time(), time())


@pytest.mark.parametrize(
    "text", ["8:00-19:00", "08:00-25:00", "24:00-25:00", "08:60-19:00", "08.00-19.00", "08:00-"]
)
def test_what_is_no_time_of_day_is_quoted_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match='is not a time of day; write for example "08:00-19:00"'):
        columns.read_times(text)


def test_one_time_is_not_a_stretch() -> None:
    with pytest.raises(ValueError, match='"08:00" is not a stretch of time'):
        columns.read_times("08:00")


MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(MINUTES, MINUTES)
def test_times_come_back_as_they_were_written(start: time, end: time) -> None:
    assert columns.read_times(columns.write_times(start, end)) == (start, end)


def test_a_time_zone_is_known_by_its_name() -> None:
    assert columns.read_zone("Europe/London").key == "Europe/London"


@pytest.mark.parametrize("text", ["", "London", "Europe", "../etc/passwd", "Europe/London\0"])
def test_what_is_no_time_zone_is_quoted_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match='is not a time zone; write for example "Europe/London"'):
        columns.read_zone(text)
