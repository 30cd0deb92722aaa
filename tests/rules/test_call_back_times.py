"""When a call back is offered and when it is rung: by the hours, the rota and what is promised."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules import call_back_times
from advice_line.rules.call_back_times import Load
from rota.opening import LineCalendar, Nation, OpeningHours

CALENDAR = LineCalendar(
    time_zone="Europe/London",
    nation=Nation.ENGLAND,
    hours=OpeningHours.from_texts({"mon-fri": ["08:00-19:00"]}),
)


def at(time: str, day: int = 23) -> datetime:
    hour, minute = map(int, time.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def offered(
    now: datetime,
    *,
    people: int = 1,
    due: Collection[datetime] = (),
    practice: str | None = None,
    latest: datetime | None = None,
) -> datetime | None:
    opens = OpeningHours.from_texts({"mon-fri": [practice]}) if practice else None
    load = Load(people=lambda _at: people, due=due, practice=opens)
    return call_back_times.offered(CALENDAR, now, load, minutes=30, latest=latest)


def test_a_free_line_offers_its_own_time_at_a_round_minute() -> None:
    assert offered(at("10:02")) == at("10:35")


def test_what_is_promised_around_that_time_puts_it_off() -> None:
    assert offered(at("10:00"), due=[at("10:30")]) == at("10:40")
    assert offered(at("10:00"), due=[at("10:30")], people=2) == at("10:30")


def test_never_later_than_the_target_where_one_is_set() -> None:
    full = [at("10:30"), at("10:40"), at("10:50"), at("11:00")]
    assert offered(at("10:00"), due=full, latest=at("10:55")) == at("10:30")
    assert offered(at("10:00"), due=full) == at("11:10")


def test_closing_time_puts_it_to_the_next_opening() -> None:
    assert offered(at("18:50")) == at("08:20", day=24)


@pytest.mark.hazard("H22")
def test_not_while_the_practice_is_closed() -> None:
    assert offered(at("11:50"), practice="08:00-12:15") == at("08:05", day=24)
    assert offered(at("11:50"), practice="08:00-12:15", latest=at("18:00")) is None


def test_nobody_on_duty_is_promised_to_nobody() -> None:
    assert offered(at("10:00"), people=0) is None


def rings_at(now: datetime, due: datetime) -> datetime:
    return call_back_times.rings_at(CALENDAR, now, due)


def test_several_tries_fit_in_before_it_is_due() -> None:
    assert rings_at(at("10:00"), at("10:30")) == at("10:22")


def test_a_short_promise_is_rung_at_once() -> None:
    assert rings_at(at("10:00"), at("10:05")) == at("10:00")


def test_nobody_is_rung_before_the_line_opens() -> None:
    assert rings_at(at("18:59"), at("08:04", day=24)) == at("08:00", day=24)


def test_of_a_line_that_never_opens_it_is_the_plain_clock() -> None:
    closed = LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours(((),) * 7))
    due = at("10:00") + timedelta(minutes=30)
    assert call_back_times.rings_at(closed, at("10:00"), due) == at("10:22")
