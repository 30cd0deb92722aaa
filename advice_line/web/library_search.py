"""The library searched: by words and by what is counted, with searches that somebody keeps.

What is looked for travels in the body of a post: whoever looks for something may type a name (H07).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.finding.asking import Wanted
from advice_line.education.finding.searching import Results
from advice_line.errors import Invalid, Problem
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.library_rows import row
from advice_line.web.rendering import Choice

router = APIRouter()
PLACE = "/library/search"


@dataclass(frozen=True)
class _Filter:
    """One closed list to choose of."""

    name: str
    label: str
    value: str
    choices: Sequence[Choice]


@router.get(PLACE)
def look(visit: Here) -> Response:
    return _page(visit, Wanted())


@router.post(PLACE)
def search(visit: Here, form: Posted) -> Response:
    return _found(visit, Wanted.read(form), form.get("before", ""))


@router.post("/library/searches")
def keep(visit: Here, form: Posted) -> Response:
    wanted, name = Wanted.read(form), form.get("name", "")
    try:
        visit.site.cases.saved.keep(visit.actor, name, wanted, visit.key(form))
    except Invalid as error:
        return _found(visit, wanted, "", error.problems, name)
    return visit.go(PLACE)


@router.post("/library/searches/{search}")
def again(visit: Here, search: str, _form: Posted) -> Response:
    return _found(visit, visit.site.cases.saved.one(visit.actor, search).wanted)


@router.post("/library/searches/{search}/drop")
def drop(visit: Here, search: str, form: Posted) -> Response:
    visit.site.cases.saved.drop(visit.actor, search, visit.key(form))
    return visit.go(PLACE)


def _found(
    visit: Visit, wanted: Wanted, before: str = "", problems: Sequence[Problem] = (), name: str = ""
) -> Response:
    try:
        results = visit.site.cases.searching.find(visit.actor, wanted, before)
    except Invalid as error:
        return _page(visit, wanted, problems=error.problems)
    return _page(visit, wanted, results, problems, name, older_than=before)


def _page(
    visit: Visit,
    wanted: Wanted,
    results: Results | None = None,
    problems: Sequence[Problem] = (),
    name: str = "",
    *,
    older_than: str = "",
) -> Response:
    lines = visit.site.cases.searching.lines(visit.actor)
    filters = [
        _Filter(each, label, getattr(wanted, each), labels.choices(words))
        for each, (label, words) in labels.CASE_FILTERS.items()
    ]
    return visit.page(
        "library/search.html",
        status=422 if problems else 200,
        now=visit.now,
        wanted=wanted,
        kept=wanted.kept(),
        lines=labels.choices({each.key: each.name for each in lines}) if len(lines) > 1 else (),
        filters=filters,
        narrowed=any(each.value for each in filters) or bool(wanted.guideline or wanted.practice),
        sorts=labels.choices({"newest": "Newest first", "best": "Best first"}),
        searched=results is not None,
        said=_said(results, older_than) if results else "",
        cases=[row(each, "") for each in results.cases] if results else (),
        notes=_notes(results) if results else (),
        older=results.older if results else None,
        saved=visit.site.cases.saved.of(visit.actor),
        name=name,
        form_token=visit.form_token(),
        problems=problems,
    )


def _said(results: Results, older_than: str) -> str:
    if not results.cases:
        return "No case was found"
    if older_than:
        return "Older cases"
    if results.total is None:
        return "More than 1,000 cases, the newest first"
    return "1 case" if results.total == 1 else f"{results.total:,} cases"


def _notes(results: Results) -> list[str]:
    notes: Mapping[str, bool] = {
        "Only the first words of what you typed were looked for.": results.wanted.left_out,
        "No case has all these words; these have words that begin so.": bool(
            results.begins and results.cases
        ),
        "Too many to weigh: the newest come first. Add a word.": bool(
            results.wanted.sort == "best" and not results.sorted_by_best and results.cases
        ),
    }
    return [words for words, true in notes.items() if true]
