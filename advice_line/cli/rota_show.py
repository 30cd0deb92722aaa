"""`rota show`: a line's week as people read it, day by day; past days as they were."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from advice_line.cli.common import AsJson, LineKey, print_json, print_line
from advice_line.cli.rota_told import Told, state, told
from advice_line.errors import Invalid, Problem
from advice_line.schemas.rota_exchange import ExportedShift
from advice_line.staffing.exchange import exporting
from rota import columns, shifts, walltime
from rota.shifts import Shift
from rota.values import Span

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def show(
    line: LineKey = None,
    week: Annotated[
        str | None, typer.Option("--week", help="Any date of the week; this week without it.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="The first day instead.")] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="The end, excluded; 7 days on without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """A line's week: its hours and who is on, day by day."""
    if week is not None and (start is not None or end is not None):
        raise Invalid([Problem("--week", "Give --week, or --from and --to; not both.")])
    with told(line) as rota:
        since, until = (
            _week(rota, week) if start is None and end is None else _days(rota, start, end)
        )
        spans = rota.history.timeline(since, until)
        if as_json:
            for each in shifts.of(spans):
                row = exporting.as_row(rota.line.key, each, rota.names)
                print_json(ExportedShift.model_validate(row))
            return
        for text in _lines(rota, spans, shifts.of(spans)):
            print_line(text)


def _week(rota: Told, week: str | None) -> tuple[datetime, datetime]:
    zone = columns.read_zone(rota.time_zone)
    day = walltime.local_day(rota.instant(week, "--week", rota.now), zone)
    monday = day - timedelta(days=day.weekday())
    return walltime.day_start(monday, zone), walltime.day_start(monday + WEEK, zone)


def _days(rota: Told, start: str | None, end: str | None) -> tuple[datetime, datetime]:
    return rota.span(start, end, WEEK)


def _lines(rota: Told, spans: Sequence[Span], found: Sequence[Shift]) -> Iterator[str]:
    zone = columns.read_zone(rota.time_zone)
    first, last = (walltime.local_day(at, zone) for at in (spans[0].start, spans[-1].end))
    by_day: dict[date, list[Shift]] = {}
    for each in found:
        by_day.setdefault(max(first, walltime.local_day(each.start, zone)), []).append(each)
    day = first
    while day <= last and walltime.day_start(day, zone) < spans[-1].end:
        yield f"{day:%a} {day.day} {day:%b %Y}  {_hours(rota, spans, day)}"
        yield from (_shift(rota, each, day) for each in by_day.get(day, []))
        day += _DAY


def _hours(rota: Told, spans: Sequence[Span], day: date) -> str:
    """When the line is open on the day; else why it is not."""
    zone = columns.read_zone(rota.time_zone)
    since, until = walltime.day_start(day, zone), walltime.day_start(day + _DAY, zone)
    there = [each for each in spans if each.start < until and since < each.end]
    opened: list[tuple[datetime, datetime]] = []
    for each in there:
        if each.open and opened and opened[-1][1] == each.start:
            opened[-1] = opened[-1][0], min(each.end, until)
        elif each.open:
            opened.append((max(each.start, since), min(each.end, until)))
    if not opened:
        return state(False, there[0].reason)
    return f"open {', '.join(f'{_clock(rota, a, day)}-{_clock(rota, b, day)}' for a, b in opened)}"


def _shift(rota: Told, shift: Shift, day: date) -> str:
    when = f"{_clock(rota, shift.start, day)}-{_clock(rota, shift.end, day)}"
    under = f", supervised by {rota.name(shift.supervisor)}" if shift.supervisor else ""
    return f"  {when}  {shift.tier.value:<4}  {rota.name(shift.person_ref)}{under}"


def _clock(rota: Told, at: datetime, day: date) -> str:
    """The time of day; of another day with its weekday, except the midnight that ends the day."""
    zone = columns.read_zone(rota.time_zone)
    if at == walltime.day_start(day + _DAY, zone):
        return "24:00"
    shown = walltime.to_local(at, zone)
    return f"{shown:%H:%M}" if shown.date() == day else f"{shown:%a %H:%M}"
