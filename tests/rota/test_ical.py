"""The feed as calendar programs read it: by two libraries that know nothing of the rota."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rota import shifts
from rota.duty import Timetable
from rota.exchange import ical
from rota.exchange.ical import Entry, Revision
from rota.opening import LineCalendar
from rota.values import Cover, LineRota, Span, Tier
from tests.rota import calendars, rotas
from tests.rota.strategies import rotas as any_rota

REVISION = Revision(7, rotas.utc("2026-01-05T09:00Z"))
# One row of the feed: tier, person, source, from, to.
Read = tuple[str, str, str, datetime, datetime]


def _feed(rota: LineRota, start: datetime, end: datetime, revision: Revision = REVISION) -> bytes:
    spans = Timetable(rota).timeline(start, end)
    zone = rota.calendar.time_zone
    entries = [
        Entry(rota.line_ref, f"Example line, tier {each.tier}", each, zone, revision)
        for each in shifts.of(spans)
    ]
    return ical.write("Example line", entries)


def _rows(events: Any) -> list[Read]:
    return sorted(
        (
            str(each[ical.TIER]),
            str(each[ical.PERSON]),
            str(each[ical.SOURCE]),
            *calendars.times(each),
        )
        for each in events
    )


def _read_plainly(feed: bytes) -> list[Read]:
    return _rows(calendars.events(feed))


def _read_as_a_client(feed: bytes, start: datetime, end: datetime) -> list[Read]:
    return _rows(calendars.between(feed, start, end))


def _spans(rows: list[Read], start: datetime, end: datetime) -> Iterator[tuple[Any, ...]]:
    """The timeline that the rows come to: from, to and who is on which tier by which source."""
    cuts = {start, end, *(at for row in rows for at in row[3:] if start < at < end)}
    for since, until in pairwise(sorted(cuts)):
        yield since, until, sorted(row[:3] for row in rows if row[3] <= since < row[4])


def _expected(spans: tuple[Span, ...]) -> Iterator[tuple[Any, ...]]:
    for each in spans:
        duties = [(one.tier.value, one.person_ref, one.source) for one in each.duties]
        yield each.start, each.end, sorted(duties)


def _joined(spans: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    joined: list[tuple[Any, ...]] = []
    for span in spans:
        if joined and joined[-1][2] == span[2]:
            span = (joined.pop()[0], *span[1:])
        joined.append(span)
    return joined


@settings(max_examples=60, deadline=None)
@given(any_rota(), st.sampled_from(["2026-03-23T00:00Z", "2026-10-19T00:00Z"]))
def test_both_readers_find_the_timeline_in_the_feed(rota: LineRota, first: str) -> None:
    """Over the days on which the clocks change, in zones an hour and half an hour apart."""
    start = rotas.utc(first)
    end = start + timedelta(days=10)
    feed = _feed(rota, start, end)
    timeline = _joined(_expected(Timetable(rota).timeline(start, end)))
    assert _joined(_spans(_read_plainly(feed), start, end)) == timeline
    assert _joined(_spans(_read_as_a_client(feed, start, end), start, end)) == timeline


@pytest.mark.parametrize("zone", ["Europe/London", "Australia/Lord_Howe", "America/New_York"])
def test_the_zone_in_the_feed_keeps_the_same_time(zone: str) -> None:
    """For a program that knows no zones of its own and computes from what the feed says."""
    line = rotas.rota(
        rotas.pattern(rotas.session("mon-sun", "00:00-12:00", "amara")),
        calendar=LineCalendar(zone, rotas.calendar().nation, rotas.calendar(rotas.ALWAYS).hours),
    )
    start, end = rotas.utc("2026-03-01T00:00Z"), rotas.utc("2026-12-01T00:00Z")
    (told,) = calendars.parsed(_feed(line, start, end)).walk("VTIMEZONE")
    assert str(told["TZID"]) == zone
    computed, real = told.to_tz(lookup_tzid=False), ZoneInfo(zone)
    for hour in range(24 * 275):
        local = datetime(2026, 3, 1) + timedelta(hours=hour, minutes=15)  # noqa: DTZ001 - wall clock
        if _once(local, real):
            assert local.replace(tzinfo=computed).utcoffset() == _offset(local, real), local


def _offset(local: datetime, zone: ZoneInfo) -> timedelta | None:
    return local.replace(tzinfo=zone).utcoffset()


def _once(local: datetime, zone: ZoneInfo) -> bool:
    """Neither skipped nor shown twice: there readers may differ."""
    return _offset(local, zone) == local.replace(tzinfo=zone, fold=1).utcoffset()


def test_a_time_that_comes_twice_is_told_in_utc_where_it_is_the_second() -> None:
    second = rotas.utc("2026-10-25T01:30Z")
    night, morning = rotas.utc("2026-10-24T23:00Z"), rotas.utc("2026-10-25T08:00Z")
    covers = [
        Cover("early", Tier.FIRST, ("amara",), night, second),
        Cover("late", Tier.FIRST, ("ben",), second, morning),
    ]
    line = rotas.rota(calendar=rotas.calendar(rotas.ALWAYS), covers=covers)
    feed = _feed(line, rotas.utc("2026-10-24T00:00Z"), rotas.utc("2026-10-26T00:00Z"))
    assert b"DTEND:20261025T013000Z" in feed
    assert [row[4] for row in _read_plainly(feed)] == [second, morning]


def test_a_shift_keeps_its_uid_when_others_change() -> None:
    monday = rotas.pattern(rotas.session("mon", "08:00-13:00", "amara"))
    start, end = rotas.utc("2026-11-23T00:00Z"), rotas.utc("2026-11-30T00:00Z")
    before = _uids(_feed(rotas.rota(monday), start, end))
    more = [rotas.cover("2026-11-25 13:00", "2026-11-25 19:00", "ben")]
    after = _uids(_feed(rotas.rota(monday, covers=more), start, end, Revision(8, end)))
    assert len(before) == 1
    assert before < after
    # Nor does it matter from where to where the feed is read.
    within = _uids(_feed(rotas.rota(monday), rotas.utc("2026-11-23T10:00Z"), end))
    assert within == before


def _uids(feed: bytes) -> set[str]:
    return {str(each["UID"]) for each in calendars.events(feed)}


def test_a_name_of_several_lines_begins_nothing_of_its_own() -> None:
    feed = ical.write("Duties of Ben\r\nX-EVIL:1", [])
    assert calendars.parsed(feed).calendar_name == "Duties of Ben X-EVIL:1"


def test_a_client_is_told_name_and_refreshing_and_no_more_than_the_duty() -> None:
    monday = rotas.pattern(rotas.session("mon", "08:00-13:00", "amara"))
    start, end = rotas.utc("2026-11-23T00:00Z"), rotas.utc("2026-11-24T00:00Z")
    feed = _feed(rotas.rota(monday), start, end)
    assert feed == _feed(rotas.rota(monday), start, end)
    calendar = calendars.parsed(feed)
    assert calendar.calendar_name == "Example line"
    assert calendar.refresh_interval == timedelta(minutes=15)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Example line, tier 1"
    assert event["SEQUENCE"] == 7
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == REVISION.at
    assert feed.count(b"BEGIN:VEVENT") == 1
    assert b"RRULE" not in feed
