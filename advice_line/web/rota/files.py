"""The rota in and out: files to download, calendars of a line, files to bring in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.staffing.exchange.exchanged import FeedShown, SourceShown
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.labels import choices as label_choices
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.mine import feed_address
from advice_line.web.rota.reading import Reading
from advice_line.web.rota.said import said
from advice_line.web.rota.week import chosen, today_of
from rota import columns, walltime
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/files"
AHEAD = timedelta(days=56)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Feed:
    """`address` is shown to its maker alone."""

    id: str
    made_by: str
    made_at: datetime
    last_read_at: datetime | None
    address: str | None


@dataclass(frozen=True)
class _Source:
    """A calendar elsewhere that is duty here. `failure` says why the last try brought nothing; what
    the last good one brought stays. `notes` are on entries that were left out."""

    id: str
    words: str
    failure: str | None
    notes: tuple[str, ...]
    last_good_at: datetime | None


@router.get(PLACE)
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    of, _ = chosen(visit, line)
    return page(visit, of, done=done)


@router.get("/rota/export")
def export(
    visit: Here,
    line: str | None = None,
    first_day: str = "",
    last_day: str = "",
    form: str = "csv",
) -> Response:
    of, _ = chosen(visit, line)
    asked = {"first_day": first_day, "last_day": last_day}
    read = Reading(asked)
    first, last = (read.day(each, "Give a day.") for each in asked)
    zone = columns.read_zone(of.time_zone)
    try:
        read.check()
        served = visit.site.exchange.exchanging.export(
            visit.actor,
            line=of.key,
            start=walltime.day_start(first, zone),
            end=walltime.day_start(last + _DAY, zone),
            form=form,
        )
    except (Invalid, OverflowError) as error:
        return page(visit, of, asked, problems=_problems(error))
    name = f'attachment; filename="{served.name}"'
    headers = {"content-disposition": name}
    return Response(served.body, media_type=served.media_type, headers=headers)


@router.post("/rota/files/feed")
def make(visit: Here, form: Posted) -> Response:
    of, _ = chosen(visit, form.get("line"))
    visit.site.exchange.feeds.make(visit.actor, line=of.key)
    return visit.go(places.at(PLACE, line=of.key, done="feed"))


@router.post("/rota/files/feed/{feed}/end")
def revoke(visit: Here, feed: str, form: Posted) -> Response:
    visit.site.exchange.feeds.revoke(visit.actor, feed)
    return visit.go(places.at(PLACE, line=form.get("line"), done="feed-end"))


def page(
    visit: Visit,
    of: Line,
    form: Mapping[str, str] | None = None,
    *,
    done: str | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    today = today_of(visit.now, of)
    lines = visit.site.roster.lines(visit.actor)
    feeds = [each for each in visit.site.exchange.feeds.of(visit.actor) if _standing(each, of)]
    asked = {"first_day": today.isoformat(), "last_day": (today + AHEAD).isoformat()}
    manager = visit.actor.may(Action.CHANGE_ROTA)
    sources = visit.site.exchange.sources.of(visit.actor, of.key) if manager else ()
    return visit.page(
        "rota/files.html",
        status=422 if problems else 200,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        done=said(done),
        line=of.key,
        form=asked | dict(form or {}),
        feeds=[_feed(visit, each) for each in feeds],
        may_import=manager,
        sources=[_source(each) for each in sources],
        tiers=label_choices(TIERS),
        form_token=visit.form_token(),
        problems=problems,
    )


def _source(source: SourceShown) -> _Source:
    shifts = "1 shift" if source.shifts == 1 else f"{source.shifts} shifts"
    return _Source(
        id=source.id,
        words=f"{TIERS[Tier(source.tier)]}: {source.host}, {shifts} to come",
        failure=source.failure,
        notes=source.notes,
        last_good_at=source.last_good_at,
    )


def _problems(error: Exception) -> Sequence[Problem]:
    if isinstance(error, Invalid):
        return [Problem("last_day", each.message) for each in error.problems]
    return [Problem("last_day", "Give days of the years 1900 to 2200.")]


def _standing(feed: FeedShown, of: Line) -> bool:
    return feed.line == of.key and feed.revoked_at is None


def _feed(visit: Visit, feed: FeedShown) -> _Feed:
    return _Feed(feed.id, feed.made_by, feed.made_at, feed.last_read_at, feed_address(visit, feed))
