"""The month for the education meeting, as a page and as files."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.packs.month import Month
from advice_line.education.packs.pack import Form
from advice_line.web import bars
from advice_line.web.access import Here
from advice_line.web.case_file import given
from advice_line.web.lines import choices, staying

router = APIRouter()
_FORMS = {
    Form.PDF: "PDF to hand out",
    Form.WORD: "Word",
    Form.HTML: "Page to print",
    Form.MARKDOWN: "Markdown",
    Form.JSON: "JSON",
}
_AS = {Form.SLIDES.value: "as slides", Form.HTML.value: "as a page"} | {
    form.value: f"as {label}" for form, label in _FORMS.items() if form is not Form.HTML
}
_UNFOLDED, _WITH = 10, "yes"


@dataclass(frozen=True)
class _Figure:
    number: int
    words: str


@dataclass(frozen=True)
class _Download:
    href: str
    label: str


@router.get("/library/month/{month}")
def look(visit: Here, month: str, line: str | None = None, charts: str | None = None) -> Response:
    summary = visit.site.shelf.summary(visit.actor, month, line)
    found, of, lines = summary.month, summary.line, summary.lines
    path, drawn = f"/library/month/{found.month}", charts == _WITH
    return visit.page(
        "library/month.html",
        of=of,
        lines=choices(path, of, lines),
        back=staying(f"/library?month={found.month}", of, lines),
        month={"label": found.label, "value": found.month},
        figures=list(_figures(found)),
        charts=[
            bars.chart(each.title, ((row.label, row.count) for row in each.rows))
            for each in found.counts
            if each.rows
        ],
        first=found.cases[:_UNFOLDED],
        folded=found.cases[_UNFOLDED:],
        number=len(found.cases),
        made=summary.made,
        as_what=_AS.get(summary.made.form, "as a file") if summary.made else "",
        waiting=_waiting(found),
        stale=summary.stale,
        drawn=drawn,
        other=staying(_with(path, charts=not drawn), of, lines),
        slides=staying(_with(f"{path}/{Form.SLIDES.value}", charts=drawn), of, lines),
        downloads=[
            _Download(staying(_with(f"{path}/{form.value}", charts=drawn), of, lines), label)
            for form, label in _FORMS.items()
        ],
    )


@router.get("/library/month/{month}/{form}")
def download(
    visit: Here, month: str, form: str, line: str | None = None, charts: str | None = None
) -> Response:
    drawn = charts == _WITH
    return given(visit.site.shelf.pack(visit.actor, month, form, line, charts=drawn))


def _with(path: str, *, charts: bool) -> str:
    return f"{path}?charts={_WITH}" if charts else path


def _figures(month: Month) -> Iterator[_Figure]:
    yield _Figure(month.total, "query" if month.total == 1 else "queries")
    yield _Figure(month.practices, "practice asked" if month.practices == 1 else "practices asked")
    approved = len(month.cases)
    yield _Figure(approved, "case to teach from" if approved == 1 else "cases to teach from")


def _waiting(month: Month) -> str:
    if not month.unapproved:
        return ""
    are, they = ("is", "it stands") if month.unapproved == 1 else ("are", "they stand")
    return (
        f"{month.unapproved:,} of {month.total:,} cases {are} not approved yet: {they} in no pack."
    )
