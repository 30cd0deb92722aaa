"""People who take turns: by week, by day, by session; bank holidays move nobody's later turns."""

from datetime import date, timedelta

import pytest

from rota import turns
from rota.duty import Timetable
from rota.opening import HolidayByHand, LineCalendar
from rota.values import Pattern, Session
from tests.rota.rotas import calendar, local, pattern, rota, session, timetable, who

ABC = "amara ben chris"
MONDAY = "2026-11-02"


def turn_of(kept: Pattern, day: str, *, of: Session | None = None) -> str:
    taken = of or kept.sessions[0]
    (person,) = turns.who(calendar(), kept, taken, date.fromisoformat(day))
    return person


def test_all_of_them_are_there_unless_they_take_turns() -> None:
    together = pattern(session("mon-fri", "08:00-19:00", ABC), valid_from=MONDAY)
    assert turns.who(calendar(), together, together.sessions[0], date(2026, 11, 3)) == (
        "amara",
        "ben",
        "chris",
    )


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2026-11-02", "amara"),
        ("2026-11-06", "amara"),
        ("2026-11-09", "ben"),
        ("2026-11-20", "chris"),
        ("2026-11-23", "amara"),
        ("2026-12-28", "chris"),  # the ninth week, over Christmas
    ],
)
def test_by_week_each_has_a_whole_week(day: str, person: str) -> None:
    weekly = pattern(session("mon-fri", "08:00-19:00", ABC, turns="week"), valid_from=MONDAY)
    assert turn_of(weekly, day) == person


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2026-11-02", "amara"),
        ("2026-11-03", "ben"),
        ("2026-11-04", "chris"),
        ("2026-11-05", "amara"),
        ("2026-11-06", "ben"),
        ("2026-11-09", "chris"),  # the weekend has no session, so that it is no turn
        ("2026-11-10", "amara"),
    ],
)
def test_by_day_each_has_every_session_of_a_day(day: str, person: str) -> None:
    morning = session("mon-fri", "08:00-13:00", ABC, turns="day")
    afternoon = session("mon-fri", "13:00-19:00", ABC, turns="day", tier="2")
    daily = pattern(morning, afternoon, valid_from=MONDAY)
    assert turn_of(daily, day) == turn_of(daily, day, of=afternoon) == person


def test_by_session_they_follow_each_other_in_order_of_time() -> None:
    late = session("mon,wed", "13:00-19:00", ABC, turns="session")
    early = session("mon-wed", "08:00-13:00", ABC, turns="session")
    half_days = pattern(late, early, valid_from=MONDAY)
    table = timetable(half_days)
    halves = [f"2026-11-{day:02}T{hour}:00" for day in range(2, 12) for hour in ("09", "14")]
    found = [each for at in halves for each in who(table, local(at))]
    # Five halves a week: Monday twice, Tuesday once, Wednesday twice.
    assert found == [f"1 {each}" for each in (ABC.split() * 4)[:10]]


def test_sessions_that_start_together_are_counted_as_they_are_written() -> None:
    first = session("mon", "08:00-19:00", ABC, turns="session")
    lead = session("mon", "08:00-19:00", ABC, turns="session", tier="lead")
    table = timetable(pattern(first, lead, valid_from=MONDAY))
    assert who(table, local("2026-11-02T09:00")) == ["1 amara", "lead ben"]
    assert who(table, local("2026-11-09T09:00")) == ["1 chris", "lead amara"]


def test_another_order_of_people_is_another_round() -> None:
    one = session("mon-fri", "08:00-19:00", ABC, turns="day")
    shifted = session("mon-fri", "08:00-19:00", "ben chris amara", turns="day", tier="2")
    table = timetable(pattern(one, shifted, valid_from=MONDAY))
    assert who(table, local("2026-11-02T09:00")) == ["1 amara", "2 ben"]
    assert who(table, local("2026-11-05T09:00")) == ["1 amara", "2 ben"]
    assert who(table, local("2026-11-06T09:00")) == ["1 ben", "2 chris"]


def test_rounds_run_on_over_a_cycle_of_several_weeks() -> None:
    first = session("mon,tue", "08:00-19:00", ABC, turns="day", week=1)
    second = session("fri", "08:00-19:00", ABC, turns="day", week=2)
    fortnight = pattern(first, second, valid_from=MONDAY, cycle_weeks=2)
    days = ["2026-11-02", "2026-11-03", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-27"]
    of = [first, first, second, first, first, second]
    found = [turn_of(fortnight, day, of=each) for day, each in zip(days, of, strict=True)]
    assert found == ABC.split() * 2


@pytest.mark.hazard("H05")
def test_a_bank_holiday_uses_up_its_turn() -> None:
    daily = pattern(session("mon-fri", "08:00-19:00", ABC, turns="day"), valid_from="2026-12-21")
    table = timetable(daily)
    # Christmas Day, a Friday, would have been Ben's and the 28th Chris's: nobody moves up.
    days = [date(2026, 12, 21) + timedelta(days=number) for number in range(10)]
    found = {day.day: who(table, local(f"{day}T09:00")) for day in days}
    assert (found[24], found[25], found[28], found[29]) == (["1 amara"], [], [], ["1 amara"])


def holidays(*by_hand: HolidayByHand) -> LineCalendar:
    plain = calendar({"mon-fri": ["08:00-19:00"], "bank_holiday": ["10:00-14:00"]})
    return LineCalendar(plain.time_zone, plain.nation, plain.hours, holidays=by_hand)


@pytest.mark.hazard("H05")
@pytest.mark.parametrize("way", ["day", "session"])
def test_those_who_share_the_bank_holidays_take_turns_at_them(way: str) -> None:
    shared = pattern(
        session("mon-fri", "08:00-19:00", "tess"),
        session("bank_holiday", "10:00-14:00", ABC, turns=way),
        valid_from=MONDAY,
    )
    days = ["2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-03-26"]
    table = Timetable(rota(shared, calendar=holidays()))
    assert [who(table, local(f"{day}T11:00")) for day in days] == [
        [f"1 {each}"] for each in (ABC.split() * 2)[:5]
    ]
    assert who(table, local("2026-12-24T11:00")) == ["1 tess"]


@pytest.mark.hazard("H05")
def test_a_holiday_by_hand_is_a_turn_as_those_of_the_list_are() -> None:
    shared = pattern(
        session("bank_holiday", "10:00-14:00", ABC, turns="session"), valid_from=MONDAY
    )
    added = HolidayByHand(date(2026, 12, 2), "Coronation")
    moved = HolidayByHand(date(2026, 12, 25), None)
    table = Timetable(rota(shared, calendar=holidays(added, moved)))
    assert who(table, local("2026-12-02T11:00")) == ["1 amara"]
    assert who(table, local("2026-12-25T11:00")) == []
    assert who(table, local("2026-12-26T11:00")) == ["1 ben"]


def test_a_saturday_that_is_a_bank_holiday_is_one_turn() -> None:
    # Boxing Day 2026 is a Saturday; its substitute is Monday the 28th.
    weekend = pattern(
        session("sat,bank_holiday", "10:00-14:00", ABC, turns="day"), valid_from="2026-12-14"
    )
    table = timetable(weekend)
    days = ["2026-12-19", "2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-01-02"]
    assert [who(table, local(f"{day}T11:00")) for day in days] == [
        [f"1 {each}"] for each in ABC.split() * 2
    ]


def test_a_pattern_that_begins_later_keeps_its_count() -> None:
    weekly = pattern(session("mon-fri", "08:00-19:00", ABC, turns="week"), valid_from=MONDAY)
    later = Pattern(
        weekly.key, weekly.valid_from, None, 1, weekly.sessions, begins=date(2026, 11, 11)
    )
    table = timetable(later)
    assert who(table, local("2026-11-10T09:00")) == []
    assert who(table, local("2026-11-11T09:00")) == ["1 ben"]
