"""The link in a notice of a gap in its last hour. Opening it takes nothing, since scanners open
links; its button puts who was told of the gap on tier 1."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.rules import notices
from advice_line.staffing.watching.watched import Watched
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
ADDRESS = "/rota/take/{token}"


@dataclass(frozen=True)
class Gap:
    id: str
    line: str
    when: str


@router.get(ADDRESS)
def look(visit: Here, token: str) -> Response:
    return _page(visit, token)


@router.post(ADDRESS)
def take(visit: Here, token: str, form: Posted) -> Response:
    before = visit.site.rota_watch.link(token)
    chosen = form.get("finding", "")
    done = visit.site.rota_watch.take_by_link(token, chosen, form_key=visit.key(form))
    taken = next((_shown(each) for each in before.gaps if each.id == chosen), None)
    return _page(visit, token, taken=taken, notes=done.notes)


def _page(
    visit: Visit, token: str, taken: Gap | None = None, notes: tuple[str, ...] = ()
) -> Response:
    seen = visit.site.rota_watch.link(token)
    return visit.page(
        "rota/take.html",
        now=seen.now,
        person=seen.person.name,
        gaps=[_shown(each) for each in seen.gaps],
        taken=taken,
        notes=notes,
        action=f"/rota/take/{token}",
        form_token=visit.form_token(),
    )


def _shown(gap: Watched) -> Gap:
    return Gap(gap.id, gap.line_name, notices.stretch(gap.start, gap.end, gap.time_zone))
