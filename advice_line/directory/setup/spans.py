"""Spans of a setup file that cannot be: that end before they start, last for years, or lie wholly
in an hour that the clock skips."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.rota import AbsenceEntry, CoverEntry, PatternEntry
from advice_line.directory.setup.text_lines import Path
from advice_line.rules import rota_limits
from advice_line.rules.notices import day
from advice_line.rules.written import clock
from rota import walltime
from rota.values import LineRota

_HALF_AN_HOUR = timedelta(minutes=30)


def zones(reading: Reading, stored: Mapping[str, LineRota]) -> dict[str, str]:
    """Of every line that is stored or that the file has, by its key."""
    found = {key: rota.calendar.time_zone for key, rota in stored.items()}
    return found | {line.key: line.time_zone for line in reading.of("lines").values()}


def faults(reading: Reading, zone_of: Mapping[str, str]) -> Iterator[Fault]:
    """A time goes by the clock of its line, an absence by that of the first; where that is not
    known, no clock is asked."""
    for path, pattern in reading.of("patterns").items():
        yield from _wrong_pattern(path, pattern)
    for path, cover in reading.of("covers").items():
        instead = "; what goes on for good is a pattern"
        zone = zone_of.get(cover.line)
        yield from _wrong_span(path, cover, zone, rota_limits.COVER, instead)
    first = zone_of[min(zone_of)] if zone_of else None
    for path, absence in reading.of("absences").items():
        yield from _wrong_span(path, absence, first, rota_limits.ABSENCE, "")


def _wrong_span(
    path: Path,
    entry: CoverEntry | AbsenceEntry,
    zone: str | None,
    longest: timedelta,
    instead: str,
) -> Iterator[Fault]:
    example = "to = 2026-11-25T19:00:00"
    if entry.end <= entry.start:
        said = f"{entry.end.isoformat()} is not after the start, {entry.start.isoformat()}"
        yield Fault((*path, "to"), said, example)
    elif entry.end - entry.start > longest:
        days = (entry.end - entry.start).days
        said = f"{days} days lie between the start and this; {longest.days} are the most{instead}"
        yield Fault((*path, "to"), said, example)
    elif zone is not None:
        yield from _skipped(path, entry, ZoneInfo(zone))


def _skipped(path: Path, entry: CoverEntry | AbsenceEntry, zone: ZoneInfo) -> Iterator[Fault]:
    start, end = (walltime.to_utc(each, zone) for each in (entry.start, entry.end))
    if end <= start:
        later = walltime.to_local(end + _HALF_AN_HOUR, zone).replace(tzinfo=None)
        said = (
            f"the clocks go forward on {day(entry.start)} and skip all of the time from"
            f" {clock(entry.start)} to {clock(entry.end)}; give an end after they have"
        )
        yield Fault((*path, "to"), said, f"to = {later.isoformat()}")


def _wrong_pattern(path: Path, pattern: PatternEntry) -> Iterator[Fault]:
    first = pattern.valid_from
    if first.weekday() != 0:
        monday = first - timedelta(days=first.weekday())
        said = f"{first} is a {first:%A}; week 1 starts on a Monday"
        yield Fault((*path, "valid_from"), said, f"valid_from = {monday}")
    if pattern.valid_to is not None and pattern.valid_to < first:
        said = f"{pattern.valid_to} is before valid_from, {first}"
        yield Fault((*path, "valid_to"), said, "valid_to = 2027-10-31")
    for place, session in enumerate(pattern.sessions):
        if session.week > pattern.cycle_weeks:
            said = f"{session.week} is past the cycle of {pattern.cycle_weeks} week(s)"
            yield Fault((*path, "sessions", place, "week"), said, "week = 1")
