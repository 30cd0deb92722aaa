"""A value that cannot be is refused when it is made, naming the field of the setup file."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from rota.errors import InvalidValue, NotAnInstant, RotaError
from rota.opening import ClosedDay, Nation, OpeningHours, Period
from rota.values import Cover, Session, Tier
from tests.rota.rotas import WEEKDAYS, calendar, cover, local, pattern, session

MORNING = session("mon-fri", "08:00-13:00", "amara")


@pytest.mark.parametrize(
    ("make", "field", "words"),
    [
        (lambda: session("mon-fri", "08:00-13:00", ""), "who", r'for example \["amara"\]'),
        (lambda: session("mon", "08:00-13:00", "amara amara"), "who", "named twice"),
        (lambda: session("moon", "08:00-13:00", "amara"), "days", '"moon" in "moon"'),
        (lambda: session("mon", "8-13", "amara"), "time", '"8" in "8-13"'),
        (lambda: session("mon", "08:00-13:00", "amara", tier="3"), "tier", '"1", "2" or "lead"'),
        (lambda: session("mon", "08:00-13:00", "amara", week=0), "week", "the first is week 1"),
        (lambda: pattern(), "sessions", "no sessions"),
        (lambda: pattern(MORNING, key=""), "key", "empty"),
        (lambda: pattern(MORNING, cycle_weeks=0), "cycle_weeks", "at least 1 week"),
        (lambda: pattern(MORNING, valid_from="2026-11-03"), "valid_from", "is a tue; .* Monday"),
        (lambda: pattern(MORNING, valid_to="2026-01-04"), "valid_to", "before valid_from"),
        (
            lambda: pattern(session("mon", "08:00-13:00", "amara", week=3), cycle_weeks=2),
            "sessions.0.week",
            "week 3 is beyond the cycle of 2; write a week from 1 to 2",
        ),
        (lambda: cover("2026-11-25T13:00", "2026-11-25T13:00", "ben"), "to", '"one-off" ends'),
        (lambda: cover("2026-11-25T13:00", "2026-11-25T19:00", ""), "who", "Nobody"),
        (lambda: calendar(time_zone="London"), "time_zone", "Europe/London"),
        (lambda: Nation.read("britain"), "nation", "england, wales, scotland, northern_ireland"),
        (lambda: calendar({"mon-fri": ["08:00-19:00"], "fri": ["09:00-12:00"]}), "open", "twice"),
        (lambda: calendar({"mon": ["19:00-08:00"]}), "open", "20:00-24:00"),
        (lambda: calendar({"mon": ["08:00-08:00"]}), "open", "ends before it begins"),
        (lambda: calendar({"mon": ["08:00-13:00", "12:00-19:00"]}), "open", "overlap"),
        (lambda: calendar({"mon": ["20:00-24:00", "21:00-22:00"]}), "open", "overlap"),
        (lambda: Period(time(8, 0, 30), time(9)), "open", "not hours and minutes"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    make: Callable[[], object], field: str, words: str
) -> None:
    with pytest.raises(InvalidValue, match=words) as refused:
        make()
    assert refused.value.field == field


def test_a_closed_day_given_twice_is_refused() -> None:
    day = ClosedDay(date(2026, 12, 24), "site closed")
    kept = calendar()
    with pytest.raises(InvalidValue, match="2026-12-24"):
        type(kept)(kept.time_zone, kept.nation, kept.hours, (day, day))


def test_a_cover_needs_instants() -> None:
    wall_clock = datetime(2026, 11, 25, 13)  # noqa: DTZ001 -- the mistake that must be refused
    with pytest.raises(NotAnInstant, match="2026-11-25T13:00:00 names no time zone"):
        Cover("pm", Tier.FIRST, ("ben",), wall_clock, wall_clock)


def test_a_cover_wholly_inside_the_missing_hour_is_empty_and_refused() -> None:
    assert local("2026-03-29T01:10") == local("2026-03-29T01:50")
    with pytest.raises(InvalidValue, match="ends before it has begun"):
        cover("2026-03-29T01:10", "2026-03-29T01:50", "ben")


def test_every_error_has_its_sentence() -> None:
    with pytest.raises(RotaError) as refused:
        session("moon", "08:00-13:00", "amara")
    assert refused.value.sentence == (
        '"moon" in "moon" is not a weekday; write for example "mon-fri" or "mon,wed".'
    )


def test_opening_hours_come_back_as_texts() -> None:
    texts = {"mon-thu": ["08:00-12:30", "13:30-19:00"], "fri": ["08:00-24:00"]}
    assert OpeningHours.from_texts(texts).to_texts() == texts
    assert OpeningHours.from_texts({}).to_texts() == {}
    assert OpeningHours.from_texts(WEEKDAYS) == OpeningHours.from_texts(
        {"mon,tue,wed,thu,fri": ["08:00-19:00"]}
    )


def test_hours_of_a_day_are_put_in_order() -> None:
    hours = OpeningHours.from_texts({"mon": ["13:30-19:00", "08:00-12:30"]})
    assert hours.to_texts() == {"mon": ["08:00-12:30", "13:30-19:00"]}


def test_tiers_stand_in_the_order_in_which_they_are_rung() -> None:
    assert sorted([Tier.LEAD, Tier.SECOND, Tier.FIRST], key=lambda tier: tier.rank) == list(Tier)


def test_a_session_says_what_it_was_read_from() -> None:
    written_out = Session(1, (0, 1, 2, 3, 4), time(8), time(13), Tier.FIRST, ("amara",))
    assert written_out == MORNING
