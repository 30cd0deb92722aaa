"""A calendar from elsewhere as entries: who is named, from when to when. What recurs is laid out;
what would be laid out without end, or is no calendar, is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped] # it ships no py.typed
from icalendar import Calendar

from rota.errors import RotaError
from rota.walltime import to_utc

MOST_EVENTS = 5_000
MOST_ENTRIES = 5_000
LONGEST_NAME = 200

_BEGINS = b"BEGIN:VCALENDAR"
_STEP = timedelta(days=7)
# Recurring within a day: no rota does, and a year of it would fill the memory.
_WITHIN_A_DAY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_BY_THE_CLOCK = frozenset({"BYSECOND", "BYMINUTE", "BYHOUR"})


class NotACalendar(RotaError):
    """Nothing of it can be used."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`summary` is what it is called, `people` are names and mail addresses of who attends."""

    uid: str
    summary: str
    people: tuple[str, ...]
    start: datetime
    end: datetime


def entries(data: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Entry, ...]:
    """Those that touch the stretch, in order of their start; without those that were cancelled or
    last no time. Whole days and times without a zone are of `zone`. Raises NotACalendar."""
    calendar = _calendar(data)
    try:
        found = {(each.uid, each.start): each for each in _laid_out(calendar, start, end, zone)}
    except NotACalendar:
        raise
    except Exception as error:
        # What is wrong with a calendar can break its readers anywhere.
        raise NotACalendar("The calendar cannot be understood: it is broken inside.") from error
    inside = (each for each in found.values() if each.start < end and start < each.end)
    return tuple(sorted(inside, key=lambda each: (each.start, each.end, each.summary, each.uid)))


def _calendar(data: bytes) -> Any:
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(_BEGINS):
        raise NotACalendar("What is at the address is no calendar (iCalendar, .ics).")
    try:
        calendar = Calendar.from_ical(data.lstrip(b"\xef\xbb\xbf \r\n\t"))
    except Exception as error:
        raise NotACalendar("The calendar cannot be understood: it is broken inside.") from error
    events = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS:
        raise NotACalendar(f"The calendar has more than {MOST_EVENTS:,} entries: too many.")
    if any(_too_often(each) for each in events):
        raise NotACalendar("An entry of the calendar comes again within a day; no shift does.")
    return calendar


def _too_often(event: Any) -> bool:
    rules = event.get("RRULE", [])
    return any(
        _WITHIN_A_DAY.intersection(map(str.upper, map(str, rule.get("FREQ", []))))
        or _BY_THE_CLOCK.intersection(map(str.upper, rule))
        for rule in (rules if isinstance(rules, list) else [rules])
    )


def _laid_out(calendar: Any, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Entry]:
    """Week by week, so that what is endless is known by its first ones."""
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    count, since = 0, start
    while since < end:
        until = min(since + _STEP, end)
        for event in query.between(since, until):
            count += 1
            if count > MOST_ENTRIES:
                said = f"The calendar has more than {MOST_ENTRIES:,} entries for the coming weeks."
                raise NotACalendar(said)
            yield from _entry(event, zone)
        since = until


def _entry(event: Any, zone: ZoneInfo) -> Iterator[Entry]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    start, end = _instant(event.start, zone), _instant(event.end, zone)
    if start < end:
        attending = event.get("ATTENDEE", [])
        yield Entry(
            uid=str(event.get("UID", ""))[:LONGEST_NAME],
            summary=" ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_NAME],
            people=tuple(_people(attending if isinstance(attending, list) else [attending])),
            start=start,
            end=end,
        )


def _instant(given: date, zone: ZoneInfo) -> datetime:
    if not isinstance(given, datetime):
        return to_utc(datetime.combine(given, time()), zone)
    return to_utc(given, zone) if given.tzinfo is None else given.astimezone(UTC)


def _people(attending: list[Any]) -> Iterator[str]:
    for each in attending:
        name = str(getattr(each, "params", {}).get("CN", ""))
        for text in (name, str(each).removeprefix("mailto:").removeprefix("MAILTO:")):
            if text:
                yield text[:LONGEST_NAME]
