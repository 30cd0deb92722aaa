"""A file of shifts is brought in: looked through first, with what is wrong row by row, and put on
the rota when it is accepted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from advice_line.errors import Invalid, Problem, ReasonNeeded
from advice_line.staffing.exchange.exchanged import ImportShown, RowShift
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rota import files, places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.week import chosen
from rota.exchange import sheets
from rota.values import Tier

router = APIRouter()
PLACE = "/rota/import"
# A file of the longest that is read, and the form round it.
LARGEST_UPLOAD = sheets.MOST_BYTES + 64 * 1024
_MOST = sheets.MOST_BYTES // 1_000_000
TOO_LARGE = {
    "sentence": f"The file is larger than {_MOST} MB, the most that can be read at once."
    " Nothing was changed.",
    "mend": "Split it into several, and choose the first of them on the page of files.",
    "back_href": files.PLACE,
    "back_label": "Files and calendars",
}
_SHAPES = {
    "template": "our template",
    "rows": "one row a shift",
    "grid": "a grid of days and sessions",
}
_CHANGES = {"new": "new", "changed": "changed", "same": "stands already"}


async def uploaded(request: Request, _visit: Here) -> bytes | None:
    """The file of the form, None where none was chosen: a browser then sends one without a name."""
    found = (await request.form()).get("file")
    if not isinstance(found, UploadFile) or not found.filename:
        return None
    held = await found.read()
    await found.close()
    return held


Uploaded = Annotated[bytes | None, Depends(uploaded)]


@dataclass(frozen=True)
class _Shift:
    rows: str
    tier: str
    who: str
    start: datetime
    end: datetime
    change: str


@dataclass(frozen=True)
class _Note:
    row: int
    column: str
    message: str


@router.post(PLACE)
def preview(visit: Here, form: Posted, data: Uploaded) -> Response:
    of, _ = chosen(visit, form.get("line"))
    try:
        if data is None:
            raise Invalid([Problem("file", "Choose a CSV or XLSX file.")])
        shown = visit.site.exchange.exchanging.preview(
            visit.actor, line=of.key, data=data, sessions=_sessions(form)
        )
    except Invalid as error:
        return files.page(visit, of, form, problems=error.problems)
    return visit.go(f"{PLACE}/{shown.id}")


@router.get("/rota/import/{file}")
def look(visit: Here, file: str) -> Response:
    return _page(visit, visit.site.exchange.exchanging.shown(visit.actor, file))


@router.post("/rota/import/{file}/accept")
def accept(visit: Here, file: str, form: Posted) -> Response:
    # Before it is accepted: afterwards nothing of it is new any more.
    week = _first(visit.site.exchange.exchanging.shown(visit.actor, file))
    try:
        visit.site.exchange.exchanging.accept(
            visit.actor,
            file,
            good_rows_only="good_rows_only" in form,
            **reasoned(form),
        )
    except Invalid as error:
        breaches = error.breaches if isinstance(error, ReasonNeeded) else ()
        shown = visit.site.exchange.exchanging.shown(visit.actor, file)
        return _page(visit, shown, form, error.problems, breaches)
    line = visit.site.exchange.exchanging.shown(visit.actor, file).line
    return visit.go(places.at("/rota", line=line, week=week, done="import"))


@router.post("/rota/import/{file}/discard")
def discard(visit: Here, file: str, _form: Posted) -> Response:
    visit.site.exchange.exchanging.discard(visit.actor, file)
    line = visit.site.exchange.exchanging.shown(visit.actor, file).line
    return visit.go(places.at(files.PLACE, line=line, done="import-discarded"))


def _sessions(form: Mapping[str, str]) -> dict[str, str]:
    """ "AM=08:00-13:00, PM=13:00-19:00". Raises `errors.Invalid`."""
    found = {}
    for part in filter(None, (each.strip() for each in form.get("sessions", "").split(","))):
        name, equals, times = part.partition("=")
        if not equals:
            sentence = f'"{part}" names no times; write for example AM=08:00-13:00.'
            raise Invalid([Problem("sessions", sentence)])
        found[name.strip()] = times.strip()
    return found


def _first(shown: ImportShown) -> str | None:
    starts = [each.start for each in shown.shifts if each.change != "same"]
    return min(starts).date().isoformat() if starts else None


def _page(
    visit: Visit,
    shown: ImportShown,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
) -> Response:
    of, _ = chosen(visit, shown.line)
    return visit.page(
        "rota/import.html",
        status=422 if problems else 200,
        now=shown.now,
        of=of,
        back=Link(places.at(files.PLACE, line=of.key), "Files and calendars"),
        here=f"{PLACE}/{shown.id}",
        line_name=shown.line_name,
        shape=_SHAPES[shown.shape],
        state=shown.state,
        good=shown.good,
        wrong=[_Note(each.row, each.column, each.message) for each in shown.problems],
        notes=[_Note(each.row, each.column, each.message) for each in shown.notes],
        shifts=list(_shifts(shown.shifts)),
        form=form or {},
        breaches=breaches or shown.breaches,
        form_token=visit.form_token(),
        problems=problems,
    )


def _shifts(shifts: Sequence[RowShift]) -> Iterator[_Shift]:
    for each in shifts:
        supervised = f", supervised by {each.supervisor}" if each.supervisor else ""
        yield _Shift(
            rows=", ".join(str(row) for row in each.rows),
            tier=TIERS[Tier(each.tier)],
            who=", ".join(each.names) + supervised,
            start=each.start,
            end=each.end,
            change=_CHANGES[each.change],
        )
