"""The rota of a line: who is on now and next, one week, the opening of the next fortnight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import NotFound
from advice_line.rota_kinds import FindingKind
from advice_line.rules import labels
from advice_line.staffing.rostering.shown import Days, OnNow, Shift
from advice_line.staffing.watching.known_gaps import KnownGap
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Visit
from advice_line.web.lines import choices, staying
from advice_line.web.rota import days, doors, opening, places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.said import said
from rota import columns, walltime
from rota.opening import LineCalendar
from rota.values import Tier

router = APIRouter()
_WEEK = timedelta(days=7)
LOOKED_AHEAD = timedelta(weeks=8)
HOLES_SHOWN = 5


@dataclass(frozen=True)
class _OnNow:
    tier: str
    name: str | None
    until: datetime | None
    paused: bool
    next: str | None
    next_at: datetime | None


@dataclass(frozen=True)
class _Hole:
    starts_at: datetime
    ends_at: datetime
    href: str | None


@dataclass(frozen=True)
class _Closure:
    """`since` is None where it has begun."""

    words: str
    since: datetime | None
    until: datetime


@dataclass(frozen=True)
class _Week:
    label: str
    earlier: Link
    now: Link
    later: Link


def chosen(visit: Visit, key: str | None) -> tuple[Line, list[Line]]:
    """The line that a page shows, the first where none is named, and all of them. Raises
    `errors.NotFound`."""
    lines = visit.site.roster.lines(visit.actor)
    found = next((each for each in lines if key in (None, each.key)), None)
    if found is None:
        raise NotFound("There is no such line here.")
    return found, lines


@router.get("/rota")
def look(
    visit: Here,
    line: str | None = None,
    week: str | None = None,
    done: str | None = None,
    closure: str | None = None,
) -> Response:
    of, lines = chosen(visit, line)
    today = today_of(visit.now, of)
    monday = monday_of(places.day(week) or today)
    seen = visit.site.roster.week(visit.actor, of.key, monday)
    on = visit.site.roster.now(visit.actor, of.key)
    calendar = visit.site.roster.history(visit.actor, of.key).rota.calendar
    ahead = on.now, on.now + LOOKED_AHEAD
    found = visit.site.rota_watch.between(visit.actor, of.key, *ahead)
    return visit.page(
        "rota/week.html",
        now=seen.now,
        of=of,
        lines=choices("/rota", of, lines),
        done=said(done),
        open=on.open,
        changes_at=_changes_at(on, calendar),
        closed_reason=labels.why_closed(on.closed_because),
        now_on=list(_on_now(on)),
        holes=list(_holes(seen, found)),
        findings=len(found),
        gaps_href=staying("/rota/gaps", of, lines),
        closures=list(_closures(seen, labels.why_closed(on.closed_because))),
        undo=_undo(calendar, closure, on.now) if seen.may_change else None,
        line=of.key,
        form_token=visit.form_token(),
        mine=doors.of_everybody(visit.actor, of, lines),
        tools=doors.of_managers(of, lines) if seen.may_change else [],
        week=_week(monday, today, of, lines),
        days=days.shown(seen, calendar),
        opening=list(opening.days_from(calendar, today)),
        list_ends=opening.list_ends(calendar, today),
    )


def today_of(now: datetime, line: Line) -> date:
    return walltime.local_day(now, columns.read_zone(line.time_zone))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _changes_at(on: OnNow, calendar: LineCalendar) -> datetime | None:
    """A close weeks ahead says nothing of today."""
    at = opening.changes_at(calendar, on.now)
    return None if at and on.open and at - on.now > _WEEK else at


def _on_now(on: OnNow) -> Iterator[_OnNow]:
    """Everybody who is on, with who follows on their tier; a tier that is only filled later, and
    tier 1 where nobody has it."""
    for tier in Tier:
        here = [each for each in on.on if each.tier == tier]
        following = [each for each in on.next if each.tier == tier]
        for each in here:
            yield _row(tier, each, following, paused=each.person in on.paused)
        if not here and (following or tier is Tier.FIRST):
            yield _row(tier, None, following)


def _row(
    tier: Tier, shift: Shift | None, following: Sequence[Shift], *, paused: bool = False
) -> _OnNow:
    return _OnNow(
        tier=TIERS[tier],
        name=shift.name if shift else None,
        until=shift.end if shift else None,
        paused=paused,
        next=" and ".join(each.name for each in following) or None,
        next_at=following[0].start if following else None,
    )


def _holes(seen: Days, found: Sequence[KnownGap]) -> Iterator[_Hole]:
    """Of the next weeks, not only of the one that is shown."""
    holes = [each for each in found if each.kind is FindingKind.UNMANNED]
    for each in holes[:HOLES_SHOWN]:
        start, end = max(each.start, seen.now), each.end
        href = days.cover_place(seen, start, end) if seen.may_change else None
        yield _Hole(start, end, href)


def _closures(seen: Days, closed_now: str | None) -> Iterator[_Closure]:
    """But for the one by which the line is closed now, which stands beside when it opens."""
    found = {each.key: each for day in seen.days for each in day.closures if each.end > seen.now}
    for each in found.values():
        since = each.start if each.start > seen.now else None
        if since is None and each.reason == closed_now:
            continue
        yield _Closure(
            f"{'Will be closed' if since else 'Closed'} ({each.reason})", since, each.end
        )


def _undo(calendar: LineCalendar, closure: str | None, now: datetime) -> str | None:
    """The closure that was just made, while it stands."""
    standing = (each.key for each in calendar.closures if each.end > now)
    return next((key for key in standing if key == closure), None)


def _week(monday: date, today: date, of: Line, lines: Sequence[Line]) -> _Week:
    here = Link(f"#{days.anchor(today)}", "Today")
    elsewhere = _link(monday_of(today), "This week", of, lines)
    return _Week(
        label=week_in_words(monday),
        earlier=_link(monday - _WEEK, "Earlier week", of, lines),
        now=here if monday == monday_of(today) else elsewhere,
        later=_link(monday + _WEEK, "Later week", of, lines),
    )


def _link(monday: date, label: str, of: Line, lines: Sequence[Line]) -> Link:
    return Link(f"{staying(places.at('/rota', week=monday), of, lines)}#week", label)


def week_in_words(monday: date) -> str:
    """ "23 to 29 November 2026", "30 November to 6 December 2026" """
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%B}"
    return f"{first} to {sunday.day} {sunday:%B %Y}"
