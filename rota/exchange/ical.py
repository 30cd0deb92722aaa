"""Shifts as an iCalendar feed (RFC 5545) that calendar programs subscribe to.

One event for each shift, none of them recurring; local times with the name of their zone, whose
clock changes are in the feed. A shift keeps its UID for as long as its line, tier, person, source
and start are the same, whatever else changes. Nothing is in the feed but who has which tier when.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from rota import columns, walltime
from rota.shifts import Shift

MEDIA_TYPE = "text/calendar"
REFRESH = timedelta(minutes=15)
LINE, TIER, PERSON, SOURCE = (
    f"X-ADVICE-LINE-{name}" for name in ("LINE", "TIER", "PERSON", "SOURCE")
)

_PRODUCT = "-//Advice Line//Rota//EN"
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Revision:
    """Of a line's rota: the number of its newest change, and when that was made."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A shift as it stands in the calendar of `summary`'s reader."""

    line_ref: str
    summary: str
    shift: Shift
    time_zone: str
    revision: Revision


def write(name: str, entries: Sequence[Entry]) -> bytes:
    """The same entries give the same bytes, so that a reader can be told that nothing changed."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # The library writes it as it stands, and a new line would begin another property.
    calendar.calendar_name = " ".join(name.split())
    calendar.refresh_interval = REFRESH
    calendar.add("x-published-ttl", REFRESH)
    for time_zone in sorted({each.time_zone for each in entries}):
        mine = [each.shift for each in entries if each.time_zone == time_zone]
        calendar.add_component(_zone(columns.read_zone(time_zone), mine))
    for entry in entries:
        calendar.add_component(_event(entry))
    feed: bytes = calendar.to_ical()
    return feed


def uid(line_ref: str, shift: Shift) -> str:
    parts = (
        line_ref,
        shift.tier.value,
        shift.person_ref,
        shift.source,
        shift.start.astimezone(UTC).isoformat(),
        str(shift.number),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{digest[:32]}@advice-line"


def _event(entry: Entry) -> Event:
    shift, zone = entry.shift, columns.read_zone(entry.time_zone)
    event = Event()
    event.add("uid", uid(entry.line_ref, shift))
    event.add("dtstamp", entry.revision.at.astimezone(UTC))
    event.add("last-modified", entry.revision.at.astimezone(UTC))
    event.add("sequence", entry.revision.number)
    event.add("summary", entry.summary)
    event.add("dtstart", _shown(shift.start, zone))
    event.add("dtend", _shown(shift.end, zone))
    event.add("status", "CONFIRMED")
    event.add(LINE, entry.line_ref)
    event.add(TIER, shift.tier.value)
    event.add(PERSON, shift.person_ref)
    event.add(SOURCE, shift.source)
    return event


def _shown(at: datetime, zone: ZoneInfo) -> datetime:
    """In local time, but in UTC where the clock shows it for the second time: a local time that
    comes twice means its first showing (RFC 5545, 3.3.5)."""
    local = walltime.to_local(at, zone)
    return at.astimezone(UTC) if local.fold else local


def _zone(zone: ZoneInfo, shifts: Iterable[Shift]) -> Timezone:
    """Every clock change around the shifts, each by its own date."""
    instants = [instant for each in shifts for instant in (each.start, each.end)]
    start, end = min(instants) - _YEAR, max(instants) + _YEAR
    made = Timezone()
    made.add("tzid", zone.key)
    made.add_component(_observance(start, start, zone))
    for change in walltime.clock_changes(zone, start, end):
        made.add_component(_observance(change.at - timedelta(seconds=1), change.at, zone))
    return made


def _observance(before: datetime, at: datetime, zone: ZoneInfo) -> Component:
    """What the clock shows from `at` on. It begins at the time that the old clock shows then."""
    until, since = walltime.to_local(before, zone), walltime.to_local(at, zone)
    old, new = until.utcoffset(), since.utcoffset()
    assert old is not None
    kind = TimezoneDaylight if since.dst() else TimezoneStandard
    made = kind()
    made.add("dtstart", (at.astimezone(UTC) + old).replace(tzinfo=None, microsecond=0))
    made.add("tzoffsetfrom", old)
    made.add("tzoffsetto", new)
    made.add("tzname", since.tzname())
    return made
