"""What a single date or an hour has of its own: hours, bank holidays by hand, closures."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rota import hours
from rota.opening import Closure, DayHours, HolidayByHand, LineCalendar, read_periods
from tests.rota.rotas import ALWAYS, WEEKDAYS, calendar, local, utc

pytestmark = pytest.mark.hazard("H05")


def with_dates(
    *, bank_holiday: list[str] | None = None, closed: dict[str, str] | None = None, **dates: Any
) -> LineCalendar:
    open_ = {**WEEKDAYS, **({"bank_holiday": bank_holiday} if bank_holiday else {})}
    return replace(calendar(open_, closed=closed), **dates)


def own_hours(day: str, *texts: str) -> DayHours:
    return DayHours(date.fromisoformat(day), read_periods(texts), "training")


def test_a_date_has_hours_of_its_own() -> None:
    line = with_dates(
        day_hours=(own_hours("2026-11-25", "08:00-13:00"), own_hours("2026-11-28", "10:00-12:00"))
    )
    assert hours.next_closing(line, local("2026-11-25T09:00")) == local("2026-11-25T13:00")
    assert hours.closed_because(line, local("2026-11-25T15:00")) == "day_hours: training"
    assert hours.is_open(line, local("2026-11-28T11:00"))
    assert hours.closed_because(line, local("2026-11-26T07:00")) == "hours"


def test_the_bank_holidays_have_hours_of_their_own() -> None:
    line = with_dates(bank_holiday=["10:00-14:00"])
    assert hours.is_open(line, local("2026-12-25T10:00"))
    assert hours.closed_because(line, local("2026-12-25T14:00")) == "bank_holiday: Christmas Day"
    assert hours.day_off(line, date(2026, 12, 25)) is None
    assert hours.next_opening(line, local("2026-12-24T20:00")) == local("2026-12-25T10:00")


def test_a_closed_day_goes_before_own_hours_and_these_before_a_bank_holiday() -> None:
    own = (own_hours("2026-12-25", "11:00-12:00"), own_hours("2026-12-24", "11:00-12:00"))
    line = with_dates(bank_holiday=["10:00-14:00"], closed={"2026-12-24": "flood"}, day_hours=own)
    assert hours.closed_because(line, local("2026-12-24T11:30")) == "closed_day: flood"
    assert hours.closed_because(line, local("2026-12-25T10:30")) == "day_hours: training"
    assert hours.is_open(line, local("2026-12-25T11:30"))


def test_a_holiday_by_hand_counts_and_one_of_the_list_may_not() -> None:
    line = with_dates(
        holidays=(
            HolidayByHand(date(2026, 11, 25), "Day of mourning"),
            HolidayByHand(date(2026, 12, 28), None),
            HolidayByHand(date(2026, 12, 25), "Christmas"),
        )
    )
    noon = [local(f"{day}T12:00") for day in ("2026-11-25", "2026-12-28", "2026-12-25")]
    assert [hours.closed_because(line, at) for at in noon] == [
        "bank_holiday: Day of mourning",
        None,
        "bank_holiday: Christmas",
    ]
    kept = hours.holidays_between(line, date(2026, 11, 1), date(2027, 1, 1))
    assert [f"{day:%d.%m.}" for day in kept] == ["25.11.", "25.12.", "26.12.", "01.01."]


def closure(start: str, end: str, reason: str = "water leak") -> Closure:
    return Closure(f"{start}", local(start), local(end), reason, "We are closed.", "+441632960999")


def test_a_closure_closes_the_line_for_a_stretch_of_its_hours() -> None:
    leak = closure("2026-11-25T14:00", "2026-11-26T09:00")
    line = with_dates(closures=(leak,))
    at = local("2026-11-25T13:59:59")
    assert hours.is_open(line, at)
    assert hours.next_closing(line, at) == local("2026-11-25T14:00")
    assert hours.closed_because(line, local("2026-11-25T14:00")) == "closure: water leak"
    assert hours.closed_because(line, local("2026-11-25T22:00")) == "hours"
    assert hours.next_opening(line, at) == local("2026-11-26T09:00")
    assert hours.day_off(line, date(2026, 11, 25)) is None


def test_a_closure_says_what_callers_hear_only_while_it_closes_the_line() -> None:
    leak = closure("2026-11-25T14:00", "2026-11-26T09:00")
    line = with_dates(closures=(leak,))
    assert hours.closure_at(line, local("2026-11-25T13:59:59")) is None
    assert hours.closure_at(line, local("2026-11-25T14:00")) == leak
    assert hours.closure_at(line, local("2026-11-25T22:00")) is None
    assert hours.closure_at(line, local("2026-11-26T08:59:59")) == leak
    assert hours.closure_at(line, local("2026-11-26T09:00")) is None


def test_where_two_closures_meet_the_last_says_why() -> None:
    line = with_dates(
        closures=(
            closure("2026-11-25T10:00", "2026-11-25T12:00", "leak"),
            closure("2026-11-25T11:00", "2026-11-25T13:00", "fire"),
            closure("2026-11-25T12:30", "2026-11-25T12:45", "never"),
        )
    )
    found = hours.stretches(line, local("2026-11-25T09:00"), local("2026-11-25T14:00"))
    assert [(each.start, each.reason) for each in found] == [
        (local("2026-11-25T09:00"), None),
        (local("2026-11-25T10:00"), "closure: leak"),
        (local("2026-11-25T11:00"), "closure: fire"),
        (local("2026-11-25T12:30"), "closure: never"),
        (local("2026-11-25T12:45"), "closure: fire"),
        (local("2026-11-25T13:00"), None),
    ]
    at_once = hours.closure_at(line, local("2026-11-25T11:30"))
    assert at_once is not None
    assert at_once.reason == "fire"


def test_a_closure_over_the_doubled_hour_lasts_as_long_as_its_instants_say() -> None:
    line = calendar(ALWAYS)
    cut = Closure("night", utc("2026-10-25T00:30Z"), utc("2026-10-25T01:30Z"), "change")
    closed = replace(line, closures=(cut,))
    assert hours.next_opening(closed, utc("2026-10-25T00:45Z")) == utc("2026-10-25T01:30Z")
