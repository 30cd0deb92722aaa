"""A manager closes the line for a while, in one step, and opens it again."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Posted, Typed, Visit
from advice_line.web.rota import before_saving, places
from advice_line.web.rota.cover import standing
from advice_line.web.rota.doors import Link
from advice_line.web.rota.reading import Reading
from advice_line.web.rota.saving import Saving, finished
from advice_line.web.rota.week import chosen

router = APIRouter()


@router.get("/rota/close")
def show(visit: Here, line: str | None = None) -> Response:
    of, _ = chosen(visit, line)
    return _page(visit, of, {})


@router.post("/rota/close")
def close(visit: Here, form: Typed) -> Response:
    of, _ = chosen(visit, form.get("line"))
    to = Link(places.at("/rota", line=of.key), "Rota")
    return Saving(visit, of, form, "close", to, undone_by="closure").by(
        lambda: _close(visit, of, form), partial(_page, visit, of, form)
    )


@router.post("/rota/close/{key}/end")
def reopen(visit: Here, key: str, form: Posted) -> Response:
    line = form.get("line", "")
    done = visit.site.roster.reopen(visit.actor, line=line, key=key, form_key=visit.key(form))
    word = "still-closed" if done.notes else "reopen"
    return finished(visit, done, word, standing(form))


def _close(visit: Visit, of: Line, form: Mapping[str, str]) -> Done:
    read = Reading(form)
    start = read.maybe_time("start", "Give the day and the time, or leave it empty for now.")
    end = read.time("end", "Give the day and the time at which it opens again.")
    reason = read.needed("reason", "Say why. Callers and the public page are told so.")
    read.check()
    return visit.site.roster.close(
        visit.actor,
        line=of.key,
        start=start,
        end=end,
        reason=reason,
        greeting=read.text("greeting"),
        divert_to=read.text("divert_to"),
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
    return visit.page(
        "rota/close.html",
        status=status,
        of=of,
        back=places.at("/rota", line=of.key),
        line=of.key,
        line_name=of.name,
        form=form,
        does=before_saving.of_closing(visit, of, form),
        breaches=breaches,
        form_token=visit.form_token(),
        problems=problems,
    )
