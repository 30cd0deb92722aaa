"""The radiology system's monthly counts, brought in as a file: looked through, then kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.imaging import files
from advice_line.audit.imaging.keeping import COMMAND, PAGE, SAME, Change
from advice_line.errors import Invalid, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.audit.imaging_addresses import PLACE
from advice_line.web.audit.navigation import sections
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.importing import Uploaded

router = APIRouter()
_ORIGINS = {PAGE: "from a file", COMMAND: "by a command"}


@dataclass(frozen=True)
class _Month:
    label: str
    rows: int
    at: datetime
    by: str
    how: str
    stands: bool


@router.get(PLACE)
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _page(visit, line, saved=done == "saved")


@router.post(f"{PLACE}/file")
def look_through(visit: Here, form: Posted, data: Uploaded) -> Response:
    line = form.get("line", "")
    try:
        if data is None:
            raise Invalid([Problem(files.FIELD, "Choose a CSV or XLSX file.")])
        changes, text = visit.site.imaging.look_through(visit.actor, line, data)
    except Invalid as error:
        return _page(visit, line, error.problems)
    return _page(visit, line, changes=changes, text=text)


@router.post(PLACE)
def save(visit: Here, form: Posted) -> Response:
    """What was looked through comes back with the form, and is looked through again."""
    line, data = form.get("line", ""), form.get("counted", "").encode()
    try:
        visit.site.imaging.save(visit.actor, line, data, origin=PAGE, token=visit.key(form))
    except Invalid as error:
        return _page(visit, line, error.problems)
    return visit.go(places.at(PLACE, line=line, done="saved"))


@router.get(f"{PLACE}/template")
def template(visit: Here) -> Response:  # noqa: ARG001 # who may have it was asked on the way
    headers = {"content-disposition": f'attachment; filename="{files.FILE_NAME}"'}
    return Response(files.template(), media_type="text/csv", headers=headers)


def _page(
    visit: Visit,
    line: str | None,
    problems: Sequence[Problem] = (),
    *,
    changes: Sequence[Change] | None = None,
    text: str = "",
    saved: bool = False,
) -> Response:
    kept = visit.site.imaging.kept(visit.actor, line)
    months = [
        _Month(each.label, each.rows, each.at, each.by, _ORIGINS[each.origin], each.stands)
        for each in kept.months
    ]
    return visit.page(
        "audit/imaging.html",
        now=kept.now,
        of=kept.line,
        sections=sections(visit, kept.line.key),
        lines=choices(PLACE, kept.line, kept.lines),
        line=kept.line.key,
        line_name=kept.line.name,
        to_fill_in=f"{PLACE}/template",
        saved=saved,
        changes=None if changes is None else [each.sentence for each in changes],
        nothing_new=changes is not None and all(each.how == SAME for each in changes),
        text=text,
        months=months,
        form_token=visit.form_token(),
        problems=list(problems),
    )
