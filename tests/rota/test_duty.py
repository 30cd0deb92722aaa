"""Who is on duty: patterns, cover, nights, closed days, and the instant of each hand-over."""

from datetime import timedelta

import pytest

from rota.duty import Timetable
from rota.errors import NotAnInstant, OutOfReach
from rota.values import Tier
from tests.rota.rotas import ALWAYS, calendar, cover, local, pattern, session, timetable, utc, who

SECOND = timedelta(seconds=1)
MORNING = session("mon-fri", "08:00-13:00", "amara", week=1)
AFTERNOON = session("mon-fri", "13:00-19:00", "ben", week=1)
ALL_DAY = session("mon-fri", "08:00-19:00", "ben", week=2)
LEAD = session("mon-fri", "08:00-19:00", "amara", tier="lead", week=2)
FORTNIGHT = pattern(
    MORNING, AFTERNOON, ALL_DAY, LEAD, key="weekdays", valid_from="2026-11-02", cycle_weeks=2
)


@pytest.fixture
def table() -> Timetable:
    return timetable(FORTNIGHT, calendar=calendar(closed={"2026-12-24": "site closed"}))


@pytest.mark.hazard("H03")
@pytest.mark.parametrize(
    ("at", "people"),
    [
        ("2026-10-30T12:00", []),  # before the pattern holds
        ("2026-11-02T07:59:59", []),
        ("2026-11-02T08:00:00", ["1 amara"]),
        ("2026-11-02T12:59:59", ["1 amara"]),
        ("2026-11-02T13:00:00", ["1 ben"]),
        ("2026-11-02T18:59:59", ["1 ben"]),
        ("2026-11-02T19:00:00", []),
        ("2026-11-07T12:00:00", []),  # Saturday
        ("2026-11-09T08:00:00", ["1 ben", "lead amara"]),
        ("2026-11-16T08:00:00", ["1 amara"]),  # week 1 again
    ],
)
def test_the_pattern_says_who(table: Timetable, at: str, people: list[str]) -> None:
    assert who(table, local(at)) == people


def test_a_duty_says_by_what_and_from_when_to_when(table: Timetable) -> None:
    (duty,) = table.on_duty(local("2026-11-02T14:00"))
    assert (duty.tier, duty.person_ref, duty.source) == (Tier.FIRST, "ben", "pattern:weekdays")
    assert (duty.start, duty.end) == (local("2026-11-02T13:00"), local("2026-11-02T19:00"))


def test_people_stand_in_the_order_in_which_they_are_rung() -> None:
    table = timetable(
        pattern(
            session("mon", "08:00-19:00", "lena", tier="lead"),
            session("mon", "08:00-19:00", "sam tess", tier="2"),
            session("mon", "08:00-19:00", "zoe amara"),
        )
    )
    assert who(table, local("2026-11-23T09:00")) == [
        "1 zoe",
        "1 amara",
        "2 sam",
        "2 tess",
        "lead lena",
    ]


@pytest.mark.hazard("H03")
def test_a_cover_takes_its_tier_for_its_span_and_no_longer() -> None:
    swap = cover("2026-11-25T10:00", "2026-11-25T15:00", "chris")
    table = timetable(FORTNIGHT, covers=[swap])
    start, end = local("2026-11-25T10:00"), local("2026-11-25T15:00")
    assert who(table, start - SECOND) == ["1 ben", "lead amara"]
    assert who(table, start) == ["1 chris", "lead amara"]
    assert who(table, end - SECOND) == ["1 chris", "lead amara"]
    assert who(table, end) == ["1 ben", "lead amara"]
    before, during, after = (table.on_duty(at)[0] for at in (start - SECOND, start, end))
    assert (before.end, during.start, during.end, after.start) == (start, start, end, end)
    assert during.source == "cover:one-off"


def test_a_cover_stands_alone_where_no_pattern_is() -> None:
    table = timetable(covers=[cover("2026-11-28T10:00", "2026-11-29T10:00", "chris", tier="2")])
    assert who(table, local("2026-11-28T23:00")) == ["2 chris"]
    assert who(table, local("2026-11-29T10:00")) == []


@pytest.mark.hazard("H05")
@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-25", "2026-12-28"])
def test_patterns_give_no_duty_on_a_day_off(table: Timetable, day: str) -> None:
    assert who(table, local(f"{day}T12:00")) == []


@pytest.mark.hazard("H05")
def test_a_cover_works_on_a_bank_holiday_but_not_on_a_closed_day() -> None:
    christmas = cover("2026-12-23T12:00", "2026-12-28T12:00", "chris")
    closed = calendar(closed={"2026-12-24": "site closed"})
    table = timetable(FORTNIGHT, calendar=closed, covers=[christmas])
    assert who(table, local("2026-12-23T23:59:59")) == ["1 chris"]
    assert who(table, local("2026-12-24T00:00")) == []
    assert who(table, local("2026-12-24T23:59:59")) == []
    assert who(table, local("2026-12-25T00:00")) == ["1 chris"]
    assert table.on_duty(local("2026-12-23T18:00"))[0].end == local("2026-12-24T00:00")


@pytest.mark.hazard("H05")
def test_the_same_day_is_worked_in_england_and_off_in_scotland() -> None:
    monday = local("2026-08-03T12:00")
    everyday = pattern(session("mon-fri", "08:00-19:00", "amara"))
    scottish = calendar(nation=type(calendar().nation)("scotland"))
    assert who(timetable(everyday), monday) == ["1 amara"]
    assert who(timetable(everyday, calendar=scottish), monday) == []


NIGHTS = pattern(session("thu", "20:00-08:00", "nadia"), session("fri", "20:00-08:00", "omar"))


def test_a_night_ends_on_the_next_morning() -> None:
    table = timetable(NIGHTS, calendar=calendar(ALWAYS))
    assert who(table, local("2026-11-26T19:59:59")) == []
    assert who(table, local("2026-11-26T20:00")) == ["1 nadia"]
    assert who(table, local("2026-11-27T07:59:59")) == ["1 nadia"]
    assert who(table, local("2026-11-27T08:00")) == []


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    # Thursday 24 December is worked, Christmas Day is not; a night is worked whole or not at all.
    table = timetable(NIGHTS, calendar=calendar(ALWAYS))
    assert who(table, local("2026-12-25T03:00")) == ["1 nadia"]
    assert who(table, local("2026-12-25T21:00")) == []
    assert who(table, local("2026-12-26T03:00")) == []


def test_the_last_night_of_a_pattern_is_worked_to_its_end() -> None:
    ending = pattern(session("thu", "20:00-08:00", "nadia"), valid_to="2026-11-26")
    table = timetable(ending)
    assert who(table, local("2026-11-27T07:59:59")) == ["1 nadia"]
    assert who(table, local("2026-12-03T21:00")) == []


def test_a_night_over_the_turn_of_a_month_is_one_duty_with_its_cover() -> None:
    # 30 April 2026 is a Thursday; the cover lies in April, the rest of the night in May.
    part = cover("2026-04-30T21:00", "2026-04-30T22:00", "chris")
    table = timetable(NIGHTS, covers=[part])
    before, after = local("2026-04-30T23:30"), local("2026-05-01T01:30")
    assert table.on_duty(before) == table.on_duty(after)
    assert table.on_duty(after)[0].start == local("2026-04-30T22:00")
    assert table.span(after).start == local("2026-04-30T22:00")


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("start", "change", "end", "hours"),
    [
        ("2026-03-28T20:00", "2026-03-29T01:30", "2026-03-29T08:00", 11),
        ("2026-10-24T20:00", "2026-10-25T01:30", "2026-10-25T08:00", 13),
    ],
)
def test_one_shift_ends_where_the_next_begins_on_the_nights_of_the_change(
    start: str, change: str, end: str, hours: int
) -> None:
    handed_over = timetable(
        pattern(session("sat", "20:00-01:30", "nadia"), session("sun", "01:30-08:00", "omar"))
    )
    (first,) = handed_over.on_duty(local(start))
    (second,) = handed_over.on_duty(local(end) - SECOND)
    assert (first.person_ref, second.person_ref) == ("nadia", "omar")
    assert first.end == second.start == local(change)
    assert second.end - first.start == timedelta(hours=hours)


def test_next_change_is_the_next_hand_over_opening_or_closing(table: Timetable) -> None:
    assert table.next_change(local("2026-11-02T08:00")) == local("2026-11-02T13:00")
    assert table.next_change(local("2026-11-02T12:59:59")) == local("2026-11-02T13:00")
    assert table.next_change(local("2026-11-02T13:00")) == local("2026-11-02T19:00")
    assert table.next_change(local("2026-11-06T19:00")) == local("2026-11-09T08:00")


def test_next_change_crosses_the_turn_of_a_month(table: Timetable) -> None:
    # From Friday evening, 27 November, to Monday morning, 30 November; and over a new year.
    assert table.next_change(local("2026-11-30T19:00")) == local("2026-12-01T08:00")
    friday = local("2027-01-01T12:00")
    assert table.span(friday).start == local("2027-01-01T00:00")
    assert table.next_change(local("2026-12-31T19:00")) == friday - timedelta(hours=12)


def test_a_line_on_which_nothing_ever_changes_has_no_next_change() -> None:
    never = timetable(calendar=calendar({}))
    assert never.next_change(utc("2150-06-01T00:00Z")) is None
    held = never.span(utc("2150-06-01T00:00Z"))
    assert (held.open, held.reason, held.duties) == (False, "hours", ())


def test_two_sources_on_one_tier_are_both_rung() -> None:
    early = pattern(session("mon", "08:00-14:00", "amara"), key="early")
    late = pattern(session("mon", "13:00-19:00", "ben"), key="late")
    assert who(timetable(late, early), local("2026-11-23T13:30")) == ["1 amara", "1 ben"]


def test_the_answer_needs_an_instant(table: Timetable) -> None:
    wall_clock = local("2026-11-02T08:00").replace(tzinfo=None)
    with pytest.raises(NotAnInstant):
        table.on_duty(wall_clock)
    with pytest.raises(NotAnInstant):
        table.timeline(wall_clock, wall_clock)


def test_an_instant_of_any_zone_will_do(table: Timetable) -> None:
    at = local("2026-11-02T12:59:59")
    assert table.on_duty(at.astimezone()) == table.on_duty(at)


def test_a_timeline_that_ends_before_it_begins_is_refused(table: Timetable) -> None:
    with pytest.raises(OutOfReach, match="is not after"):
        table.timeline(local("2026-11-02T08:00"), local("2026-11-02T08:00"))


def test_centuries_are_read_without_being_kept(table: Timetable) -> None:
    spans = table.timeline(utc("2026-11-01T00:00Z"), utc("2041-11-01T00:00Z"))
    assert spans[-1].end == utc("2041-11-01T00:00Z")
    assert who(table, local("2026-11-02T08:00")) == ["1 amara"]
