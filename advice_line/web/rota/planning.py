"""A proposal for a period's open sessions: made, looked at with its reasons, changed, accepted or
refused. Nothing is on the rota before it is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem, ReasonNeeded
from advice_line.rules import unsocial_words
from advice_line.staffing.plans.planned import ProposalShown, Proposed
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.lines import choices
from advice_line.web.rendering import Choice
from advice_line.web.rota import fairness, places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.reading import Reading, reasoned
from advice_line.web.rota.saving import finished
from advice_line.web.rota.week import chosen, today_of
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/plan"
DAYS_PLANNED = timedelta(days=28)
NOBODY = "nobody"
_SOLVERS = {
    "greedy": "one session after the other",
    "ortools": "all sessions together, by OR-Tools",
}


@dataclass(frozen=True)
class _Session:
    slot: str
    tier: str
    start: datetime
    end: datetime
    unsocial: bool
    person: str | None
    name: str | None
    why: str
    edited: bool
    people: list[Choice]
    others: list[str]
    breaches: tuple[str, ...]


@router.get(PLACE)
def begin(visit: Here, line: str | None = None) -> Response:
    of, _ = chosen(visit, line)
    today = today_of(visit.now, of)
    form = {
        "first_day": today.isoformat(),
        "last_day": (today + DAYS_PLANNED).isoformat(),
        "tier_1": "yes",
        "tier_2": "yes",
    }
    return _begin(visit, of, form)


@router.post(PLACE)
def propose(visit: Here, form: Posted) -> Response:
    of, _ = chosen(visit, form.get("line"))
    read = Reading(form)
    first = read.day("first_day", "Give the first day.")
    last = read.day("last_day", "Give the last day.")
    tiers = [each.value for each in Tier if f"tier_{each.value}" in form]
    if not tiers:
        read.wrong("tier_1", "Choose at least one tier.")
    try:
        read.check()
        made = visit.site.planning.propose(
            visit.actor, line=of.key, first_day=first, last_day=last, tiers=tiers
        )
    except Invalid as error:
        return _begin(visit, of, form, error.problems)
    return visit.go(f"{PLACE}/{made.id}")


@router.get("/rota/plan/{proposal}")
def look(visit: Here, proposal: str) -> Response:
    return _page(visit, visit.site.planning.shown(visit.actor, proposal))


@router.post("/rota/plan/{proposal}/session")
def edit(visit: Here, proposal: str, form: Posted) -> Response:
    slot, person = form.get("slot", ""), form.get("person")
    chosen_one = None if person in (None, "", NOBODY) else person
    visit.site.planning.edit(visit.actor, proposal, slot=slot, person=chosen_one)
    return visit.go(f"{PLACE}/{proposal}#{slot}")


@router.post("/rota/plan/{proposal}/accept")
def accept(visit: Here, proposal: str, form: Posted) -> Response:
    try:
        done = visit.site.planning.accept(visit.actor, proposal, **reasoned(form))
    except ReasonNeeded as needed:
        shown = visit.site.planning.shown(visit.actor, proposal)
        return _page(visit, shown, form, needed.problems, needed.breaches)
    shown = visit.site.planning.shown(visit.actor, proposal)
    to = Link(places.at("/rota", line=shown.line, week=shown.first_day), "Rota")
    return finished(visit, done, "plan", to)


@router.post("/rota/plan/{proposal}/refuse")
def refuse(visit: Here, proposal: str, form: Posted) -> Response:
    visit.site.planning.refuse(visit.actor, proposal, reason=Reading(form).text("reason"))
    line = visit.site.planning.shown(visit.actor, proposal).line
    return visit.go(places.at("/rota", line=line, done="plan-refused"))


def _begin(
    visit: Visit, of: Line, form: Mapping[str, str], problems: Sequence[Problem] = ()
) -> Response:
    lines = visit.site.roster.lines(visit.actor)
    return visit.page(
        "rota/plan.html",
        status=422 if problems else 200,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        line=of.key,
        form=form,
        unsocial=unsocial_words.said(visit.site.planning.unsocial),
        tiers=[Choice(tier.value, label) for tier, label in TIERS.items()],
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(
    visit: Visit,
    shown: ProposalShown,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
) -> Response:
    of, _ = chosen(visit, shown.line)
    people = [Choice(each.key, each.name) for each in visit.site.roster.colleagues(visit.actor)]
    return visit.page(
        "rota/proposal.html",
        status=422 if problems else 200,
        now=shown.now,
        of=of,
        back=Link(places.at(PLACE, line=of.key), "Plan a period"),
        here=f"{PLACE}/{shown.id}",
        line_name=shown.line_name,
        first_day=shown.first_day,
        last_day=shown.last_day,
        state=shown.state,
        solver=_SOLVERS[shown.solver],
        filled=shown.filled,
        sessions=[_session(each, people) for each in shown.sessions],
        charts=fairness.charts(shown.figures),
        figures=shown.figures,
        form=form or {},
        breaches=breaches,
        form_token=visit.form_token(),
        problems=problems,
    )


def _session(proposed: Proposed, people: Sequence[Choice]) -> _Session:
    """Whoever could take it as well is named first."""
    could = [each for each in people if each.value in proposed.could]
    rest = [each for each in people if each not in could]
    return _Session(
        slot=proposed.slot,
        tier=TIERS[Tier(proposed.tier)],
        start=proposed.start,
        end=proposed.end,
        unsocial=proposed.unsocial,
        person=proposed.person,
        name=proposed.name,
        why=proposed.why,
        edited=proposed.edited,
        people=[*could, *rest],
        others=[each.why for each in proposed.others],
        breaches=proposed.breaches,
    )
