"""When the meetings of a series are: a rhythm by the wall clock, over bank holidays and nights on
which the clock changes."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from advice_line.meeting_kinds import Week
from advice_line.rules.meeting_dates import Planned, Rhythm, in_words, planned
from rota import bank_holidays
from rota.opening import Nation

LONDON = ZoneInfo("Europe/London")
FIRST_WEDNESDAY = Rhythm(2, (Week.FIRST,), time(12, 30), time(13, 30))


def of(rhythm: Rhythm, first: date, last: date) -> list[Planned]:
    def why_off(day: date) -> str | None:
        return bank_holidays.name_of(Nation.ENGLAND, day)

    return list(planned(rhythm, first, last, LONDON, why_off))


def test_it_is_at_the_same_time_on_the_wall_all_year() -> None:
    found = of(FIRST_WEDNESDAY, date(2027, 3, 1), date(2027, 4, 30))
    assert [each.starts_at for each in found] == [
        datetime(2027, 3, 3, 12, 30, tzinfo=UTC),
        datetime(2027, 4, 7, 11, 30, tzinfo=UTC),
    ]
    assert in_words(FIRST_WEDNESDAY) == "first Wednesday, 12:30 to 13:30"


def test_on_a_bank_holiday_it_is_a_week_later_and_says_so() -> None:
    mondays = Rhythm(0, (Week.FIRST,), time(8), time(9))
    (may,) = of(mondays, date(2027, 5, 1), date(2027, 5, 31))
    assert (may.on, may.day) == (date(2027, 5, 3), date(2027, 5, 10))
    assert "May Day" in (may.because or "")
    (june,) = of(mondays, date(2027, 6, 1), date(2027, 6, 30))
    assert (june.day, june.because) == (date(2027, 6, 7), None)


def test_what_is_put_off_never_falls_on_another_of_its_series() -> None:
    twice = Rhythm(0, (Week.FIRST, Week.SECOND), time(8), time(9))
    found = of(twice, date(2027, 5, 1), date(2027, 5, 31))
    assert [each.day for each in found] == [date(2027, 5, 17), date(2027, 5, 10)]
    christmas = Rhythm(4, (Week.FIRST, Week.LAST), time(8), time(9))
    for first in (date(2026, 12, 25), date(2026, 12, 26)):
        days = {each.on: each.day for each in of(christmas, first, date(2027, 1, 31))}
        assert days[date(2027, 1, 1)] == date(2027, 1, 15)
    assert of(christmas, date(2026, 12, 25), date(2026, 12, 25))[0].day == date(2027, 1, 8)
    weekly = Rhythm(0, (*list(Week)[:4], Week.LAST), time(8), time(9))
    may = [each.day.day for each in of(weekly, date(2027, 5, 1), date(2027, 5, 31))]
    assert may == [10, 17, 24], "two are on bank holidays, and every week after has its own"


@pytest.mark.parametrize(
    ("week", "days"),
    [(Week.LAST, [28, 25]), (Week.FOURTH, [28, 25]), (Week.SECOND, [14, 11])],
)
def test_each_week_of_a_month_is_counted_by_its_weekday(week: Week, days: list[int]) -> None:
    sundays = Rhythm(6, (week,), time(1, 15), time(1, 45))
    found = of(sundays, date(2027, 3, 1), date(2027, 4, 30))
    assert [each.day.day for each in found] == days


def test_in_the_hour_that_the_clock_skips_it_begins_and_ends_as_the_clock_goes_on() -> None:
    (march,) = of(Rhythm(6, (Week.LAST,), time(1, 15), time(2, 30)), *[date(2027, 3, 28)] * 2)
    assert (march.starts_at.hour, march.starts_at.minute) == (1, 0)
    assert (march.ends_at.hour, march.ends_at.minute) == (1, 30)
