"""What nobody has said of advice yet, for the radiology office: a list without a patient, and one
of them as the radiology system has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.tracers.office import Listed
from advice_line.errors import Invalid, Problem
from advice_line.rules import tracer_form
from advice_line.tracer_kinds import TracerState
from advice_line.web import labels, tracer_words
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.tracer_words import SaidShown

router = APIRouter()
PLACE = "/admin/tracers"
_FINAL = {each: tracer_form.OUTCOMES[each] for each in tracer_form.FINAL}


@dataclass(frozen=True)
class _Listed:
    """`why` says why it is the office's, None where somebody was asked and may still answer."""

    path: str
    reference: str
    organisation: str | None
    advised_at: datetime
    asked_at: datetime | None
    next_at: datetime | None
    why: str | None
    said: list[SaidShown]


@router.get(PLACE)
def listed(visit: Here) -> Response:
    found = visit.site.tracers.office.open(visit.actor)
    return visit.page(
        "coordinator/tracers.html",
        now=found.now,
        unanswered=[_listed(each) for each in found.unanswered],
        waiting=[_listed(each) for each in found.waiting],
    )


@router.get("/admin/tracers/{tracer}")
def look(visit: Here, tracer: str) -> Response:
    return _one(visit, tracer)


@router.post("/admin/tracers/{tracer}")
def answer(visit: Here, tracer: str, form: Posted) -> Response:
    try:
        visit.site.tracers.office.answer(visit.actor, tracer, form, visit.key(form))
    except Invalid as error:
        return _one(visit, tracer, 422, error.problems, form)
    return visit.go(PLACE)


def _one(
    visit: Visit,
    tracer: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    one = visit.site.tracers.office.look(visit.actor, tracer)
    return visit.page(
        "coordinator/tracer.html",
        status=status,
        now=one.now,
        of=one.line,
        tracer=_listed(one.listed),
        answered=one.listed.state is TracerState.ANSWERED,
        patient=one.patient,
        test=one.test,
        form={name: typed.get(name, "") for name in tracer_form.FIELDS},
        outcomes=labels.choices(_FINAL),
        reasons=labels.choices(tracer_form.REASONS),
        form_token=visit.form_token(),
        problems=problems,
    )


def _listed(listed: Listed) -> _Listed:
    return _Listed(
        path=f"{PLACE}/{listed.id}",
        reference=listed.reference,
        organisation=listed.organisation,
        advised_at=listed.advised_at,
        asked_at=listed.asked_at,
        next_at=listed.next_at,
        why=_why(listed),
        said=tracer_words.shown(listed.said),
    )


def _why(listed: Listed) -> str | None:
    if listed.unreached:
        return "Nobody was reached: there is no address, or what was sent came back"
    if listed.state is TracerState.NO_ANSWER:
        return "Nobody has answered"
    return None
