"""Information governance: what goes when and what went, what is held, who objects to teaching, and
what is erased. A patient's number is sent in the body of a post alone, and never shown again."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.data_kinds import ErasureKind, Extent, HoldKind, Objector
from advice_line.data_life import scope
from advice_line.errors import Invalid, Problem
from advice_line.rules import retention
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/admin/data"
HOLDS, OBJECTIONS, ERASURES = f"{PLACE}/holds", f"{PLACE}/objections", f"{PLACE}/erasures"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_ON = {
    HoldKind.QUERY: "A query, by its reference",
    HoldKind.PATIENT: "A patient, by their NHS number",
    HoldKind.REQUESTER: "Somebody who asks",
    HoldKind.ORGANISATION: "A practice or department",
    HoldKind.SPAN: "What reached a line in a stretch of days",
}
_ERASE = {
    ErasureKind.QUERY: "A query, by its reference",
    ErasureKind.PATIENT: "A patient, by NHS number and date of birth",
    ErasureKind.REQUESTER: "Somebody who asks",
}
_EXTENTS = {
    Extent.BESIDE_RECORD: "All but the clinical record",
    Extent.ALL: "All of it",
}
_OBJECTORS = {Objector.PATIENT: "The patient", Objector.REQUESTER: "Who asked"}
_STAYS = {
    scope.Stays.HELD: "A legal hold stands on it",
    scope.Stays.NOT_OVER: "It is not over: somebody still owes something",
    scope.Stays.GONE: "Gone already",
}


@router.get(PLACE)
def overview(visit: Here) -> Response:
    doors = visit.site.data_life
    return visit.page(
        "service/data.html",
        rows=[
            {
                "line": each.line.name if each.line else "Every line",
                "what": retention.RULES[each.kept].what,
                "kept": each.kept,
                "days": each.days,
                "count": each.count,
                "held": each.held,
                "in_mailbox": each.in_mailbox,
            }
            for each in doors.ahead.table(visit.actor)
        ],
        receipts=doors.receipts.listed(visit.actor),
        there=doors.receipts.in_mailbox(visit.actor),
    )


@router.get(f"{PLACE}/receipts/{{receipt}}")
def receipt(visit: Here, receipt: str) -> Response:
    shown = visit.site.data_life.receipts.look(visit.actor, receipt)
    return visit.page("service/data_receipt.html", shown=shown)


@router.get(HOLDS)
def holds(visit: Here) -> Response:
    return _holds(visit)


@router.post(HOLDS)
def place_hold(visit: Here, form: Posted) -> Response:
    try:
        visit.site.data_life.holds.place(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _holds(visit, 422, error.problems, form)
    return visit.go(HOLDS)


@router.post(f"{HOLDS}/{{hold}}/lift")
def lift_hold(visit: Here, hold: str, form: Posted) -> Response:
    try:
        visit.site.data_life.holds.lift(visit.actor, hold, form, visit.key(form))
    except Invalid as error:
        return _holds(visit, 422, error.problems)
    return visit.go(HOLDS)


@router.get(OBJECTIONS)
def objections(visit: Here) -> Response:
    return _objections(visit)


@router.post(OBJECTIONS)
def write_objection(visit: Here, form: Posted) -> Response:
    try:
        doors = visit.site.data_life.objections
        said = doors.of_reference if "reference" in form else doors.of_patient
        said(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _objections(visit, 422, error.problems, form)
    return visit.go(OBJECTIONS)


@router.post(f"{OBJECTIONS}/{{objection}}/lift")
def lift_objection(visit: Here, objection: str, form: Posted) -> Response:
    visit.site.data_life.objections.lift_told(visit.actor, objection, visit.key(form))
    return visit.go(OBJECTIONS)


@router.get(ERASURES)
def erasures(visit: Here) -> Response:
    return _erasures(visit)


@router.post(ERASURES)
def ask_erasure(visit: Here, form: Posted) -> Response:
    try:
        asked = visit.site.data_life.erasures.ask(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _erasures(visit, 422, error.problems, form)
    return visit.go(f"{ERASURES}/{asked}")


@router.get(f"{ERASURES}/{{erasure}}")
def look_over(visit: Here, erasure: str) -> Response:
    asked = visit.site.data_life.erasures.look(visit.actor, erasure)
    return visit.page(
        "service/data_erasure.html",
        asked=asked,
        extent=_EXTENTS[asked.extent],
        goes=[each for each in asked.ones if each.stays is None],
        stays=[(each, _STAYS[each.stays]) for each in asked.ones if each.stays is not None],
        form_token=visit.form_token(),
    )


@router.post(f"{ERASURES}/{{erasure}}/confirm")
def confirm(visit: Here, erasure: str, form: Posted) -> Response:
    visit.site.data_life.erasures.confirm(visit.actor, erasure, visit.key(form))
    return visit.go(f"{ERASURES}/{erasure}")


@router.post(f"{ERASURES}/{{erasure}}/refuse")
def refuse(visit: Here, erasure: str, form: Posted) -> Response:
    visit.site.data_life.erasures.refuse(visit.actor, erasure, visit.key(form))
    return visit.go(ERASURES)


def _holds(
    visit: Visit,
    status: int = 200,
    problems: Sequence[Problem] = (),
    form: Mapping[str, str] = _NOTHING,
) -> Response:
    return visit.page(
        "service/data_holds.html",
        status=status,
        held=visit.site.data_life.holds.listed(visit.actor),
        kinds=labels.choices(_ON),
        form=dict(form),
        form_token=visit.form_token(),
        problems=problems,
    )


def _objections(
    visit: Visit,
    status: int = 200,
    problems: Sequence[Problem] = (),
    form: Mapping[str, str] = _NOTHING,
) -> Response:
    return visit.page(
        "service/data_objections.html",
        status=status,
        objections=visit.site.data_life.objections.listed(visit.actor),
        objectors=labels.choices(_OBJECTORS),
        form=dict(form),
        form_token=visit.form_token(),
        problems=problems,
    )


def _erasures(
    visit: Visit,
    status: int = 200,
    problems: Sequence[Problem] = (),
    form: Mapping[str, str] = _NOTHING,
) -> Response:
    return visit.page(
        "service/data_erasures.html",
        status=status,
        erasures=visit.site.data_life.erasures.listed(visit.actor),
        kinds=labels.choices(_ERASE),
        extents=labels.choices(_EXTENTS),
        form=dict(form),
        form_token=visit.form_token(),
        problems=problems,
    )
