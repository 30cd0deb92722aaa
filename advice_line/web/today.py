"""Today's board, for whoever is at work on a line and for the screen on their wall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.desk.staff.today import Board, Due, Lot, On, Seen
from advice_line.desk.staff.todays_calls import Hour
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Visit
from advice_line.web.labels import TIERS
from advice_line.web.rendering import render
from rota.values import Tier

router = APIRouter()
PLACE = "/desk/today"
NOW = f"{PLACE}/now"
# Where what a number stands for is seen, the first that the reader may open.
_LISTS = (("/desk", Action.CLAIM), ("/admin", Action.SEE_PROBLEMS))


@dataclass(frozen=True)
class _Tile:
    """`since` is from when the longest has waited, `due` when the next is owed."""

    words: str
    count: int
    since: datetime | None
    due: datetime | None
    late: int
    href: str | None


@dataclass(frozen=True)
class _Hour:
    name: str
    hour: Hour


@dataclass(frozen=True)
class _Line:
    board: Board
    tiles: list[_Tile]
    hours: list[_Hour]
    on: list[tuple[str, list[On]]]


@router.get(PLACE)
def today(visit: Here) -> Response:
    seen = visit.site.today.seen(visit.actor)
    return visit.page("responder/today.html", now=seen.now, **_shown(visit, seen))


@router.get(NOW)
def now(visit: Here) -> Response:
    """The board alone, for the page that shows it to ask for."""
    seen = visit.site.today.seen(visit.actor)
    frame = visit.frame(now=seen.now)
    return HTMLResponse(render("responder/today_now.html", frame=frame, **_shown(visit, seen)))


def _shown(visit: Visit, seen: Seen) -> dict[str, Any]:
    return {
        "lines": [_line(visit, each, seen.now) for each in seen.boards],
        "alarms": seen.alarms,
        "as_of": seen.now,
    }


def _line(visit: Visit, board: Board, at: datetime) -> _Line:
    zone = ZoneInfo(visit.frame(now=at).time_zone)
    return _Line(
        board=board,
        tiles=list(_tiles(visit, board)),
        hours=[_Hour(_name(each, zone), each) for each in board.calls.hours],
        on=[
            (TIERS[tier], [each for each in board.on if each.tier == tier])
            for tier in Tier
            if any(each.tier == tier for each in board.on)
        ],
    )


def _tiles(visit: Visit, board: Board) -> Iterator[_Tile]:
    of_list = next((href for href, action in _LISTS if visit.actor.may(action)), None)
    alerts = "/alerts" if visit.actor.may(Action.SEE_WORKLIST) else None
    calls = board.calls
    yield _lot("Waiting on the telephone", Lot(calls.waiting, calls.longest), of_list)
    yield _lot("Nobody has taken", board.nobody_has, of_list)
    yield _owed("Call backs owed", board.call_backs, of_list)
    yield _owed("Written questions to answer", board.answers, of_list)
    yield _owed("Records to write", board.records, of_list)
    yield _Tile("Alerts that nobody has ended", board.alerts, None, None, 0, alerts)


def _lot(words: str, lot: Lot, href: str | None) -> _Tile:
    return _Tile(words, lot.count, lot.since, None, 0, href)


def _owed(words: str, due: Due, href: str | None) -> _Tile:
    return _Tile(words, due.count, None, due.first, due.late, href)


def _name(hour: Hour, zone: ZoneInfo) -> str:
    """As the wall clock has it; the hour that comes twice as the clock goes back says so."""
    local = hour.starts_at.astimezone(zone)
    twelve = local.strftime("%I").lstrip("0") + local.strftime("%p").lower()
    return f"{twelve} again" if local.fold else twelve
