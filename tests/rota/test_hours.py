"""When the line is open, and why it is not: an edge table, clock changes, bank holidays."""

from datetime import date, timedelta

import pytest

from rota import hours
from rota.opening import LineCalendar, Nation
from tests.rota.rotas import ALWAYS, WEEKDAYS, calendar, local, utc

pytestmark = pytest.mark.hazard("H05")

LINE = calendar(closed={"2026-12-24": "site closed"})
BOXING_DAY = "bank_holiday: Boxing Day"


@pytest.mark.parametrize(
    "day",
    [
        "2026-11-23",  # an ordinary Monday
        "2026-03-27",  # the Friday before the clocks go forward
        "2026-03-30",  # the Monday after
        "2026-10-26",  # the Monday after the clocks went back
        "2027-03-30",  # the Tuesday after an Easter Monday that follows the change
        "2027-11-01",  # the Monday after the clocks went back
    ],
)
@pytest.mark.parametrize(
    ("clock", "reason"),
    [
        ("00:00:00", "hours"),
        ("07:59:00", "hours"),
        ("07:59:59", "hours"),
        ("08:00:00", None),
        ("08:00:01", None),
        ("08:01:00", None),
        ("18:59:00", None),
        ("18:59:59", None),
        ("19:00:00", "hours"),
        ("19:00:01", "hours"),
        ("19:01:00", "hours"),
        ("23:59:59", "hours"),
    ],
)
def test_the_edges_of_a_day(day: str, clock: str, reason: str | None) -> None:
    assert hours.closed_because(LINE, local(f"{day}T{clock}")) == reason
    assert hours.is_open(LINE, local(f"{day}T{clock}")) is (reason is None)


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        ("2026-03-27", "2026-03-27T08:00Z", "2026-03-27T19:00Z"),
        ("2026-03-30", "2026-03-30T07:00Z", "2026-03-30T18:00Z"),
        ("2026-10-23", "2026-10-23T07:00Z", "2026-10-23T18:00Z"),
        ("2026-10-26", "2026-10-26T08:00Z", "2026-10-26T19:00Z"),
        ("2027-03-30", "2027-03-30T07:00Z", "2027-03-30T18:00Z"),
        ("2027-11-01", "2027-11-01T08:00Z", "2027-11-01T19:00Z"),
    ],
)
def test_eight_in_the_morning_stays_eight_on_the_wall(day: str, opens: str, closes: str) -> None:
    midnight = local(f"{day}T00:00")
    assert hours.next_opening(LINE, midnight) == utc(opens)
    assert hours.next_closing(LINE, midnight) == utc(closes)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"])
def test_a_sunday_on_which_the_clock_changes_is_closed_throughout(day: str) -> None:
    midnight = local(f"{day}T00:00")
    for minutes in range(0, 23 * 60, 10):
        assert hours.closed_because(LINE, midnight + timedelta(minutes=minutes)) == "hours"


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("2026-12-23T18:59:59", None),
        ("2026-12-23T23:59:59", "hours"),
        ("2026-12-24T00:00:00", "closed_day: site closed"),
        ("2026-12-24T12:00:00", "closed_day: site closed"),
        ("2026-12-25T12:00:00", "bank_holiday: Christmas Day"),
        ("2026-12-26T12:00:00", BOXING_DAY),
        ("2026-12-27T12:00:00", "hours"),
        ("2026-12-28T00:00:00", f"{BOXING_DAY} (substitute day)"),
        ("2026-12-28T12:00:00", f"{BOXING_DAY} (substitute day)"),
        ("2026-12-28T23:59:59", f"{BOXING_DAY} (substitute day)"),
        ("2026-12-29T00:00:00", "hours"),
        ("2026-12-29T08:00:00", None),
    ],
)
def test_christmas_2026_says_why_it_is_closed(at: str, reason: str | None) -> None:
    assert hours.closed_because(LINE, local(at)) == reason


def test_a_closed_day_goes_before_a_bank_holiday() -> None:
    line = calendar(closed={"2026-12-25": "flood"})
    assert hours.closed_because(line, local("2026-12-25T12:00")) == "closed_day: flood"


@pytest.mark.parametrize(
    ("day", "england", "scotland"),
    [
        ("2026-08-03", True, False),  # Scotland's summer bank holiday
        ("2026-08-31", False, True),  # everyone else's
        ("2026-04-06", False, True),  # Easter Monday
        ("2026-11-30", True, False),  # St Andrew's Day
        ("2027-01-04", True, False),  # 2 January, on the Monday
        ("2026-12-28", False, False),
    ],
)
def test_england_and_scotland_keep_different_days(day: str, england: bool, scotland: bool) -> None:
    noon = local(f"{day}T12:00")
    assert hours.is_open(calendar(nation=Nation.ENGLAND), noon) is england
    assert hours.is_open(calendar(nation=Nation.SCOTLAND), noon) is scotland


def test_next_opening_and_closing_pass_over_christmas() -> None:
    eve = local("2026-12-23T19:00")
    assert hours.next_opening(LINE, eve) == local("2026-12-29T08:00")
    assert hours.next_closing(LINE, eve) == local("2026-12-29T19:00")


def test_a_change_at_the_instant_itself_is_past() -> None:
    opens, closes = local("2026-11-23T08:00"), local("2026-11-23T19:00")
    second = timedelta(seconds=1)
    assert hours.next_opening(LINE, opens - second) == opens
    assert hours.next_opening(LINE, opens) == local("2026-11-24T08:00")
    assert hours.next_closing(LINE, closes - second) == closes
    assert hours.next_closing(LINE, closes) == local("2026-11-24T19:00")


def test_a_line_that_never_opens_says_so() -> None:
    never = calendar({})
    assert hours.next_opening(never, local("2026-11-23T08:00")) is None
    assert hours.next_closing(never, local("2026-11-23T08:00")) is None


def test_a_line_that_is_always_open_closes_for_the_bank_holiday_only() -> None:
    always = calendar(ALWAYS)
    assert hours.next_closing(always, local("2026-09-01T12:00")) == local("2026-12-25T00:00")
    assert hours.next_opening(always, local("2026-12-25T12:00")) == local("2026-12-27T00:00")


def test_hours_that_touch_are_one_stretch() -> None:
    split = calendar({"mon-fri": ["08:00-13:00", "13:00-19:00"]})
    assert hours.next_closing(split, local("2026-11-23T09:00")) == local("2026-11-23T19:00")


def test_a_lunch_break_is_a_closing() -> None:
    lunch = calendar({"mon-fri": ["08:00-12:30", "13:30-19:00"]})
    assert hours.next_closing(lunch, local("2026-11-23T09:00")) == local("2026-11-23T12:30")
    assert hours.next_opening(lunch, local("2026-11-23T09:00")) == local("2026-11-23T13:30")
    assert hours.closed_because(lunch, local("2026-11-23T13:29:59")) == "hours"


def night_line() -> LineCalendar:
    return calendar({"sat": ["20:00-24:00"], "sun": ["00:00-01:30", "04:00-05:00"]})


def test_hours_that_end_in_the_doubled_hour_end_at_its_first_showing() -> None:
    assert hours.next_closing(night_line(), local("2026-10-24T21:00")) == utc("2026-10-25T00:30Z")
    assert hours.closed_because(night_line(), utc("2026-10-25T01:15Z")) == "hours"


def test_hours_that_end_in_the_missing_hour_end_with_the_change() -> None:
    assert hours.next_closing(night_line(), local("2026-03-28T21:00")) == utc("2026-03-29T01:00Z")
    assert hours.next_opening(night_line(), local("2026-03-28T21:00")) == utc("2026-03-29T03:00Z")


def test_stretches_have_no_holes_and_are_cut_at_the_ends() -> None:
    start, end = local("2026-12-23T12:00"), local("2026-12-29T12:00")
    found = list(hours.stretches(LINE, start, end))
    assert [each.reason for each in found] == [
        None,
        "hours",
        "closed_day: site closed",
        "bank_holiday: Christmas Day",
        BOXING_DAY,
        "hours",
        f"{BOXING_DAY} (substitute day)",
        "hours",
        None,
    ]
    assert [each.end for each in found[:-1]] == [each.start for each in found[1:]]
    assert (found[0].start, found[-1].end) == (start, end)


def test_a_whole_day_off_is_asked_by_date() -> None:
    assert hours.day_off(LINE, date(2026, 12, 24)) == "closed_day: site closed"
    assert hours.day_off(LINE, date(2026, 12, 25)) == "bank_holiday: Christmas Day"
    assert hours.day_off(LINE, date(2026, 12, 27)) is None


def test_a_line_elsewhere_keeps_its_own_clock() -> None:
    far = calendar(WEEKDAYS, time_zone="Australia/Lord_Howe")
    assert hours.is_open(far, utc("2026-11-22T21:00Z"))
    assert not hours.is_open(far, utc("2026-11-23T09:00Z"))
