"""Suggestions of guidance: what is asked again and again though no page is about it."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.web import lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.digests.addresses import GAPS
from advice_line.web.rota import places

router = APIRouter()


@router.get(GAPS)
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _page(visit, line, done=done)


@router.post(f"{GAPS}/{{gap}}/accept")
def accept(visit: Here, gap: str, form: Posted) -> Response:
    key = visit.site.digests.gaps.accept(visit.actor, gap, visit.key(form))
    return visit.go(f"/guidance/{key}/edit")


@router.post(f"{GAPS}/{{gap}}/decline")
def decline(visit: Here, gap: str, form: Posted) -> Response:
    line = form.get("line") or None
    try:
        visit.site.digests.gaps.decline(visit.actor, gap, form.get("reason", ""), visit.key(form))
    except Invalid as error:
        return _page(visit, line, {gap: form.get("reason", "")}, error.problems)
    return visit.go(places.at(GAPS, line=line, done="declined"))


def _page(
    visit: Visit,
    key: str | None,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.digests.gaps.look(visit.actor, key)
    return visit.page(
        "digests/gaps.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        line=found.line.key,
        lines=lines.choices(GAPS, found.line, found.lines),
        found=found,
        typed=typed or {},
        done=done,
        form_token=visit.form_token(),
        problems=problems,
    )
