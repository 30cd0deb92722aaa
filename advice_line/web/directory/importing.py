"""A file of organisations is brought in: looked over first, with what it would do row by row."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory import part_words
from advice_line.directory.imports import text
from advice_line.directory.imports.door import Looked, Overview
from advice_line.directory.imports.judging import Done, Judged
from advice_line.directory.imports.standing import Standing
from advice_line.directory_kinds import ImportState, Origin
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses, labels
from advice_line.web.rota.importing import Uploaded
from rota.exchange.writing_sheets import harmless

router = APIRouter()
PLACE = f"{addresses.PLACE}/import"
# A file of the longest that is read, and the form round it.
LARGEST_UPLOAD = text.MOST_BYTES + 64 * 1024
TOO_LARGE = {
    "sentence": text.TOO_LARGE,
    "mend": "Leave out what no practice of yours is in, and choose the file again.",
    "back_href": PLACE,
    "back_label": "Bring in a file of practices",
}
MOST_SHOWN = 20
_KEPT = "People, or the site's own files, put it so. The file says otherwise."


@dataclass(frozen=True)
class _Row:
    where: str
    code: str
    name: str
    what: tuple[str, ...]


@dataclass(frozen=True)
class _Group:
    key: str
    heading: str
    explained: str
    count: int
    rows: Sequence[_Row]


@router.get(PLACE)
def choose(visit: Here, done: str | None = None) -> Response:
    return _choose(visit, {}, discarded=done == "discarded")


@router.post(PLACE)
def look_over(visit: Here, form: Posted, data: Uploaded) -> Response:
    try:
        if data is None:
            raise Invalid([Problem("file", "Choose a CSV file.")])
        file = visit.site.importing.look_over(visit.actor, data, form.get("as") or None)
    except Invalid as error:
        return _choose(visit, form, error.problems)
    return visit.go(f"{PLACE}/{file}")


@router.get(f"{PLACE}/{{file}}")
def look(visit: Here, file: str) -> Response:
    return _page(visit, visit.site.importing.looked(visit.actor, file))


@router.get(f"{PLACE}/{{file}}/refused.csv")
def refused(visit: Here, file: str) -> Response:
    """All of them, with the mark by which Excel knows its alphabet."""
    looked = visit.site.importing.looked(visit.actor, file)
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(["row", "code", "problem", "rest of the row is used"])
    for each in looked.overview.refused:
        rest = "" if each.whole else "yes"
        writer.writerow([each.row, harmless(each.code), harmless(each.said), rest])
    headers = {"content-disposition": 'attachment; filename="refused-rows.csv"'}
    content = made.getvalue().encode("utf-8-sig")
    return Response(content, media_type="text/csv", headers=headers)


@router.post(f"{PLACE}/{{file}}/save")
def save(visit: Here, file: str, form: Posted) -> Response:
    try:
        visit.site.importing.save(visit.actor, file, form.get("seen", ""))
    except Conflict as error:
        looked = visit.site.importing.looked(visit.actor, file)
        return _page(visit, looked, [Problem("", error.sentence)])
    return visit.go(f"{PLACE}/{file}")


@router.post(f"{PLACE}/{{file}}/discard")
def discard(visit: Here, file: str, _form: Posted) -> Response:
    visit.site.importing.discard(visit.actor, file)
    return visit.go(f"{PLACE}?done=discarded")


def _choose(
    visit: Visit,
    form: Mapping[str, str],
    problems: Sequence[Problem] = (),
    *,
    discarded: bool = False,
) -> Response:
    return visit.page(
        "directory/import.html",
        status=422 if problems else 200,
        shapes=labels.SHAPES,
        chosen=form.get("as", ""),
        discarded=discarded,
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(visit: Visit, looked: Looked, problems: Sequence[Problem] = ()) -> Response:
    overview = looked.overview
    return visit.page(
        "directory/looked_over.html",
        status=409 if problems else 200,
        now=looked.now,
        here=f"{PLACE}/{looked.id}",
        state=looked.state.value,
        by=looked.by,
        at=looked.at,
        shape=part_words.SOURCES[Origin(overview.read.shape)] if overview.read.shape else "",
        encoding=overview.read.encoding,
        read=len(overview.read.given),
        seen=overview.seen,
        touches=overview.count,
        kept_count=len(overview.kept),
        groups=list(_groups(overview)) if looked.state is ImportState.LOOKED_OVER else [],
        refused=overview.refused[:MOST_SHOWN],
        refused_count=len(overview.refused),
        form_token=visit.form_token(),
        problems=problems,
    )


def _groups(of: Overview) -> Iterable[_Group]:
    """Those that hold anything, what changes most first."""
    groups = (
        _group("closed", "Codes to close", "Nothing is sent there any more.", of.of(Done.CLOSED)),
        _group("reopened", "Codes to open again", "", of.of(Done.REOPENED)),
        _group("changed", "To change", "", of.of(Done.CHANGED)),
        _group("kept", "Kept as it stands", _KEPT, of.kept),
        _group("added", "To add", "", of.of(Done.ADDED)),
        _group("left_out", "Left out", "", of.of(Done.LEFT_OUT)),
        _missing(of.missing),
    )
    return (each for each in groups if each.count)


def _group(key: str, heading: str, explained: str, judged: Sequence[Judged]) -> _Group:
    rows = [_row(each, kept=key == "kept") for each in judged[:MOST_SHOWN]]
    return _Group(key, heading, explained, len(judged), rows)


def _row(of: Judged, *, kept: bool) -> _Row:
    what = tuple(
        f"{part_words.NAMES[each.part]}: {part_words.told(each.part, each.before)} → "
        f"{part_words.told(each.part, each.after)}"
        if each.before
        else f"{part_words.NAMES[each.part]}: {part_words.told(each.part, each.after)}"
        for each in (of.kept if kept else of.changed)
    )
    return _Row(f"Row {of.row}", of.code, of.name, (of.said,) if of.said else what)


def _missing(missing: Sequence[Standing]) -> _Group:
    rows = [_Row("Not in the file", each.code, each.name, ()) for each in missing[:MOST_SHOWN]]
    explained = "Open practices here of which the file does not speak. They stay as they are."
    return _Group("missing", "Not in the file", explained, len(missing), rows)
