"""What a lead writes beside figures, and which queries a figure counts."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.shown.measuring import measure_of
from advice_line.errors import Invalid
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.audit import measure as page
from advice_line.web.audit.addresses import BEHIND, NOTE, PLACE, REBASE, WITHDRAW
from advice_line.web.audit.navigation import chosen
from advice_line.web.rota import places

router = APIRouter()


@router.post(NOTE)
def note(visit: Here, measure: str, form: Posted) -> Response:
    notes = visit.site.audit.notes
    return _done(visit, measure, form, lambda key: notes.note(visit.actor, form, key))


@router.post(REBASE)
def rebase(visit: Here, measure: str, form: Posted) -> Response:
    notes, of = visit.site.audit.notes, measure_of(measure)
    return _done(visit, measure, form, lambda key: notes.rebase(visit.actor, of.id, form, key))


@router.post(WITHDRAW)
def withdraw(visit: Here, measure: str, note: str, form: Posted) -> Response:
    notes = visit.site.audit.notes
    return _done(visit, measure, form, lambda key: notes.withdraw(visit.actor, note, key))


@router.get(BEHIND)
def behind(
    visit: Here, measure: str, line: str | None = None, period: str | None = None
) -> Response:
    found = visit.site.audit.behind.look(visit.actor, measure, line, period)
    path = f"{PLACE}/measures/{found.measure.id}"
    return visit.page(
        "audit/behind.html",
        now=found.now,
        of=found.choice.line,
        at=chosen(visit, found.choice, f"{path}/queries"),
        measure=found.measure,
        back=places.at(path, line=found.choice.line.key, period=found.choice.period.key),
        counted=found.counted,
        others=found.others,
        opens=found.opens,
    )


def _done(
    visit: Visit, measure: str, form: Mapping[str, str], act: Callable[[str], None]
) -> Response:
    line, period = form.get("line") or None, form.get("period") or None
    try:
        act(visit.key(form))
    except Invalid as error:
        return page.shown(visit, measure, line, period, None, form, error.problems)
    at = f"{PLACE}/measures/{measure_of(measure).id}"
    return visit.go(places.at(at, line=line, period=period) + "#beside")
