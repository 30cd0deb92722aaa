"""Reports of a line: those that are kept, one of them with the lead's words, and its files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.reports import charts, outline, paper_html
from advice_line.audit.reports.files import Form
from advice_line.audit.reports.outline import Bullets, Drawing, Fold, Heading, Part, Prose
from advice_line.audit.spc.parts import PAPER
from advice_line.errors import Invalid, Problem
from advice_line.web import lines, security
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.audit import charted, navigation
from advice_line.web.audit.report_addresses import ONE, PLACE
from advice_line.web.rota import places

router = APIRouter()
FORMS = (
    (Form.PDF, "PDF"),
    (Form.WORD, "Word"),
    (Form.SHEETS, "Workbook"),
    (Form.CSV, "CSV"),
    (Form.HTML, "Page to send or print"),
    (Form.JSON, "JSON"),
)
_KINDS = {Heading: "heading", Prose: "prose", Bullets: "bullets"}


@dataclass(frozen=True)
class Folded:
    title: str
    parts: list[tuple[str, Any]]


@router.get(PLACE)
def listed(visit: Here, line: str | None = None) -> Response:
    return _list(visit, line)


@router.post(PLACE)
def make(visit: Here, form: Posted) -> Response:
    line, period = form.get("line", ""), form.get("period", "")
    try:
        made = visit.site.audit.reports.listing.make(visit.actor, line, period)
    except Invalid as error:
        return _list(visit, line, period, error.problems)
    return visit.go(f"{PLACE}/{made}")


@router.get(ONE)
def look(visit: Here, report: str, done: str | None = None) -> Response:
    return _page(visit, report, done=done)


@router.post(f"{ONE}/words")
def write(visit: Here, report: str, form: Posted) -> Response:
    words = form.get("own_words", "")
    try:
        visit.site.audit.reports.one.write(visit.actor, report, words, visit.key(form))
    except Invalid as error:
        return _page(visit, report, words, error.problems)
    return visit.go(f"{PLACE}/{report}?done=words")


@router.get(f"{ONE}/{{form}}")
def file(visit: Here, report: str, form: str) -> Response:
    """A page opens, and its look is inside it, so that it can be kept as one file."""
    given = visit.site.audit.reports.one.file(visit.actor, report, form)
    opens = form == Form.HTML
    how = "inline" if opens else "attachment"
    headers = {"content-disposition": f'{how}; filename="{given.name}"'}
    if opens:
        headers["content-security-policy"] = security.policy(style=paper_html.style())
    return Response(given.content, media_type=given.media_type, headers=headers)


def _list(
    visit: Visit, key: str | None, period: str | None = None, problems: Sequence[Problem] = ()
) -> Response:
    found = visit.site.audit.reports.listing.look(visit.actor, key or None)
    return visit.page(
        "audit/reports.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        line=found.line.key,
        sections=navigation.sections(visit, found.line.key),
        lines=lines.choices(PLACE, found.line, found.lines),
        reports=found.reports,
        may_make=found.may_make,
        period=found.suggested if period is None else period,
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(
    visit: Visit,
    report: str,
    words: str | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.audit.reports.one.look(visit.actor, report)
    shown = parts(outline.of(found.kept))
    return visit.page(
        "audit/report.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        back=places.at(PLACE, line=found.line.key),
        at=f"{PLACE}/{report}",
        title=found.kept.report.title,
        parts=shown,
        contents=[part for kind, part in shown if kind == "heading" and part.level == 1],
        shown=found,
        forms=[(form.value, label) for form, label in FORMS],
        words=found.kept.words if words is None else words,
        done=done,
        form_token=visit.form_token(),
        problems=problems,
    )


def parts(of: Iterable[Part]) -> list[tuple[str, Any]]:
    """Each with its kind; a chart as pages draw it, what is folded with its own parts."""
    found: list[tuple[str, Any]] = []
    for part in of:
        if isinstance(part, Drawing):
            series = part.series
            key = series.id.replace(".", "-").replace("_", "-")
            title, notes = f"{series.name} over time", charts.notes(series)
            drawn = charted.chart(charts.chart(series), title, key, notes, PAPER)
            found.append(("chart", drawn))
        elif isinstance(part, Fold):
            found.append(("fold", Folded(part.title, parts(part.parts))))
        else:
            found.append((_KINDS.get(type(part), "table"), part))
    return found
