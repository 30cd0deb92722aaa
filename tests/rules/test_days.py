"""Days are read as people write them, the British way round."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import days

TUESDAY = date(2026, 11, 24)
BORN = date(1950, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1-2-1950", "01/02/1950", "1 Feb 1950", "1st February 1950", "1 of February 1950",
        "Feb 1, 1950", "February 1st 1950", "1950-02-01", "1950/2/1", "1.2.1950", "1 2 1950",
        "01021950", "19500201", "1/2/50", "1feb50", "1–2–1950", " 1  FEB.  1950 ",
    ],
)  # fmt: skip
def test_the_same_day_in_every_usual_spelling(text: str) -> None:
    assert days.past_day(text, TUESDAY) == BORN


@pytest.mark.parametrize("text", ["", "soon", "31/9/1950", "29/2/1951", "2/13/1950", "1/2", "1950"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.past_day(text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02", "February has no 31st."),
        ("31/02/2026", "February has no 31st."),
        ("30 Feb 26", "February has no 30th."),
        ("31st of June 2026", "June has no 31st."),
        ("Sept 31, 2026", "September has no 31st."),
        ("2026-11-31", "November has no 31st."),
        ("31022026", "February has no 31st."),
        ("20260231", "February has no 31st."),
        ("29/2/2027", "February has no 29th in that year."),
        ("29 Feb 27", "February has no 29th in that year."),
        ("32/1/2026", "January has no 32nd."),
        ("2/13/1950", "There is no month 13: the day stands before the month."),
        ("0/1/2026", None),
        ("29/2", None),
        ("29/2/2028", None),
        ("23/11/2026", None),
        ("31 Fob 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_it_is_said_why_the_calendar_has_no_such_day(text: str, why: str | None) -> None:
    assert days.no_such_day(text) == why


def test_two_figures_for_a_year_count_only_where_one_century_fits() -> None:
    assert days.past_day("1/2/27", TUESDAY) == date(1927, 2, 1)
    assert days.past_day("1/2/20", TUESDAY) is None


def test_what_has_just_been() -> None:
    assert days.past_day("Today", TUESDAY) == TUESDAY
    assert days.past_day("yesterday", TUESDAY) == TUESDAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TUESDAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("Friday", date(2026, 11, 27)),
        ("by fri.", date(2026, 11, 27)),
        ("tuesday", date(2026, 12, 1)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("within a month", date(2026, 12, 24)),
        ("10 days", date(2026, 12, 4)),
        ("next week", date(2026, 12, 1)),
        ("1 Dec", date(2026, 12, 1)),
        ("23 November", date(2027, 11, 23)),
        ("1/12/26", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("29 Feb", None),
        ("mo", None),
        ("asap", None),
    ],
)
def test_a_coming_day_may_be_counted_from_today(text: str, day: date | None) -> None:
    assert days.coming_day(text, TUESDAY) == day


def test_a_month_on_ends_in_that_month() -> None:
    assert days.add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert days.add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert days.add_months(TUESDAY, -12 * 125) == date(1901, 11, 24)


@given(st.dates(date(1902, 1, 1), TUESDAY))
def test_a_day_written_out_in_full_is_read_back(day: date) -> None:
    month = days.MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d%m%Y}",
        f"{day.day} {month.title()} {day.year}",
        f"{month[:3]} {day.day} {day.year}",
    ):
        assert days.past_day(text, TUESDAY) == day


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    for reader in (days.past_day, days.coming_day):
        found = reader(text, TUESDAY)
        assert found is None or isinstance(found, date)
