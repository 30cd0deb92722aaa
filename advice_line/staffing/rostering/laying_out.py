"""Spans of a rota laid out as shifts and days, for people to read. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from advice_line.staffing.rostering.reader import Reader
from advice_line.staffing.rostering.shown import Day, OnNow, OwnShifts, Shift
from rota import columns, gaps, walltime
from rota.duty import Timetable
from rota.history import History
from rota.hours import Stretch
from rota.opening import LineCalendar
from rota.values import Pause, Span, Tier

NEXT_WITHIN = timedelta(days=14)
_DAY = timedelta(days=1)
# A shift that touches a day begins and ends within this margin of it.
_LONGEST = timedelta(hours=26)


class _Stretch(Protocol):
    @property
    def start(self) -> datetime: ...

    @property
    def end(self) -> datetime: ...


def shifts(line: str, spans: Iterable[Span], reader: Reader) -> list[Shift]:
    """In order of start, tier and name. A duty that goes on over a change of something else stays
    one shift; one that ends and begins anew is two."""
    going_on: dict[tuple[Tier, str, str], Shift] = {}
    found: list[Shift] = []
    for span in spans:
        here: dict[tuple[Tier, str, str], Shift] = {}
        for duty in span.duties:
            place = (duty.tier, duty.person_ref, duty.source)
            before = going_on.get(place)
            if before is not None and duty.start < span.start:
                here[place] = replace(before, end=span.end)
            else:
                here[place] = reader.shift(line, duty, span.start, span.end)
        found += [each for place, each in going_on.items() if not _goes_on(each, here.get(place))]
        going_on = here
    found += going_on.values()
    return sorted(found, key=lambda each: (each.start, Tier(each.tier).rank, each.name))


def _goes_on(before: Shift, now: Shift | None) -> bool:
    return now is not None and now.start == before.start


def days(history: History, line: str, first: date, count: int, reader: Reader) -> tuple[Day, ...]:
    """The past as it was, what is to come as it is planned."""
    zone = columns.read_zone(history.rota.calendar.time_zone)
    start, end = walltime.day_start(first, zone), walltime.day_start(first + count * _DAY, zone)
    spans = history.timeline(start - _LONGEST, end + _LONGEST)
    laid = shifts(line, spans, reader)
    holes = _holes(history, start, end, reader)
    made = (first + each * _DAY for each in range(count))
    return tuple(_day(history, day, spans, laid, holes, reader) for day in made)


def _day(
    history: History,
    day: date,
    spans: Sequence[Span],
    laid: Sequence[Shift],
    holes: Sequence[gaps.Finding],
    reader: Reader,
) -> Day:
    calendar = history.rota.calendar
    zone = columns.read_zone(calendar.time_zone)
    start, end = walltime.day_start(day, zone), walltime.day_start(day + _DAY, zone)
    away = [each for each in history.rota.absences if _touches(each, start, end)]
    return Day(
        date=day,
        start=start,
        end=end,
        hours=tuple(_hours(spans, start, end)),
        by_hand=day in _by_hand(calendar),
        shifts=tuple(each for each in laid if _touches(each, start, end)),
        away=tuple(reader.away(each) for each in away),
        closures=tuple(each for each in calendar.closures if _touches(each, start, end)),
        holes=tuple(each for each in holes if _touches(each, start, end)),
    )


def _hours(spans: Sequence[Span], start: datetime, end: datetime) -> Iterator[Stretch]:
    inside = [each for each in spans if _touches(each, start, end)]
    for reason, group in groupby(inside, key=lambda each: each.reason):
        alike = list(group)
        yield Stretch(max(alike[0].start, start), min(alike[-1].end, end), reason)


def _by_hand(calendar: LineCalendar) -> frozenset[date]:
    dated = (calendar.closed_days, calendar.day_hours, calendar.holidays)
    return frozenset(each.date for kind in dated for each in kind)


def _holes(
    history: History, start: datetime, end: datetime, reader: Reader
) -> tuple[gaps.Finding, ...]:
    """Only those to come: what has passed cannot be mended."""
    start = max(start, history.now)
    if start >= end:
        return ()
    barred = reader.barred(history.rota.line_ref)
    return gaps.unmanned(history.known_at(history.now), start, end, without=barred)


def own(
    timetables: Sequence[Timetable], person: str, now: datetime, until: datetime, reader: Reader
) -> OwnShifts:
    """One person's duty on these lines: the shifts that begin before `until`, each whole, and one
    that is going on from where it began."""
    found: list[Shift] = []
    for each in timetables:
        laid = shifts(each.rota.line_ref, each.timeline(now - _LONGEST, until + _LONGEST), reader)
        theirs = (shift for shift in laid if shift.person == person and shift.end > now)
        found += [shift for shift in theirs if shift.start < until]
    rotas = [each.rota for each in timetables]
    away = {each.key: each for rota in rotas for each in rota.absences if each.end > now}
    pauses = [each.end for rota in rotas for each in rota.pauses if _pauses(each, person, now)]
    return OwnShifts(
        person=person,
        name=reader.people[person].name,
        time_zone=rotas[0].calendar.time_zone if rotas else "UTC",
        shifts=tuple(sorted(found, key=lambda each: (each.start, each.line, each.tier))),
        away=tuple(reader.away(each) for each in away.values() if each.person_ref == person),
        paused_until=max(pauses, default=None),
        now=now,
    )


def on_now(timetable: Timetable, name: str, now: datetime, reader: Reader) -> OnNow:
    line, calendar = timetable.rota.line_ref, timetable.rota.calendar
    here = timetable.span(now)
    laid = shifts(line, timetable.timeline(now - _LONGEST, now + NEXT_WITHIN), reader)
    on = [each for each in laid if each.start <= now < each.end]
    on.sort(key=lambda each: Tier(each.tier).rank)
    return OnNow(
        line=line,
        line_name=name,
        time_zone=calendar.time_zone,
        version=timetable.rota.version,
        open=here.open,
        closed_because=here.reason,
        on=tuple(on),
        paused=timetable.paused(now),
        next=tuple(_next(laid, now)),
        changes_at=timetable.next_change(now),
        now=now,
    )


def _next(laid: Sequence[Shift], now: datetime) -> Iterator[Shift]:
    """Those who begin first on each tier."""
    for tier in Tier:
        coming = [each for each in laid if each.tier == tier and each.start > now]
        yield from (each for each in coming if each.start == coming[0].start)


def _pauses(pause: Pause, person: str, now: datetime) -> bool:
    return pause.person_ref == person and pause.start <= now < pause.end


def _touches(piece: _Stretch, start: datetime, end: datetime) -> bool:
    return piece.start < end and start < piece.end
