"""What the watch has found wrong with the rota, who was told of it, and a gap that is taken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem, ReasonNeeded
from advice_line.rota_kinds import FindingKind
from advice_line.rules import notices
from advice_line.staffing.watching.watched import ReachCheck, Watched
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import FINDINGS, TIERS
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.said import said
from advice_line.web.rota.saving import finished
from advice_line.web.rota.week import chosen
from rota import columns, walltime
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/gaps"


@dataclass(frozen=True)
class _Told:
    at: datetime
    names: str


@dataclass(frozen=True)
class ShownFinding:
    """`href` is where it is mended, for who may."""

    id: str
    what: str
    who: str | None
    start: datetime
    end: datetime
    told: list[_Told]
    tells_at: datetime | None
    may_take: bool
    href: str | None
    breaches: tuple[str, ...]


@dataclass(frozen=True)
class _Check:
    who: str
    starts_at: datetime
    asked_at: datetime
    state: str
    good: bool


@router.get(PLACE)
def look(
    visit: Here, line: str | None = None, done: str | None = None, taken: str | None = None
) -> Response:
    of, _ = chosen(visit, line)
    return _page(visit, line, done=_taken(visit, of, taken) or said(done))


@router.post("/rota/gaps/{finding}/take")
def take(visit: Here, finding: str, form: Posted) -> Response:
    line = form.get("line")
    try:
        done = visit.site.rota_watch.take(
            visit.actor, finding, **reasoned(form), form_key=visit.key(form)
        )
    except ReasonNeeded as needed:
        return _page(visit, line, finding, needed.problems, needed.breaches)
    except Invalid as error:
        return _page(visit, line, finding, error.problems)
    of, _ = chosen(visit, line)
    to = Link(places.at(PLACE, line=line, taken=done.key), "Gaps")
    return finished(visit, done, "gap", to, told=_taken(visit, of, done.key))


def _taken(visit: Visit, of: Line, key: str | None) -> str | None:
    """From when to when the reader is on by taking a gap, by the key of the first take-over; what
    the watch finds lies in one day, and others may be on for a part of it."""
    every = visit.site.roster.history(visit.actor, of.key).rota.take_overs
    me = next((each.taker for each in every if each.key == key), None)
    if visit.actor.label != f"responder:{me}":
        return None
    zone = columns.read_zone(of.time_zone)
    first = next(each.start for each in every if each.key == key)
    day = walltime.local_day(first, zone)
    mine = [
        notices.stretch(each.start, each.end, of.time_zone)
        for each in every
        if each.taker == me and walltime.local_day(each.start, zone) == day
    ]
    return f"You are on: tier 1 of {of.name}, {'; '.join(mine)}."


def _page(
    visit: Visit,
    line: str | None,
    refused: str | None = None,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
    *,
    done: str | None = None,
) -> Response:
    """`refused` is the finding whose taking met the problems and breaches."""
    of, lines = chosen(visit, line)
    found = visit.site.rota_watch.findings(visit.actor, of.key)
    checks = visit.site.rota_watch.checks(visit.actor, of.key)
    against = {refused: tuple(breaches)}
    return visit.page(
        "rota/gaps.html",
        status=422 if problems else 200,
        now=found.now,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        line=of.key,
        done=done,
        looked_at=found.looked_at,
        behind=found.behind,
        gaps=[_shown(visit, each, against.get(each.id, ())) for each in found.gaps],
        others=[_shown(visit, each, ()) for each in found.others],
        checks=[_check(each) for each in checks],
        form_token=visit.form_token(),
        problems=[replace(each, field=f"{each.field}-{refused}") for each in problems],
    )


def _shown(visit: Visit, found: Watched, breaches: tuple[str, ...]) -> ShownFinding:
    return ShownFinding(
        id=found.id,
        what=FINDINGS[found.kind],
        who=_who(found),
        start=found.start,
        end=found.end,
        told=[_Told(each.at, ", ".join(to.name for to in each.to)) for each in found.told],
        tells_at=found.tells_at,
        may_take=found.may_take,
        href=_mended_at(visit, found),
        breaches=breaches,
    )


def _who(found: Watched) -> str | None:
    tier = [TIERS[Tier(found.tier)]] if found.tier else []
    return ", ".join([*tier, *(each.name for each in found.people)]) or None


def _mended_at(visit: Visit, found: Watched) -> str | None:
    if not visit.actor.may(Action.CHANGE_ROTA):
        return None
    if found.kind is FindingKind.HOLIDAYS_UNKNOWN:
        return places.at("/rota/day", line=found.line)
    return places.at(
        "/rota/cover", line=found.line, tier=found.tier, start=found.start, end=found.end
    )


def _check(check: ReachCheck) -> _Check:
    answered = check.answered_at is not None
    told = check.told_at is not None
    state = "answered" if answered else "no answer: told" if told else "no answer yet"
    return _Check(check.person.name, check.starts_at, check.asked_at, state, answered)
