"""What the watch has found wrong with the rota, who was told of it, and a gap that is taken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem, ReasonNeeded
from advice_line.kinds import FindingKind
from advice_line.staffing.watching.watched import ReachCheck, Telling, Watched
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import FINDINGS, MARKS, TIERS
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.said import said
from advice_line.web.rota.saving import finished
from advice_line.web.rota.week import chosen
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/gaps"


@dataclass(frozen=True)
class ShownFinding:
    """`told` says when who heard of it; `href` is where it is mended, for who may."""

    id: str
    what: str
    who: str | None
    start: datetime
    end: datetime
    told: list[str]
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
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _page(visit, line, done=done)


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
    return finished(visit, done, "take-over", Link(places.at(PLACE, line=line), "Gaps"))


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
        done=said(done),
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
        told=[_told(each) for each in found.told],
        tells_at=found.tells_at,
        may_take=found.may_take,
        href=_mended_at(visit, found),
        breaches=breaches,
    )


def _who(found: Watched) -> str | None:
    tier = [TIERS[Tier(found.tier)]] if found.tier else []
    return ", ".join([*tier, *(each.name for each in found.people)]) or None


def _told(telling: Telling) -> str:
    return f"{MARKS[telling.mark]}: {', '.join(each.name for each in telling.to)}"


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
