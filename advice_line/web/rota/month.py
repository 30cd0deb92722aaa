"""A month of one tier of a line: who is on which day, at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.staffing.rostering.shown import Day, Days
from advice_line.tables.directory import Line
from advice_line.web.access import Here
from advice_line.web.lines import LineChoice, choices, staying
from advice_line.web.rota import days, opening, places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.week import chosen, monday_of, today_of
from rota.opening import LineCalendar
from rota.values import Tier

router = APIRouter()


@dataclass(frozen=True)
class _OnDay:
    """`times` only where they are not the whole day's."""

    times: str | None
    name: str


@dataclass(frozen=True)
class _MonthDay:
    date: date
    href: str
    today: bool
    off: bool
    hole: bool
    notes: list[str]
    people: list[_OnDay]


@router.get("/rota/month")
def look(
    visit: Here, line: str | None = None, month: str | None = None, tier: str | None = None
) -> Response:
    of, lines = chosen(visit, line)
    today = today_of(visit.now, of)
    first = (places.day(f"{month}-01") or today).replace(day=1)
    of_tier = Tier(tier) if tier in list(Tier) else Tier.FIRST
    seen = visit.site.roster.month(visit.actor, of.key, first)
    calendar = visit.site.roster.history(visit.actor, of.key).rota.calendar
    return visit.page(
        "rota/month.html",
        now=seen.now,
        of=of,
        lines=choices(places.at("/rota/month", month=_value(first)), of, lines),
        back=staying("/rota", of, lines),
        label=f"{first:%B %Y}",
        tiers=_tiers(seen, of_tier, first, of, lines),
        earlier=_link(first - timedelta(days=1), "Earlier month", of_tier, of, lines),
        later=_link(first + timedelta(days=31), "Later month", of_tier, of, lines),
        spare=first.weekday(),
        days=[
            _day(seen, day, of_tier, today, staying(_week(day.date), of, lines), calendar)
            for day in seen.days
        ],
    )


def _value(first: date) -> str:
    return f"{first:%Y-%m}"


def _tiers(
    seen: Days, shown: Tier, first: date, of: Line, lines: Sequence[Line]
) -> list[LineChoice]:
    return [
        LineChoice(TIERS[tier], _place(first, tier, of, lines), tier is shown)
        for tier in days.used_tiers(seen.days)
    ]


def _link(day: date, label: str, tier: Tier, of: Line, lines: Sequence[Line]) -> Link:
    return Link(_place(day, tier, of, lines), label)


def _place(day: date, tier: Tier, of: Line, lines: Sequence[Line]) -> str:
    other = None if tier is Tier.FIRST else tier.value
    return staying(places.at("/rota/month", month=_value(day), tier=other), of, lines)


def _week(day: date) -> str:
    return places.at("/rota", week=monday_of(day))


def _day(
    seen: Days, day: Day, tier: Tier, today: date, week: str, calendar: LineCalendar
) -> _MonthDay:
    closed = [days.hours_in_words(day, seen.time_zone)] if not day.open else []
    return _MonthDay(
        date=day.date,
        href=f"{week}#{days.anchor(day.date)}",
        today=day.date == today,
        off=not day.open,
        hole=bool(day.holes) and tier is Tier.FIRST,
        notes=[*closed, *opening.notes_of(calendar, day.date)],
        people=list(_people(seen, day, tier)),
    )


def _people(seen: Days, day: Day, tier: Tier) -> Iterator[_OnDay]:
    """Who begins on the day, and from when where there are several; then the holes."""
    mine = [each for each in day.shifts if each.tier == tier and each.start >= day.start]
    for each in mine:
        since = days.clock(each.start, seen.time_zone) if len(mine) > 1 else None
        yield _OnDay(since, each.name)
    if tier is Tier.FIRST:
        for hole in day.holes:
            yield _OnDay(days.times(hole.start, hole.end, day, seen.time_zone), "Nobody")
