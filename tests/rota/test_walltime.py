"""The clock-change policy: the first instant at which the wall clock shows this time or later."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota import walltime
from rota.errors import NotAnInstant, OutOfReach
from tests.rota.rotas import LONDON, local, utc

pytestmark = pytest.mark.hazard("H05")

LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # changes by half an hour
SANTIAGO = ZoneInfo("America/Santiago")  # changes at midnight
APIA = ZoneInfo("Pacific/Apia")  # skipped a whole day, 30 December 2011
ST_JOHNS = ZoneInfo("America/St_Johns")  # until 2011 went back from 00:01 to 23:01
ZONES = (LONDON, LORD_HOWE, SANTIAGO, APIA, ST_JOHNS)


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2026-03-28T12:00", "2026-03-28T12:00Z"),
        ("2026-03-29T00:59", "2026-03-29T00:59Z"),
        ("2026-03-29T01:00", "2026-03-29T01:00Z"),
        ("2026-03-29T01:30", "2026-03-29T01:00Z"),
        ("2026-03-29T01:59:59", "2026-03-29T01:00Z"),
        ("2026-03-29T02:00", "2026-03-29T01:00Z"),
        ("2026-03-29T02:01", "2026-03-29T01:01Z"),
        ("2026-03-30T08:00", "2026-03-30T07:00Z"),
    ],
)
def test_a_time_in_the_missing_hour_is_the_moment_of_the_change(wall: str, instant: str) -> None:
    assert local(wall) == utc(instant)


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2026-10-24T19:00", "2026-10-24T18:00Z"),
        ("2026-10-25T00:59", "2026-10-24T23:59Z"),
        ("2026-10-25T01:00", "2026-10-25T00:00Z"),
        ("2026-10-25T01:30", "2026-10-25T00:30Z"),
        ("2026-10-25T01:59:59", "2026-10-25T00:59:59Z"),
        ("2026-10-25T02:00", "2026-10-25T02:00Z"),
        ("2026-10-26T08:00", "2026-10-26T08:00Z"),
    ],
)
def test_a_time_in_the_doubled_hour_is_its_first_showing(wall: str, instant: str) -> None:
    assert local(wall) == utc(instant)


def test_the_second_showing_cannot_be_asked_for() -> None:
    second = datetime.fromisoformat("2026-10-25T01:30").replace(fold=1)
    assert walltime.to_utc(second, LONDON) == utc("2026-10-25T00:30Z")


def test_half_an_hour_is_skipped_on_lord_howe() -> None:
    assert local("2026-10-04T02:15", LORD_HOWE) == utc("2026-10-03T15:30Z")
    assert local("2026-10-04T02:30", LORD_HOWE) == utc("2026-10-03T15:30Z")


def test_a_day_that_never_was_is_empty() -> None:
    gone = date(2011, 12, 30)
    assert walltime.day_start(gone, APIA) == walltime.day_start(date(2011, 12, 31), APIA)


def test_a_day_that_has_begun_does_not_end_when_the_clock_goes_back_over_midnight() -> None:
    sunday = date(2010, 11, 7)
    assert walltime.day_start(sunday, ST_JOHNS) == utc("2010-11-07T02:30Z")
    shows_saturday = utc("2010-11-07T02:45Z")
    assert shows_saturday.astimezone(ST_JOHNS).date() == date(2010, 11, 6)
    assert walltime.local_day(shows_saturday, ST_JOHNS) == sunday


def test_a_day_of_a_change_is_an_hour_shorter_or_longer() -> None:
    def length(day: date) -> timedelta:
        return walltime.day_start(day + timedelta(days=1), LONDON) - walltime.day_start(day, LONDON)

    assert length(date(2026, 3, 29)) == timedelta(hours=23)
    assert length(date(2026, 3, 30)) == timedelta(hours=24)
    assert length(date(2026, 10, 25)) == timedelta(hours=25)


def test_a_stretch_over_midnight_ends_on_the_next_day() -> None:
    saturday = date(2026, 10, 24)
    night = walltime.stretch(saturday, time(22), time(6), LONDON)
    assert night == (utc("2026-10-24T21:00Z"), utc("2026-10-25T06:00Z"))
    whole_day = walltime.stretch(saturday, time(8), time(8), LONDON)
    assert whole_day == (utc("2026-10-24T07:00Z"), utc("2026-10-25T08:00Z"))


def test_a_stretch_inside_the_missing_hour_is_empty() -> None:
    start, end = walltime.stretch(date(2026, 3, 29), time(1, 10), time(1, 50), LONDON)
    assert start == end == utc("2026-03-29T01:00Z")


BEGIN, END = datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2050-01-01")
CHANGES = ("2026-03-29", "2026-04-05", "2026-09-06", "2026-10-04", "2026-10-25", "2011-12-30")
INSTANTS = st.datetimes(BEGIN, END, timezones=st.just(UTC))
WALLS = st.one_of(
    st.datetimes(BEGIN, END),
    st.builds(
        lambda day, past: datetime.fromisoformat(day) + past,
        st.sampled_from(CHANGES),
        st.timedeltas(timedelta(hours=-2), timedelta(hours=5)),
    ),
)


@given(WALLS, WALLS, st.sampled_from(ZONES))
def test_later_on_the_wall_is_never_earlier_in_utc(
    one: datetime, other: datetime, zone: ZoneInfo
) -> None:
    earlier, later = sorted((one, other))
    assert walltime.to_utc(earlier, zone) <= walltime.to_utc(later, zone)


@given(WALLS, st.sampled_from(ZONES))
def test_the_wall_clock_shows_that_time_or_the_first_after_the_gap(
    wall: datetime, zone: ZoneInfo
) -> None:
    instant = walltime.to_utc(wall, zone)
    shown = instant.astimezone(zone).replace(tzinfo=None)
    if shown != wall:
        assert shown > wall
        just_before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < wall


@given(INSTANTS, st.sampled_from(ZONES))
def test_every_instant_lies_in_its_local_day(at: datetime, zone: ZoneInfo) -> None:
    day = walltime.local_day(at, zone)
    assert walltime.day_start(day, zone) <= at
    assert at < walltime.day_start(day + timedelta(days=1), zone)


def test_people_read_what_the_clock_shows() -> None:
    assert f"{walltime.to_local(utc('2026-07-01T07:00Z'), LONDON):%H:%M %Z}" == "08:00 BST"


def test_a_time_without_a_zone_is_no_instant() -> None:
    with pytest.raises(NotAnInstant, match="write for example 2026-11-23T09:00:00Z"):
        walltime.as_utc(datetime.fromisoformat("2026-11-23T09:00"))


@pytest.mark.parametrize("text", ["1899-12-31T23:59Z", "2201-01-01T00:00Z"])
def test_centuries_are_out_of_reach(text: str) -> None:
    with pytest.raises(OutOfReach, match="not between 1900 and 2200"):
        walltime.as_utc(utc(text))


def test_a_wall_clock_time_has_no_zone() -> None:
    with pytest.raises(ValueError, match="a wall-clock time has none"):
        walltime.to_utc(utc("2026-11-23T09:00Z"), LONDON)
