"""A manager puts somebody on a tier for a while, and takes that back."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.kinds import StaffRole
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Posted, Typed, Visit
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice
from advice_line.web.rota import places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.ending import ended
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.reading import Reading, reasoned, shown_time, typed_time
from advice_line.web.rota.saving import Saving
from advice_line.web.rota.week import chosen
from rota.values import Tier

router = APIRouter()
_WHO = ("who", "who_2", "who_3")


@router.get("/rota/cover")
def show(
    visit: Here,
    line: str | None = None,
    tier: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Response:
    of, _ = chosen(visit, line)
    form = {
        "tier": tier or Tier.FIRST.value,
        "start": shown_time(places.instant(start), of.time_zone),
        "end": shown_time(places.instant(end), of.time_zone),
    }
    return _page(visit, of, form)


@router.post("/rota/cover")
def save(visit: Here, form: Typed) -> Response:
    of, _ = chosen(visit, form.get("line"))
    saving = Saving(visit, of, form, "cover", week_of(of, form), lambda: _mine(visit, form))
    return saving.by(lambda: _cover(visit, of, form), partial(_page, visit, of, form))


@router.post("/rota/cover/{key}/end")
def end(visit: Here, key: str, form: Posted) -> Response:
    of, _ = chosen(visit, form.get("line"))
    uncover = partial(visit.site.roster.uncover, visit.actor, line=of.key, key=key)
    return ended(
        visit,
        form,
        lambda why: uncover(**why, form_key=visit.key(form)),
        "uncover",
        standing(form),
    )


def _cover(visit: Visit, of: Line, form: Mapping[str, str]) -> Done:
    read = Reading(form)
    tier = read.needed("tier", "Choose a tier.")
    who = read.people(*_WHO)
    if not who:
        read.wrong("who", "Choose who is to be on.")
    start = read.time("start", "Give the day and the time from which they are on.")
    end = read.time("end", "Give the day and the time until which they are on.")
    read.check()
    return visit.site.roster.cover(
        visit.actor,
        line=of.key,
        tier=tier,
        who=who,
        start=start,
        end=end,
        **reasoned(form),
        supervisor=read.text("supervisor"),
        version=read.text("version"),
        form_key=visit.key(form),
    )


def _page(
    visit: Visit,
    of: Line,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
) -> Response:
    people = visit.site.roster.colleagues(visit.actor)
    doctors = [each for each in people if each.role == StaffRole.RADIOLOGIST]
    return visit.page(
        "rota/cover.html",
        status=status,
        of=of,
        back=places.at("/rota", line=of.key),
        line=of.key,
        line_name=of.name,
        form=form,
        tiers=choices(TIERS),
        people=[Choice(each.key, each.name) for each in people],
        radiologists=[Choice(each.key, each.name) for each in doctors],
        breaches=breaches,
        version=form.get("version") or visit.site.roster.now(visit.actor, of.key).version,
        form_token=visit.form_token(),
        problems=problems,
    )


def standing(form: Mapping[str, str]) -> Link:
    """What stands on the line, where each of it can be taken back."""
    return Link(places.at("/rota/standing", line=form.get("line")), "What stands")


def week_of(of: Line, form: Mapping[str, str]) -> Link:
    """The week in which what was typed begins."""
    begins = places.day(form.get("start", "")[:10])
    return Link(places.at("/rota", line=of.key, week=begins), "Rota")


def _mine(visit: Visit, form: Mapping[str, str]) -> list[str]:
    names = visit.site.roster.names(visit.actor)
    who = ", ".join(names.get(key, key) for key in Reading(form).people(*_WHO))
    tier = TIERS[Tier(form["tier"])]
    return [f"{typed_time(form, 'start')} to {typed_time(form, 'end')}: {tier}, {who}"]
