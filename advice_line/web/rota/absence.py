"""Somebody is away, and is back: one's own days, and for a manager anybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Posted, Typed, Visit
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice
from advice_line.web.rota import owed, places
from advice_line.web.rota.cover import standing, week_of
from advice_line.web.rota.doors import Link
from advice_line.web.rota.ending import ended
from advice_line.web.rota.labels import ABSENCES
from advice_line.web.rota.reading import Reading, shown_time
from advice_line.web.rota.saving import Saving
from advice_line.web.rota.week import chosen
from rota.values import AbsenceKind

router = APIRouter()
OF_ANYBODY, OWN = "/rota/absence", "/rota/mine/away"
MINE = Link("/rota/mine", "My shifts")


@router.get(OF_ANYBODY)
def of_anybody(
    visit: Here,
    line: str | None = None,
    person: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Response:
    of, _ = chosen(visit, line)
    return _page(visit, of, {"person": person or ""} | _prefilled(of, start, end), own=False)


@router.get(OWN)
def own(visit: Here, start: str | None = None, end: str | None = None) -> Response:
    of, _ = chosen(visit, None)
    # Ill at twenty to eight, on a phone: from now on, unless they say otherwise.
    return _page(visit, of, _prefilled(of, start or visit.now.isoformat(), end), own=True)


@router.post(OF_ANYBODY)
def save(visit: Here, form: Typed) -> Response:
    return _save(visit, form, own=False)


@router.post(OWN)
def save_own(visit: Here, form: Typed) -> Response:
    return _save(visit, form, own=True)


@router.post("/rota/absence/{key}/end")
def back(visit: Here, key: str, form: Posted) -> Response:
    return _back(visit, key, form, "back", standing(form))


@router.post("/rota/mine/away/{key}/end")
def back_myself(visit: Here, key: str, form: Posted) -> Response:
    return _back(visit, key, form, "back-own", MINE)


def _back(visit: Visit, key: str, form: Mapping[str, str], word: str, to: Link) -> Response:
    back = partial(visit.site.roster.back, visit.actor, key=key)
    return ended(visit, form, lambda why: back(**why, form_key=visit.key(form)), word, to)


def _save(visit: Visit, form: Mapping[str, str], *, own: bool) -> Response:
    of, _ = chosen(visit, None)
    to, word = (MINE, "absence-own") if own else (week_of(of, form), "absence")
    return Saving(visit, of, form, word, to).by(
        lambda: _absent(visit, form, own=own), partial(_page, visit, of, form, own=own)
    )


def _absent(visit: Visit, form: Mapping[str, str], *, own: bool) -> Done:
    read = Reading(form)
    person = own_key(visit) if own else read.needed("person", "Choose who is away.")
    kind = read.needed("kind", "Say why, with one tap.")
    start = read.time("start", "Give the day and the time from which it begins.")
    end = read.time("end", "Give the day and the time at which it ends.")
    if kind and kind not in list(AbsenceKind):
        read.wrong("kind", "Say why, with one tap.")
    read.check()
    done = visit.site.roster.absent(
        visit.actor,
        person=person,
        kind=AbsenceKind(kind),
        start=start,
        end=end,
        reason=read.text("reason"),
        form_key=visit.key(form),
    )
    return replace(done, notes=(*done.notes, *owed.sentences(visit, person)))


def own_key(visit: Visit) -> str:
    """Of the signed-in person, by which the doors know them."""
    return visit.site.roster.shifts_of(visit.actor, weeks=1).person


def _prefilled(of: Line, start: str | None, end: str | None) -> dict[str, str]:
    return {
        "start": shown_time(places.instant(start), of.time_zone),
        "end": shown_time(places.instant(end), of.time_zone),
    }


def _page(
    visit: Visit,
    of: Line,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
    *,
    own: bool,
) -> Response:
    everybody = visit.site.roster.colleagues(visit.actor)
    people = [] if own else everybody
    return visit.page(
        "rota/absence.html",
        status=status,
        of=of,
        back=MINE if own else Link(places.at("/rota", line=of.key), "Rota"),
        action=OWN if own else OF_ANYBODY,
        own=own,
        managers=visit.site.roster.told_of_absence(visit.actor),
        colleagues=len(everybody) - 1,
        form=form,
        people=[Choice(each.key, each.name) for each in people],
        kinds=choices(ABSENCES),
        breaches=breaches,
        form_token=visit.form_token(),
        problems=problems,
    )
