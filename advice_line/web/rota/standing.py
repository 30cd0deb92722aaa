"""What stands on a line beside its patterns, now and to come; each of it can be taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.rules import week_hours
from advice_line.web.access import Here
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.labels import ABSENCES, TIERS
from advice_line.web.rota.said import said
from advice_line.web.rota.week import chosen, today_of
from rota.opening import DayHours, LineCalendar
from rota.values import Cover, LineRota

router = APIRouter()
Names = Mapping[str, str]


@dataclass(frozen=True)
class _Standing:
    """From an instant to another, or a whole day where `start` is a date."""

    words: str
    start: datetime | date
    end: datetime | None
    action: str


@dataclass(frozen=True)
class _Group:
    id: str
    heading: str
    button: str
    rows: list[_Standing]


@router.get("/rota/standing")
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    of, lines = chosen(visit, line)
    history = visit.site.roster.history(visit.actor, of.key)
    names = visit.site.roster.names(visit.actor)
    groups = _groups(history.rota, names, history.now, today_of(history.now, of))
    return visit.page(
        "rota/standing.html",
        now=history.now,
        of=of,
        lines=choices("/rota/standing", of, lines),
        back=places.at("/rota", line=of.key),
        done=said(done),
        line=of.key,
        groups=[each for each in groups if each.rows],
        form_token=visit.form_token(),
    )


def _groups(rota: LineRota, names: Names, now: datetime, today: date) -> Iterator[_Group]:
    yield _Group("covers", "Covers", "Take this cover back", list(_covers(rota, names, now)))
    yield _Group("away", "Away", "End this absence", list(_absences(rota, names, now)))
    yield _Group("taken", "Taken over", "Give it back", list(_take_overs(rota, names, now)))
    yield _Group("closed", "Closed for a while", "Open again", list(_closures(rota, now)))
    days = sorted(_days(rota.calendar, today), key=lambda each: str(each.start))
    yield _Group("days", "Days of their own", "As every other day", days)


def _covers(rota: LineRota, names: Names, now: datetime) -> Iterator[_Standing]:
    for each in rota.covers:
        if each.end > now:
            words = f"{TIERS[each.tier]}: {_who(each, names)}"
            yield _Standing(words, each.start, each.end, f"/rota/cover/{each.key}/end")


def _absences(rota: LineRota, names: Names, now: datetime) -> Iterator[_Standing]:
    for each in rota.absences:
        if each.end > now:
            who = names.get(each.person_ref, each.person_ref)
            words = f"{who}: {ABSENCES[each.kind].lower()}"
            yield _Standing(words, each.start, each.end, f"/rota/absence/{each.key}/end")


def _take_overs(rota: LineRota, names: Names, now: datetime) -> Iterator[_Standing]:
    for each in rota.take_overs:
        if each.end > now:
            words = f"{TIERS[each.tier]}: {names.get(each.taker, each.taker)}"
            yield _Standing(words, each.start, each.end, f"/rota/take-over/{each.key}/end")


def _closures(rota: LineRota, now: datetime) -> Iterator[_Standing]:
    for each in rota.calendar.closures:
        if each.end > now:
            yield _Standing(each.reason, each.start, each.end, f"/rota/close/{each.key}/end")


def _days(calendar: LineCalendar, today: date) -> Iterator[_Standing]:
    words = {
        **{each.date: f"Closed ({each.reason})" for each in calendar.closed_days},
        **{each.date: _holiday(each.name) for each in calendar.holidays},
        **{each.date: f"{_hours(each)} ({each.reason})" for each in calendar.day_hours},
    }
    for day, said_of_it in words.items():
        if day >= today:
            yield _Standing(said_of_it, day, None, f"/rota/day/{day}/end")


def _hours(day: DayHours) -> str:
    return week_hours.times([(each.start, each.end) for each in day.periods])


def _holiday(name: str | None) -> str:
    return f"Bank holiday: {name}" if name else "Not a bank holiday here"


def _who(cover: Cover, names: Names) -> str:
    return ", ".join(names.get(key, key) for key in cover.who)
