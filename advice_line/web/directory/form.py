"""An organisation put right, or added, by hand: what was typed stays whatever is wrong with it."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Conflict, Invalid, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses, labels
from advice_line.web.rota import places

router = APIRouter()


@router.get(f"{addresses.PLACE}/new")
def new(visit: Here, code: str = "") -> Response:
    return _page(visit, {"code": code[:20], "kind": "practice"}, None)


@router.post(f"{addresses.PLACE}/new")
def add(visit: Here, form: Posted) -> Response:
    try:
        code = visit.site.directory.add(
            visit.actor, form.get("code", ""), form.get("kind", ""), form, visit.key(form)
        )
    except Invalid as error:
        return _page(visit, form, None, error.problems, status=422)
    return visit.go(places.at(addresses.of(code), done="added"))


@router.get(f"{addresses.PLACE}/{{code}}/edit")
def look(visit: Here, code: str) -> Response:
    shown = visit.site.directory.shown(visit.actor, code)
    return _page(visit, shown.typed | {"seen": shown.seen}, code)


@router.post(f"{addresses.PLACE}/{{code}}/edit")
def save(visit: Here, code: str, form: Posted) -> Response:
    try:
        visit.site.directory.save(
            visit.actor,
            code,
            form,
            seen=form.get("seen", ""),
            said_by=form.get("said_by", "").strip()[:100],
            token=visit.key(form),
        )
    except Invalid as error:
        return _page(visit, form, code, error.problems, status=422)
    except Conflict as error:
        now = visit.site.directory.shown(visit.actor, code)
        again = {**form, "seen": now.seen}
        return _page(visit, again, code, [Problem("", error.sentence)], status=409)
    return visit.go(places.at(addresses.of(code), done="saved"))


def _page(
    visit: Visit,
    form: Mapping[str, str],
    code: str | None,
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
) -> Response:
    """`code` is None of one that is added."""
    shown = visit.site.directory.shown(visit.actor, code) if code else None
    return visit.page(
        "directory/form.html",
        status=status,
        code=code,
        name=shown.organisation.name if shown else "",
        back=addresses.of(code) if code else addresses.PLACE,
        action=addresses.of(code, "edit") if code else f"{addresses.PLACE}/new",
        kinds=labels.KINDS,
        form=form,
        form_token=visit.form_token(),
        problems=problems,
    )
