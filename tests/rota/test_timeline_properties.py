"""Whatever the rota, its timeline has no holes and says what each single question says."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rota import bank_holidays, columns, hours, walltime
from rota.duty import Timetable
from rota.values import LineRota
from tests.rota.reference import walk
from tests.rota.rotas import calendar, pattern, session, utc
from tests.rota.strategies import instants, rotas

pytestmark = [pytest.mark.hazard("H03"), pytest.mark.hazard("H05")]

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
# Building a random rota takes most of the time; how long a test takes is measured elsewhere.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patiently
@given(rotas(), instants(), st.integers(1, 20 * 24 * 3600))
def test_a_timeline_has_no_holes_no_overlaps_and_no_change_without_a_change(
    rota: LineRota, start: datetime, seconds: int
) -> None:
    end = start + timedelta(seconds=seconds)
    spans = Timetable(rota).timeline(start, end)
    assert (spans[0].start, spans[-1].end) == (start, end)
    assert all(span.start < span.end for span in spans)
    for one, other in pairwise(spans):
        assert one.end == other.start
        assert (one.reason, one.duties) != (other.reason, other.duties)


@patiently
@given(rotas(), instants())
def test_a_timeline_agrees_with_each_question_at_its_boundaries(
    rota: LineRota, start: datetime
) -> None:
    table = Timetable(rota)
    for span in table.timeline(start, start + 5 * DAY):
        for at in (span.start, span.end - SECOND):
            assert Timetable(rota).on_duty(at) == table.on_duty(at) == span.duties
            assert hours.closed_because(rota.calendar, at) == span.reason
            assert span.open is hours.is_open(rota.calendar, at)
        if span.end < start + 5 * DAY:
            assert table.next_change(span.end - SECOND) == span.end


@patiently
@given(rotas(), instants())
def test_duties_hold_from_their_start_to_their_end(rota: LineRota, start: datetime) -> None:
    table = Timetable(rota)
    for span in table.timeline(start, start + 3 * DAY):
        ranks = [duty.tier.rank for duty in span.duties]
        assert ranks == sorted(ranks)
        for duty in span.duties:
            assert duty.start <= span.start < span.end <= duty.end
            assert duty in table.on_duty(duty.start)
            assert duty in table.on_duty(duty.end - SECOND)
            assert duty not in table.on_duty(duty.end)
            assert duty not in table.on_duty(duty.start - SECOND)


@patiently
@given(rotas(), instants())
def test_the_next_opening_opens_and_the_next_closing_closes(rota: LineRota, at: datetime) -> None:
    opens = hours.next_opening(rota.calendar, at)
    if opens is not None:
        assert opens > at
        assert hours.is_open(rota.calendar, opens)
        assert not hours.is_open(rota.calendar, opens - SECOND)
    closes = hours.next_closing(rota.calendar, at)
    if closes is not None:
        assert closes > at
        assert not hours.is_open(rota.calendar, closes)
        assert hours.is_open(rota.calendar, closes - SECOND)


@settings(patiently, max_examples=40)
@given(rotas(), instants())
def test_any_rota_agrees_with_the_naive_reference(rota: LineRota, at: datetime) -> None:
    table = Timetable(rota)
    first = walltime.local_day(at, columns.read_zone(rota.calendar.time_zone))
    # From before the first Monday of any pattern: whoever takes turns has counted since then.
    days = [first + DAY * number for number in range(-340, 4)]
    off = frozenset(day for day in days if bank_holidays.name_of(rota.calendar.nation, day))
    for each in walk(rota, off, first, days=2, step=timedelta(minutes=5)):
        people = {(duty.tier, duty.person_ref, duty.source) for duty in table.on_duty(each.at)}
        assert people == each.people, each.at
        assert table.span(each.at).open is each.open, each.at


def test_a_year_looked_at_month_by_month_is_the_year() -> None:
    whole = utc("2026-01-01T00:00Z"), utc("2027-01-01T00:00Z")
    rota = LineRota(
        "hotdoc", "first", calendar(), (pattern(session("mon-fri", "08:00-19:00", "a")),)
    )
    table = Timetable(rota)
    months = [datetime(2026, month, 1, tzinfo=whole[0].tzinfo) for month in range(1, 13)]
    pieces = [
        span for start, end in pairwise([*months, whole[1]]) for span in table.timeline(start, end)
    ]
    assert sum((each.end - each.start for each in pieces), timedelta()) == whole[1] - whole[0]
    assert {each for span in pieces for each in span.duties} == {
        each for span in table.timeline(*whole) for each in span.duties
    }
