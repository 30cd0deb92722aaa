"""Reading lists of cases: one's own and those that are shared, one list, and a case put on one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.finding.reading_lists import Opened
from advice_line.education.finding.reading_rows import Entry
from advice_line.errors import Invalid, Problem
from advice_line.tables.directory import Line
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.library_rows import Row, row
from advice_line.web.rendering import Choice

router = APIRouter()
PLACE = "/library/lists"


@dataclass(frozen=True)
class _Entry:
    """`place` and `note` are as they stand in the form."""

    case: Row
    place: str
    note: str
    off: bool


@router.get(PLACE)
def all_lists(visit: Here) -> Response:
    return _lists(visit)


@router.post(PLACE)
def make(visit: Here, form: Posted) -> Response:
    try:
        made = visit.site.cases.lists.make(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _lists(visit, form, error.problems)
    return visit.go(f"{PLACE}/{made}" if made else PLACE)


@router.get(PLACE + "/{list}")
def look(visit: Here, list: str) -> Response:
    return _one(visit, list)


@router.post(PLACE + "/{list}")
def save(visit: Here, list: str, form: Posted) -> Response:
    try:
        visit.site.cases.lists.save(visit.actor, list, form, visit.key(form))
    except Invalid as error:
        return _one(visit, list, form, error.problems)
    return visit.go(f"{PLACE}/{list}")


@router.post(PLACE + "/{list}/drop")
def drop(visit: Here, list: str, form: Posted) -> Response:
    visit.site.cases.lists.drop(visit.actor, list, visit.key(form))
    return visit.go(PLACE)


@router.post("/library/{reference}/list")
def put(visit: Here, reference: str, form: Posted) -> Response:
    wanted = form.get("list", "")
    visit.site.cases.lists.add(visit.actor, reference, wanted, visit.key(form))
    return visit.go(f"{PLACE}/{wanted}")


def _lists(
    visit: Visit, form: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()
) -> Response:
    found = visit.site.cases.lists.all(visit.actor)
    return visit.page(
        "library/lists.html",
        status=422 if problems else 200,
        now=visit.now,
        own=[each for each in found if each.mine],
        shared=[each for each in found if not each.mine],
        lines=_choices(visit.site.cases.lists.lines(visit.actor)),
        form=form or {},
        form_token=visit.form_token(),
        problems=problems,
    )


def _one(
    visit: Visit,
    public_id: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    opened = visit.site.cases.lists.open(visit.actor, public_id)
    return visit.page(
        "library/list.html",
        status=422 if problems else 200,
        now=opened.now,
        list=opened,
        entries=[
            _entry(each, number, form or {}) for number, each in enumerate(opened.entries, start=1)
        ],
        lines=_choices(opened.lines),
        form=form or _fields(opened),
        form_token=visit.form_token(),
        problems=problems,
    )


def _entry(entry: Entry, number: int, form: Mapping[str, str]) -> _Entry:
    reference = entry.case.reference
    return _Entry(
        case=row(entry.case, ""),
        place=form.get(f"place-{reference}", str(number)),
        note=form.get(f"note-{reference}", entry.note),
        off=bool(form.get(f"off-{reference}")),
    )


def _fields(opened: Opened) -> Mapping[str, str]:
    line = opened.line.key if opened.line else ""
    return {"name": opened.words.name, "said": opened.words.said, "line": line, "add": ""}


def _choices(lines: Sequence[Line]) -> list[Choice]:
    return list(labels.choices({each.key: each.name for each in lines}))
