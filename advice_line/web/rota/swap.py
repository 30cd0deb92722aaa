"""One shift for another: a colleague is chosen, then one of their shifts."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.staffing.rostering.shown import Shift
from advice_line.staffing.swaps.shown import Part
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Visit
from advice_line.web.rendering import Choice
from advice_line.web.rota import places, shift
from advice_line.web.rota.asked import part_in_words
from advice_line.web.rota.doors import Link

router = APIRouter()
PLACE = "/rota/mine/swap"


@dataclass(frozen=True)
class _Colleague:
    name: str
    href: str
    current: bool


@router.get(PLACE)
def choose(
    visit: Here,
    line: str | None = None,
    tier: str | None = None,
    person: str | None = None,
    at: str | None = None,
    of: str | None = None,
) -> Response:
    on, given = shift.find(visit, line, tier, person, at)
    return visit.page(
        "rota/swap.html",
        of=on,
        back=Link(shift.place(given), "Your shift"),
        given=part_in_words(Part(given.tier, given.start, given.end), on.time_zone),
        colleagues=list(_colleagues(visit, given, of)),
        chosen=of,
        theirs=list(_theirs(visit, on, given, of)) if of else [],
        fields=shift.fields(given),
        form_token=visit.form_token(),
    )


def _colleagues(visit: Visit, given: Shift, chosen: str | None) -> Iterator[_Colleague]:
    for each in visit.site.roster.colleagues(visit.actor):
        if each.key != given.person:
            href = places.with_more(shift.place(given, PLACE), {"of": each.key})
            yield _Colleague(each.name, href, each.key == chosen)


def _theirs(visit: Visit, on: Line, given: Shift, of: str) -> Iterator[Choice]:
    """Their shifts to come on the same line; those that overlap the given one are no exchange."""
    for each in visit.site.roster.shifts_of(visit.actor, of).shifts:
        apart = each.end <= given.start or given.end <= each.start
        if each.line == on.key and each.start > visit.now and apart:
            start, end = places.written(each.start), places.written(each.end)
            words = part_in_words(Part(each.tier, each.start, each.end), on.time_zone)
            yield Choice(f"{each.tier},{start},{end}", words)
