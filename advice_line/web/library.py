"""The library: the month's cases, and one case on its way to being taught."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.library import CaseView
from advice_line.education.shelf import Listed, Standing
from advice_line.errors import Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.rules import tracer_form
from advice_line.rules.deidentify import Deidentified
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.lines import choices, staying

router = APIRouter()
_TO_CHECK = "To check"


@dataclass(frozen=True)
class _Month:
    href: str
    label: str
    current: bool


@dataclass(frozen=True)
class _Row:
    reference: str
    born_at: datetime
    state: str
    state_key: str
    practice: str
    about: str | None
    question: str | None


@dataclass(frozen=True)
class _Case:
    reference: str
    state: str
    state_key: str
    born_at: datetime
    practice: str
    came_of_it: str | None
    about: str | None
    author: str | None
    confirmed_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None


@dataclass(frozen=True)
class _Part:
    text: str
    removed: bool
    why: str | None


@router.get("/library")
def shelf(visit: Here, month: str | None = None, line: str | None = None) -> Response:
    listed = visit.site.shelf.month(visit.actor, month, line)
    return visit.page(
        "library/cases.html",
        now=listed.now,
        of=listed.line,
        lines=choices(f"/library?month={listed.month}", listed.line, listed.lines),
        months=[_month(each, listed) for each in listed.months],
        to_check=[_row(each) for each in listed.to_check],
        to_approve=[_row(each) for each in listed.to_approve],
        cases=[_row(each) for each in listed.cases],
        may_approve=listed.may_approve,
        stale=listed.stale,
        month_path=staying(f"/library/month/{listed.month}", listed.line, listed.lines),
    )


@router.get("/library/{reference}")
def look(visit: Here, reference: str) -> Response:
    return _page(visit, reference)


@router.post("/library/{reference}/confirm")
def confirm(visit: Here, reference: str, form: Posted) -> Response:
    try:
        visit.site.library.confirm(visit.actor, reference, form, visit.key(form))
    except Invalid as error:
        return _page(visit, reference, 422, form, error.problems)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/approve")
def approve(visit: Here, reference: str, form: Posted) -> Response:
    version = form.get("version", "")
    visit.site.library.approve(visit.actor, reference, version, visit.key(form))
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/return")
def hand_back(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.library.hand_back(visit.actor, reference, visit.key(form))
    return visit.go("/library")


def month_label(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _month(month: str, listed: Listed) -> _Month:
    href = staying(f"/library?month={month}", listed.line, listed.lines)
    return _Month(href, month_label(month), month == listed.month)


def _row(standing: Standing) -> _Row:
    case = standing.case
    approved = case.state == CaseState.APPROVED
    return _Row(
        reference=case.reference,
        born_at=case.born_at,
        state=_state(case),
        state_key=case.state,
        practice=standing.practice,
        about=about(case.topic, case.modality),
        question=case.question if approved else None,
    )


def _state(case: Case) -> str:
    if case.state == CaseState.DRAFT and case.nominated_at is not None:
        return _TO_CHECK
    return labels.CASES[CaseState(case.state)]


def _page(
    visit: Visit,
    reference: str,
    status: int = 200,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    view = visit.site.library.open(visit.actor, reference)
    return visit.page(
        "library/case.html",
        status=status,
        now=view.now,
        case=_case(view, visit.site.shelf.practice(visit.actor, reference)),
        question_parts=list(parts(view.question)),
        advice_parts=list(parts(view.advice)),
        found_parts=list(parts(view.found)),
        form=form or view.teaching or {},
        choices=labels.case_choices(),
        missing=view.teaching.missing if view.teaching else (),
        may_confirm=view.may_confirm,
        may_approve=view.may_approve,
        why_not_approve=view.why_not_approve,
        form_token=visit.form_token(),
        version=view.version,
        problems=problems,
    )


def _case(view: CaseView, practice: str) -> _Case:
    case = view.case
    return _Case(
        reference=case.reference,
        state=_state(case),
        state_key=case.state,
        came_of_it=tracer_form.TRACED.get(case.traced or ""),
        born_at=case.born_at,
        practice=practice,
        about=about(case.topic, case.modality),
        author=view.author,
        confirmed_at=case.confirmed_at,
        approved_by=view.approver,
        approved_at=case.approved_at,
    )


def parts(found: Deidentified | None) -> Iterator[_Part]:
    """The original in pieces: what stays, and what was taken out and as what."""
    if found is None:
        return
    rest, reached = found.text, 0
    for removal in found.removals:
        stays = removal.start - reached
        if stays:
            yield _Part(rest[:stays], False, None)
        yield _Part(removal.text, True, removal.kind.replace("_", " "))
        rest, reached = rest[stays + len(removal.replacement) :], removal.end
    if rest:
        yield _Part(rest, False, None)
