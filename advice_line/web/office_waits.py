"""The waits board for the radiology office: changed by hand or by a file, with all its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.waits import files
from advice_line.directory.waits.keeping import Kept, Version
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.rules import waits, waits_changes, waits_given
from advice_line.rules.waits_given import Given
from advice_line.web import waits_form
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.lines import choices as line_choices
from advice_line.web.rota import places
from advice_line.web.rota.importing import Uploaded
from advice_line.web.waits import place as public_place
from advice_line.web.waits import rows as table_rows

router = APIRouter()
PLACE = "/admin/waits"
_ORIGINS = {"page": "by hand", "file": "from a file", "command": "by a command"}


@dataclass(frozen=True)
class _Version:
    href: str
    at: datetime
    by: str
    how: str
    holds_on: date
    stands: bool


@router.get(PLACE)
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    kept = visit.site.waits.kept(visit.actor, line)
    return _page(visit, kept, _as_it_stands(kept), saved=done == "saved")


@router.post(PLACE)
def save(visit: Here, form: Posted) -> Response:
    key, given = form.get("line", ""), waits_form.given(form)
    try:
        visit.site.waits.save(
            visit.actor,
            key,
            given,
            origin="file" if form.get("origin") == "file" else "page",
            seen=form.get("seen", ""),
            token=visit.key(form),
        )
    except Invalid as error:
        return _page(visit, _kept(visit, key), given, error.problems)
    except Conflict as error:
        return _page(visit, _kept(visit, key), given, [Problem("", error.sentence)], status=409)
    return visit.go(places.at(PLACE, line=key, done="saved"))


@router.post("/admin/waits/rows")
def rearrange(visit: Here, form: Posted) -> Response:
    kept = _kept(visit, form.get("line", ""))
    origin, seen = form.get("origin", ""), form.get("seen", "")
    return _page(visit, kept, waits_form.rearranged(form), origin=origin, seen=seen)


@router.post("/admin/waits/file")
def bring_in(visit: Here, form: Posted, data: Uploaded) -> Response:
    kept = _kept(visit, form.get("line", ""))
    try:
        if data is None:
            raise Invalid([Problem("file", "Choose a CSV or XLSX file.")])
        given = _with_urgent(visit.site.waits.look_through(visit.actor, data), kept)
    except Invalid as error:
        # The old figures in a form, beside a file that failed, would be saved for its new ones.
        return _page(visit, kept, _as_it_stands(kept), error.problems, refused=True)
    problems: Sequence[Problem] = ()
    changes = None
    try:
        board = visit.site.waits.check(visit.actor, kept.line.key, given)
        changes = waits_changes.changes(kept.version.board if kept.version else None, board)
    except Invalid as error:
        problems = error.problems
    return _page(visit, kept, given, problems, origin="file", changes=changes)


@router.get("/admin/waits/template")
def template(visit: Here, line: str | None = None) -> Response:
    given = _as_it_stands(visit.site.waits.kept(visit.actor, line))
    headers = {"content-disposition": f'attachment; filename="{files.FILE_NAME}"'}
    return Response(files.template(given), media_type="text/csv", headers=headers)


@router.get("/admin/waits/{version}")
def look_back(visit: Here, version: str, line: str | None = None) -> Response:
    kept = visit.site.waits.kept(visit.actor, line)
    found = next((each for each in kept.versions if each.id == version), None)
    if found is None:
        raise NotFound
    return visit.page(
        "coordinator/waits_version.html",
        now=kept.now,
        of=kept.line,
        back=places.at(PLACE, line=kept.line.key),
        line_name=kept.line.name,
        version=_version(found, kept),
        rows=table_rows(found.board),
        urgent=found.board.urgent,
    )


def _kept(visit: Visit, key: str) -> Kept:
    return visit.site.waits.kept(visit.actor, key)


def _as_it_stands(kept: Kept) -> Given:
    """Dated today, as whoever saves it says that it holds; two empty rows where there is none."""
    if kept.version is None:
        rows = waits_form.blank(1), waits_form.blank(2)
        return Given(kept.today.isoformat(), rows, waits.URGENT)
    before = waits_given.give(kept.version.board)
    return Given(kept.today.isoformat(), before.rows, before.urgent)


def _with_urgent(given: Given, kept: Kept) -> Given:
    """A file has no place for what to do if it is urgent: what stands goes on standing."""
    urgent = kept.version.board.urgent if kept.version else waits.URGENT
    return waits_form.numbered(Given(given.holds_on, given.rows, urgent))


def _page(
    visit: Visit,
    kept: Kept,
    given: Given,
    problems: Sequence[Problem] = (),
    *,
    status: int | None = None,
    saved: bool = False,
    refused: bool = False,
    origin: str = "page",
    seen: str | None = None,
    changes: Sequence[str] | None = None,
) -> Response:
    standing = kept.version
    return visit.page(
        "coordinator/waits.html",
        status=status or (422 if problems else 200),
        now=kept.now,
        of=kept.line,
        lines=line_choices(PLACE, kept.line, kept.lines),
        line=kept.line.key,
        line_name=kept.line.name,
        public=public_place(kept.line.key),
        to_fill_in=places.at(f"{PLACE}/template", line=kept.line.key),
        saved=saved,
        refused=refused,
        by_hand=places.at(PLACE, line=kept.line.key),
        from_file=origin == "file",
        changes=changes,
        seen=seen if seen is not None else (standing.id if standing else ""),
        old=waits.told_as_old(standing.board, kept.today, kept.line.waits_stale_days)
        if standing
        else None,
        spoken=waits.spoken(
            standing.board if standing else None, kept.today, kept.line.waits_stale_days
        ),
        holds_on=given.holds_on,
        rows=waits_form.shown(given, problems),
        urgent=given.urgent,
        versions=[_version(each, kept) for each in kept.versions],
        form_token=visit.form_token(),
        problems=problems,
    )


def _version(version: Version, kept: Kept) -> _Version:
    return _Version(
        href=places.at(f"{PLACE}/{version.id}", line=kept.line.key),
        at=version.at,
        by=version.by,
        how=_ORIGINS[version.origin],
        holds_on=version.board.holds_on,
        stands=kept.version is not None and version.id == kept.version.id,
    )
