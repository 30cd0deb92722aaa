"""A person's own shifts: what is coming, what they are asked, when they are away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.staffing.exchange.exchanged import FeedShown
from advice_line.staffing.rostering.shown import Away, OwnShifts, Shift
from advice_line.staffing.swaps.shown import Asked
from advice_line.web.access import Here, Visit
from advice_line.web.rendering import Choice
from advice_line.web.rota import asked, days
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import ABSENCES, TIERS
from advice_line.web.rota.said import said
from advice_line.web.rota.week import monday_of, week_in_words
from rota import columns, walltime
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/mine"
HERE = Link(PLACE, "My shifts")
PAUSES = [Choice("30", "30 minutes"), Choice("60", "1 hour"), Choice("120", "2 hours")]
Names = Mapping[str, str]


@dataclass(frozen=True)
class _OnNow:
    href: str
    tier: str
    line: str
    until: datetime


@dataclass(frozen=True)
class _Row:
    href: str
    day: date
    times: str
    where: str
    how: str | None
    state: str


@dataclass(frozen=True)
class _Week:
    label: str
    shifts: list[_Row]


@dataclass(frozen=True)
class _Away:
    key: str
    words: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class _Feed:
    id: str
    address: str | None


@router.get(PLACE)
def look(visit: Here, done: str | None = None) -> Response:
    return page(visit, done=done)


def page(
    visit: Visit,
    *,
    done: str | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    """Also with what was wrong with something that was sent from it."""
    own = visit.site.roster.shifts_of(visit.actor)
    requests = visit.site.swapping.requests_of(visit.actor)
    # A manager's are everybody's, among them those that they are asked themselves.
    to_me = {each.id for each in requests.to_me}
    names = {each.key: each.name for each in visit.site.roster.lines(visit.actor)}
    return visit.page(
        "rota/mine.html",
        status=status,
        now=own.now,
        done=said(done),
        to_me=[asked.shown(each, reader=own.person, to_me=True) for each in requests.to_me],
        mine=[
            asked.shown(each, reader=own.person, to_me=False)
            for each in requests.mine
            if each.id not in to_me
        ],
        on_now=[_on_now(each, names) for each in own.on_now],
        paused_until=own.paused_until,
        pauses=PAUSES,
        weeks=list(_weeks(own, requests.mine, names)),
        away=[_away(each) for each in own.away],
        feed=_feed(visit, own, visit.site.exchange.feeds.of(visit.actor)),
        form_token=visit.form_token(),
        problems=problems,
    )


def _on_now(shift: Shift, names: Names) -> _OnNow:
    tier, line = TIERS[Tier(shift.tier)], names[shift.line]
    return _OnNow(days.shift_place(shift), tier, line, shift.end)


def _weeks(own: OwnShifts, requests: Sequence[Asked], names: Names) -> Iterator[_Week]:
    zone = columns.read_zone(own.time_zone)
    dated = [(walltime.local_day(each.start, zone), each) for each in own.shifts]
    for monday, group in groupby(dated, key=lambda each: monday_of(each[0])):
        rows = [_row(shift, day, own, requests, names) for day, shift in group]
        yield _Week(week_in_words(monday), rows)


def _row(shift: Shift, day: date, own: OwnShifts, requests: Sequence[Asked], names: Names) -> _Row:
    start, end = (days.clock(each, own.time_zone) for each in (shift.start, shift.end))
    return _Row(
        href=days.shift_place(shift),
        day=day,
        times=f"{start} to {end}",
        where=f"{TIERS[Tier(shift.tier)]}, {names[shift.line]}",
        how=days.how(shift.source),
        state=_state(shift, own, requests),
    )


def _state(shift: Shift, own: OwnShifts, requests: Sequence[Asked]) -> str:
    if any(each.state == "open" and _about(each, shift) for each in requests):
        return "asked"
    return "now" if shift.start <= own.now else ""


def _about(request: Asked, shift: Shift) -> bool:
    given = request.given
    same = (request.giver, request.line, given.tier) == (shift.person, shift.line, shift.tier)
    return same and given.start < shift.end and shift.start < given.end


def _away(away: Away) -> _Away:
    words = ABSENCES[away.kind] if away.kind else "Away"
    return _Away(away.key, words, away.start, away.end)


def _feed(visit: Visit, own: OwnShifts, feeds: Sequence[FeedShown]) -> _Feed | None:
    """The newest of the reader's own that still shows something."""
    mine = [each for each in feeds if each.person == own.person and each.revoked_at is None]
    return next((_Feed(each.id, feed_address(visit, each)) for each in mine), None)


def feed_address(visit: Visit, feed: FeedShown) -> str | None:
    """Whole, as a calendar program is given it; only its maker is shown it."""
    return f"{visit.site.public_url}{feed.path}" if feed.path else None
