"""The directory for the office: a search, and what needs a look."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.kept.finding import Look
from advice_line.tables.directory import Organisation
from advice_line.trust.roles import Action
from advice_line.web.access import Here
from advice_line.web.directory import addresses, labels
from advice_line.web.rota import places

router = APIRouter()


@dataclass(frozen=True)
class _Row:
    href: str
    code: str
    name: str
    postcode: str
    network: str
    closed: bool


@dataclass(frozen=True)
class _Look:
    href: str
    label: str
    count: int
    current: bool


@router.get(addresses.PLACE)
def look(visit: Here, q: str = "", list: str = "") -> Response:  # as the address says
    chosen = Look(list) if list in set(Look) else None
    words = q[:100]
    shown = visit.site.directory.find(visit.actor, words, chosen)
    return visit.page(
        "directory/found.html",
        now=shown.now,
        query=words,
        every=shown.every,
        asked=bool(words.strip()) or chosen is not None,
        heading=labels.LOOKS[chosen] if chosen else "Found",
        rows=[_row(each) for each in shown.found.organisations],
        more=shown.found.more,
        whose=shown.found.whose,
        months=visit.site.directory.stale_months,
        looks=[
            _Look(
                places.at(addresses.PLACE, list=each.value),
                labels.LOOKS[each],
                shown.counts[each],
                each is chosen,
            )
            for each in labels.LOOKS
        ],
        people=visit.actor.may(Action.KEEP_PEOPLE),
        office=visit.actor.may(Action.SEE_PROBLEMS),
    )


def _row(of: Organisation) -> _Row:
    return _Row(
        href=addresses.of(of.key),
        code=of.key,
        name=of.name,
        postcode=of.postcode or "",
        network=of.network or "",
        closed=of.closed_on is not None,
    )
