"""Spans of a setup file that cannot be: that end before they start, or last for years."""

from collections.abc import Iterator
from datetime import timedelta

from advice_line.directory.setup_lines import Path
from advice_line.directory.setup_problems import Fault
from advice_line.directory.setup_reading import Reading
from advice_line.directory.setup_rota import AbsenceEntry, CoverEntry, PatternEntry
from advice_line.rules import rota_limits


def faults(reading: Reading) -> Iterator[Fault]:
    for path, pattern in reading.of("patterns").items():
        yield from _wrong_pattern(path, pattern)
    for path, cover in reading.of("covers").items():
        instead = "; what goes on for good is a pattern"
        yield from _wrong_span(path, cover, rota_limits.COVER, instead)
    for path, absence in reading.of("absences").items():
        yield from _wrong_span(path, absence, rota_limits.ABSENCE, "")


def _wrong_span(
    path: Path, entry: CoverEntry | AbsenceEntry, longest: timedelta, instead: str
) -> Iterator[Fault]:
    example = "to = 2026-11-25T19:00:00"
    if entry.end <= entry.start:
        said = f"{entry.end.isoformat()} is not after the start, {entry.start.isoformat()}"
        yield Fault((*path, "to"), said, example)
    elif entry.end - entry.start > longest:
        days = (entry.end - entry.start).days
        said = f"{days} days lie between the start and this; {longest.days} are the most{instead}"
        yield Fault((*path, "to"), said, example)


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
