"""Days of the rota as the week's and the month's pages show them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advice_line.rules import week_hours, written
from advice_line.staffing.rostering.shown import Day, Days, Shift
from advice_line.web.rota import clock_changes, opening, places
from advice_line.web.rota.labels import ABSENCES, SOURCES, TIERS
from rota import columns, walltime
from rota.opening import LineCalendar
from rota.values import Tier

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """A stretch of duty of one person, or of nobody (`name` is None)."""

    href: str | None
    times: str
    name: str | None
    how: str | None
    tone: str


@dataclass(frozen=True)
class ShownTier:
    label: str
    slots: list[Slot]


@dataclass(frozen=True)
class ShownDay:
    """`hours` say when the line is open; a day is `off` when it is not open at all."""

    id: str
    date: date
    today: bool
    off: bool
    hole: bool
    hours: str
    notes: list[str]
    tiers: list[ShownTier]


def shown(seen: Days, calendar: LineCalendar) -> list[ShownDay]:
    """`calendar` is the line's, which says why a day is not as every other."""
    tiers = used_tiers(seen.days)
    today = walltime.local_day(seen.now, columns.read_zone(seen.time_zone))
    return [_day(seen, day, tiers, today, calendar) for day in seen.days]


def used_tiers(days: Iterable[Day]) -> list[Tier]:
    """Tier 1 always: it is the one that must not be empty."""
    used = {Tier(shift.tier) for day in days for shift in day.shifts}
    return [tier for tier in Tier if tier in used or tier is Tier.FIRST]


def anchor(day: date) -> str:
    return f"day-{day.isoformat()}"


def hours_in_words(day: Day, zone: str) -> str:
    open_hours = [each for each in day.hours if each.reason is None]
    if not open_hours:
        return "Closed"
    said = ", ".join(times(each.start, each.end, day, zone) for each in open_hours)
    return f"Open {said}" if said == week_hours.ALL_DAY else said


def times(start: datetime, end: datetime, day: Day, zone: str) -> str:
    """ "8am to 1pm"; what began the day before, or goes on for more than a day, is said without
    that end: a time alone would be taken for one of this day."""
    if start <= day.start and end >= day.end:
        return week_hours.ALL_DAY
    if start < day.start:
        return f"until {clock(end, zone)}"
    if end - start >= _DAY and end > day.end:
        return f"from {clock(start, zone)}"
    return f"{clock(start, zone)} to {clock(end, zone)}"


def clock(instant: datetime, zone: str) -> str:
    return written.clock(walltime.to_local(instant, columns.read_zone(zone)))


def how(source: str) -> str | None:
    """How somebody came to be on duty, where it is not the pattern that says so."""
    return SOURCES.get(source.partition(":")[0])


def _day(
    seen: Days, day: Day, tiers: Sequence[Tier], today: date, calendar: LineCalendar
) -> ShownDay:
    return ShownDay(
        id=anchor(day.date),
        date=day.date,
        today=day.date == today,
        off=not day.open,
        hole=bool(day.holes),
        hours=hours_in_words(day, seen.time_zone),
        notes=list(_notes(day, seen.time_zone, calendar)),
        tiers=[ShownTier(TIERS[tier], list(_slots(seen, day, tier))) for tier in tiers],
    )


def _slots(seen: Days, day: Day, tier: Tier) -> Iterator[Slot]:
    slots = [(each.start, _slot(seen, day, each)) for each in day.shifts if Tier(each.tier) is tier]
    if tier is Tier.FIRST:
        slots += [(hole.start, _hole(seen, day, hole.start, hole.end)) for hole in day.holes]
    yield from (slot for _, slot in sorted(slots, key=lambda each: each[0]))


def _slot(seen: Days, day: Day, shift: Shift) -> Slot:
    changed = how(shift.source)
    tone = "mine" if shift.mine else "changed" if changed else ""
    return Slot(
        href=shift_place(shift),
        times=times(shift.start, shift.end, day, seen.time_zone),
        name=shift.name,
        how=changed,
        tone=tone if shift.end > seen.now else "past",
    )


def shift_place(shift: Shift) -> str:
    return places.at(
        "/rota/shift", line=shift.line, tier=shift.tier, person=shift.person, at=shift.start
    )


def _hole(seen: Days, day: Day, start: datetime, end: datetime) -> Slot:
    start, end = max(start, day.start), min(end, day.end)
    return Slot(
        href=cover_place(seen, start, end) if seen.may_change else None,
        times=times(start, end, day, seen.time_zone),
        name=None,
        how=None,
        tone="hole",
    )


def cover_place(seen: Days, start: datetime, end: datetime) -> str:
    return places.at("/rota/cover", line=seen.line, tier=Tier.FIRST.value, start=start, end=end)


def _notes(day: Day, zone: str, calendar: LineCalendar) -> Iterator[str]:
    yield from opening.notes_of(calendar, day.date)
    if moves := clock_changes.of(day.date, zone):
        yield moves
    for away in day.away:
        because = f" ({ABSENCES[away.kind].lower()})" if away.kind else ""
        stretch = times(away.start, away.end, day, zone)
        yield f"{away.name} is away{because}" + (
            "" if stretch == week_hours.ALL_DAY else f", {stretch}"
        )
