"""The library: the month's cases, and one case on its way to being taught."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.cases import tags_shown
from advice_line.education.cases.library import CaseView
from advice_line.education.cases.putting_back import Wanted
from advice_line.education.cases.taking_out import WHYS
from advice_line.education.cases.teaching import Teaching
from advice_line.education.shelf import Listed
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.rules import tracer_form
from advice_line.rules.deidentify import Deidentified
from advice_line.rules.put_back import REASONS
from advice_line.rules.topics import about
from advice_line.trust.roles import Action
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.library_rows import row, state_words
from advice_line.web.lines import choices, staying
from advice_line.web.rendering import Choice

router = APIRouter()
_FORMS = {"html": "Page to print", "pdf": "PDF", "md": "Markdown", "json": "JSON"}


@dataclass(frozen=True)
class _Month:
    href: str
    label: str
    current: bool


@dataclass(frozen=True)
class _Case:
    reference: str
    state: str
    state_key: str
    practice: str
    came_of_it: str | None
    about: str | None
    tags: tuple[tuple[str, str], ...]
    status: str | None
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
        to_check=[row(each.case, each.practice) for each in listed.to_check],
        to_approve=[row(each.case, each.practice) for each in listed.to_approve],
        cases=[row(each.case, each.practice) for each in listed.cases],
        may_approve=listed.may_approve,
        sees_audit=visit.actor.may(Action.SEE_APPROPRIATENESS, listed.line.key),
        stale=listed.stale,
        repeats_path=staying(f"/library/repeats/{listed.month}", listed.line, listed.lines),
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
    try:
        visit.site.library.approve(visit.actor, reference, version, visit.key(form))
    except Conflict as error:
        return _changed(visit, reference, error)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/return")
def hand_back(visit: Here, reference: str, form: Posted) -> Response:
    try:
        visit.site.library.hand_back(visit.actor, reference, visit.key(form))
    except Conflict as error:
        return _changed(visit, reference, error)
    return visit.go("/library")


@router.post("/library/{reference}/put-back")
def put_back(visit: Here, reference: str, form: Posted) -> Response:
    wanted = Wanted(
        place=form.get("place", ""),
        reason=form.get("reason", ""),
        version=form.get("version", ""),
    )
    try:
        visit.site.cases.putting_back.put_back(visit.actor, reference, wanted, visit.key(form))
    except Invalid as error:
        return again(visit, reference, error.problems, form)
    except Conflict as error:
        return _changed(visit, reference, error)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/take-out")
def take_out(visit: Here, reference: str, form: Posted) -> Response:
    why = form.get("why", "")
    try:
        visit.site.cases.taking_out.take_out(visit.actor, reference, why, visit.key(form))
    except Invalid as error:
        return again(visit, reference, error.problems, form)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/status")
def judge(visit: Here, reference: str, form: Posted) -> Response:
    status = form.get("status", "")
    visit.site.cases.judging.say(visit.actor, reference, status, visit.key(form))
    return visit.go(f"/library/{reference}")


def again(
    visit: Visit, reference: str, problems: Sequence[Problem], chosen: Mapping[str, str]
) -> Response:
    """The case, with what was amiss in one of its smaller forms."""
    return _page(visit, reference, 422, problems=problems, chosen=chosen)


def _changed(visit: Visit, reference: str, error: Conflict) -> Response:
    """What happened meanwhile, above the case as it is now."""
    return _page(visit, reference, 409, problems=[Problem("", str(error))])


def month_label(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _month(month: str, listed: Listed) -> _Month:
    href = staying(f"/library?month={month}", listed.line, listed.lines)
    return _Month(href, month_label(month), month == listed.month)


def _page(
    visit: Visit,
    reference: str,
    status: int = 200,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    chosen: Mapping[str, str] | None = None,
) -> Response:
    view = visit.site.library.open(visit.actor, reference, form)
    pictures = visit.site.cases.pictures.of(visit.actor, reference)
    return visit.page(
        "library/case.html",
        status=status,
        now=view.now,
        case=_case(view, visit.site.shelf.practice(visit.actor, reference)),
        question_parts=list(parts(view.question)),
        advice_parts=list(parts(view.advice)),
        found_parts=list(parts(view.found)),
        form=form or _fields(view.teaching),
        choices=labels.case_choices(),
        warned=view.warned,
        undoable=list(_undoable(view)),
        reasons=labels.choices(REASONS),
        chosen=chosen or {},
        may_judge=view.may_judge,
        whys=labels.choices(WHYS) if view.may_take_out else [],
        out=view.out,
        query=view.query,
        alike=[
            (each.case.reference, ", ".join(each.words))
            for each in visit.site.cases.repeats.like(visit.actor, reference)
        ],
        downloads=_downloads(view),
        pictures=pictures.shown,
        sources=[Choice(each.id, each.name) for each in pictures.sources],
        lists=_lists(visit, view),
        missing=view.teaching.missing if view.teaching else (),
        may_confirm=view.may_confirm,
        may_approve=view.may_approve,
        why_not_approve=view.why_not_approve,
        form_token=visit.form_token(),
        version=view.version,
        problems=problems,
    )


def _downloads(view: CaseView) -> list[Choice]:
    """Of an approved case alone (H08)."""
    if view.case.state != CaseState.APPROVED:
        return []
    return [Choice(f"/library/{view.case.reference}/{form}", name) for form, name in _FORMS.items()]


def _lists(visit: Visit, view: CaseView) -> list[Choice]:
    if view.case.state in (CaseState.OBJECTED, CaseState.WITHDRAWN):
        return []
    mine = (each for each in visit.site.cases.lists.all(visit.actor) if each.mine)
    return [Choice(each.id, each.name) for each in mine]


def _undoable(view: CaseView) -> Iterator[Choice]:
    for each in view.undoable:
        kind = each.removal.kind.replace("_", " ")
        yield Choice(each.place, f"{each.removal.text} ({each.field}, {kind})")


def _fields(teaching: Teaching | None) -> Mapping[str, Any]:
    if teaching is None:
        return {}
    return asdict(teaching) | {"guidelines": ", ".join(teaching.guidelines)}


def _case(view: CaseView, practice: str) -> _Case:
    case = view.case
    return _Case(
        reference=case.reference,
        state=state_words(case),
        state_key=case.state,
        came_of_it=tracer_form.TRACED.get(case.traced or ""),
        practice=practice,
        about=about(case.topic, case.modality),
        tags=tuple(tags_shown.tags(case)),
        status=case.status,
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
