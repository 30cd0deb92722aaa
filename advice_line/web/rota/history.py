"""Who was on duty at any moment, and why: as it was known then, which never changes afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.rules import labels
from advice_line.web.access import Here
from advice_line.web.lines import choices
from advice_line.web.rota import places, recent
from advice_line.web.rota.chain import Chain, Step
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.reading import Reading, shown_time
from advice_line.web.rota.week import chosen
from rota import columns, explaining, walltime
from rota.errors import RotaError
from rota.explaining import Reason
from rota.history import History

router = APIRouter()
PLACE = "/rota/history"


@dataclass(frozen=True)
class _Duty:
    """`away` is a duty that nobody had, because who would have had it was away."""

    tier: str
    name: str
    away: bool
    steps: list[Step]


@dataclass(frozen=True)
class _Moment:
    """`known_at` is None where it is told as it was, or is known now."""

    at: datetime
    known_at: datetime | None
    open: bool
    closed_reason: str | None
    opening: list[Step]
    duties: list[_Duty]


@router.get(PLACE)
def look(visit: Here, line: str | None = None, at: str = "", as_known_at: str = "") -> Response:
    of, lines = chosen(visit, line)
    history = visit.site.roster.history(visit.actor, of.key)
    chain, zone = Chain(visit), columns.read_zone(of.time_zone)
    form = {"at": at, "as_known_at": as_known_at}
    problems: Sequence[Problem] = ()
    moment = None
    try:
        asked, known = _asked(form, zone, history.now)
        moment = _moment(history, asked, known, chain)
        form = {
            "at": shown_time(asked, of.time_zone),
            "as_known_at": shown_time(known, of.time_zone),
        }
    except Invalid as error:
        problems = error.problems
    return visit.page(
        "rota/history.html",
        status=422 if problems else 200,
        now=history.now,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        line=of.key,
        form=form,
        moment=moment,
        changes=recent.changes(history, chain, of.time_zone),
        problems=problems,
    )


def _asked(form: dict[str, str], zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime | None]:
    """The instants asked for, on the wall clock where they name no zone."""
    read = Reading(form)
    at = read.maybe_time("at", "Give a day and a time.")
    known = read.maybe_time("as_known_at", "Give a day and a time, or leave it empty.")
    read.check()
    found = [_instant(each, zone, field) for each, field in ((at, "at"), (known, "as_known_at"))]
    return found[0] or now, found[1]


def _instant(given: datetime | None, zone: ZoneInfo, field: str) -> datetime | None:
    if given is None:
        return None
    try:
        return walltime.as_utc(given if given.tzinfo else walltime.to_utc(given, zone))
    except (RotaError, OverflowError) as error:
        raise Invalid([Problem(field, "Give a day of the years 1900 to 2200.")]) from error


def _moment(history: History, at: datetime, known: datetime | None, chain: Chain) -> _Moment:
    span = history.asked_at(at, known).span(at)
    later = known is not None and known < min(at, history.now)
    return _Moment(
        at=at,
        known_at=known if later else None,
        open=span.open,
        closed_reason=labels.why_closed(span.reason),
        opening=chain.steps(explaining.explain_opening(history, at, known)),
        duties=[_duty(each, chain) for each in explaining.explain(history, at, known)],
    )


def _duty(reason: Reason, chain: Chain) -> _Duty:
    return _Duty(
        tier=TIERS[reason.duty.tier],
        name=chain.name(reason.duty.person_ref),
        away=reason.away,
        steps=chain.steps(reason.why),
    )
