"""One shift: whose it is, how they came to it, and what the reader may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import NotFound, Problem
from advice_line.rules import swap_offers
from advice_line.staffing.rostering.shown import Shift
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Visit
from advice_line.web.rendering import Choice
from advice_line.web.rota import days, places
from advice_line.web.rota.chain import Chain, Step
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.reading import shown_time
from advice_line.web.rota.week import chosen, monday_of
from rota import columns, explaining, walltime
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/shift"
_INSTANT = timedelta(microseconds=1)
OWN, FOR_OTHERS = "/rota/mine/ask", "/rota/ask"


@dataclass(frozen=True)
class _Shift:
    name: str
    mine: bool
    on_now: bool
    tier: str
    line: str
    start: datetime
    end: datetime
    how: str | None
    supervisor: str | None
    fields: list[tuple[str, str]]


@dataclass(frozen=True)
class _Undo:
    action: str
    label: str


@router.get(PLACE)
def look(
    visit: Here,
    line: str | None = None,
    tier: str | None = None,
    person: str | None = None,
    at: str | None = None,
) -> Response:
    return page(visit, *find(visit, line, tier, person, at))


def find(
    visit: Visit, line: str | None, tier: str | None, person: str | None, at: str | None
) -> tuple[Line, Shift]:
    """The shift that somebody has on a tier at an instant. Raises `errors.NotFound`."""
    of, _ = chosen(visit, line)
    instant = places.instant(at)
    if instant is None:
        raise NotFound
    day = walltime.local_day(instant, columns.read_zone(of.time_zone))
    seen = visit.site.roster.week(visit.actor, of.key, monday_of(day))
    for shift in (each for day in seen.days for each in day.shifts):
        if (shift.tier, shift.person) == (tier, person) and shift.start <= instant < shift.end:
            return of, shift
    raise NotFound("This shift is not on the rota any more.")


def page(
    visit: Visit,
    of: Line,
    shift: Shift,
    *,
    status: int = 200,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
) -> Response:
    people = visit.site.roster.colleagues(visit.actor)
    names = visit.site.roster.names(visit.actor)
    to_come, manager = shift.end > visit.now, visit.actor.may(Action.CHANGE_ROTA)
    mine = shift.mine and visit.actor.may(Action.CHANGE_OWN_DUTY)
    return visit.page(
        "rota/shift.html",
        status=status,
        of=of,
        back=_back(shift, of),
        shift=_shown(visit, of, shift, names),
        why=_why(visit, shift),
        may_ask=to_come and (mine or manager),
        at_once=swap_offers.all_at_once(visit.now, shift.start),
        ask=OWN if mine else FOR_OTHERS,
        part={
            "start": shown_time(max(shift.start, visit.now), of.time_zone),
            "end": shown_time(shift.end, of.time_zone),
        },
        people=[Choice(each.key, each.name) for each in people if each.key != shift.person],
        swap_href=place(shift, "/rota/mine/swap") if mine and to_come else None,
        away_href=place(shift, "/rota/mine/away") if mine and to_come else None,
        cover_href=place(shift, "/rota/cover") if manager and to_come else None,
        absence_href=place(shift, "/rota/absence") if manager and to_come else None,
        may_take_over=_may_take_over(visit, shift),
        undo=_undo(visit, shift) if to_come else None,
        breaches=breaches,
        form_token=visit.form_token(),
        problems=problems,
    )


def _shown(visit: Visit, of: Line, shift: Shift, names: dict[str, str]) -> _Shift:
    supervisor = shift.supervisor
    return _Shift(
        name=shift.name,
        mine=shift.mine,
        on_now=shift.start <= visit.now < shift.end,
        tier=TIERS[Tier(shift.tier)],
        line=of.name,
        start=shift.start,
        end=shift.end,
        how=days.how(shift.source),
        supervisor=names.get(supervisor, supervisor) if supervisor else None,
        fields=fields(shift),
    )


def _why(visit: Visit, shift: Shift) -> list[Step]:
    """Of now for a shift that is going on, of its beginning else."""
    at = min(max(shift.start, visit.now), shift.end - _INSTANT)
    history = visit.site.roster.history(visit.actor, shift.line)
    mine = (
        each.why
        for each in explaining.explain(history, at)
        if not each.away and (each.duty.tier, each.duty.person_ref) == (shift.tier, shift.person)
    )
    return Chain(visit).steps(next(mine, ()))


def fields(shift: Shift) -> list[tuple[str, str]]:
    """As every form about it sends it; `at` is where it is found again."""
    start, end = places.written(shift.start), places.written(shift.end)
    about = {"line": shift.line, "tier": shift.tier, "person": shift.person}
    return [*(about | {"at": start, "start": start, "end": end}).items()]


def _back(shift: Shift, of: Line) -> Link:
    if shift.mine:
        return Link("/rota/mine", "My shifts")
    day = walltime.local_day(shift.start, columns.read_zone(of.time_zone))
    return Link(places.at("/rota", line=of.key, week=day), "Rota")


def place(shift: Shift, path: str = PLACE) -> str:
    """Of a page about the shift."""
    return places.with_more(path, dict(fields(shift)))


def _may_take_over(visit: Visit, shift: Shift) -> bool:
    going_on = shift.start <= visit.now < shift.end
    return going_on and not shift.mine and visit.actor.may(Action.CHANGE_OWN_DUTY)


def _undo(visit: Visit, shift: Shift) -> _Undo | None:
    """What brought the shift about may be taken back: a take-over by who has it, and both that and
    a cover by who may change the rota."""
    kind, _, key = shift.source.partition(":")
    if kind == "cover" and visit.actor.may(Action.CHANGE_ROTA):
        return _Undo(f"/rota/cover/{key}/end", "Take this cover back")
    if kind == "take_over" and (shift.mine or visit.actor.may(Action.CHANGE_ROTA)):
        return _Undo(f"/rota/take-over/{key}/end", "Give it back")
    return None
