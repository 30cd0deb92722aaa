"""Information governance: what goes when and what went, what is held, who objects to teaching, and
what is erased. A patient's number is sent in the body of a post alone, and never shown again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.data_kinds import (
    Cause,
    ErasureKind,
    ErasureState,
    Extent,
    HoldKind,
    Objector,
)
from advice_line.data_life import scope, subjects
from advice_line.errors import Invalid, Problem
from advice_line.rules import days, retention
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rendering import Choice
from rota import walltime

router = APIRouter()
PLACE, BY = "/admin/data", "by"
HOLDS, OBJECTIONS, ERASURES = f"{PLACE}/holds", f"{PLACE}/objections", f"{PLACE}/erasures"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_ON = {
    HoldKind.QUERY: "A query, by its reference",
    HoldKind.PATIENT: "A patient, by their NHS number",
    HoldKind.REQUESTER: "Somebody who asks",
    HoldKind.ORGANISATION: "A practice or department",
    HoldKind.SPAN: "What reaches a line in a stretch of days",
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
_STATES = {
    ErasureState.ASKED: "Waits for a second person",
    ErasureState.DONE: "Erased",
    ErasureState.REFUSED: "Not erased",
}
_CAUSES = {
    Cause.RETENTION: "their time being over",
    Cause.ERASURE: "by an erasure",
    Cause.REAPPLIED: "by an erasure that was done again after a restore",
}
_OBJECTORS = {Objector.PATIENT: "The patient", Objector.REQUESTER: "Who asked"}
_STAYS = {
    scope.Stays.HELD: "A legal hold stands on it",
    scope.Stays.NOT_OVER: "It is not over: somebody still owes something",
    scope.Stays.GONE: "Gone already",
}


@router.get(PLACE)
def overview(visit: Here, request: Request) -> Response:
    doors, by = visit.site.data_life, request.query_params.get(BY, "").strip()
    try:
        until: date | None = _until(visit, by)
        problems: Sequence[Problem] = ()
    except Invalid as error:
        until, problems = None, error.problems
    erasures = doors.erasures.listed(visit.actor)
    return visit.page(
        "service/data.html",
        status=422 if problems else 200,
        by=by,
        until=until,
        problems=problems,
        waiting=sum(each.state is ErasureState.ASKED for each in erasures),
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
            for each in doors.ahead.table(visit.actor, _end(visit, until))
        ],
        receipts=doors.receipts.listed(visit.actor),
        causes=_CAUSES,
        there=doors.receipts.in_mailbox(visit.actor),
    )


@router.get(f"{PLACE}/receipts/{{receipt}}")
def receipt(visit: Here, receipt: str) -> Response:
    shown = visit.site.data_life.receipts.look(visit.actor, receipt)
    return visit.page(
        "service/data_receipt.html",
        shown=shown,
        cause=_CAUSES[Cause(shown.receipt.cause)],
        batches=[(_gone(each.kept), each) for each in shown.batches],
    )


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
        there = [Problem(f"lift-{hold}", each.message) for each in error.problems]
        typed = {"hold": hold, "lifted": form.get(subjects.REASON, "")}
        return _holds(visit, 422, there, typed)
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
        state=_STATES[asked.state],
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


def _gone(kept: str) -> str:
    """A batch is of a class where its time was over, and of an extent where it was erased."""
    of_classes = {str(each): rule.what for each, rule in retention.RULES.items()}
    said = (of_classes | {str(each): words for each, words in _EXTENTS.items()}).get(kept, kept)
    return said[:1].upper() + said[1:]


def _until(visit: Visit, text: str) -> date | None:
    """Raises `errors.Invalid`."""
    if not text:
        return None
    today = visit.frame().now.astimezone(ZoneInfo(visit.frame().time_zone)).date()
    found = days.coming_day(text, today)
    if found is None or found > retention.FURTHEST:
        raise Invalid(
            [Problem(BY, "We could not read this as a day. Give one such as 31 12 2026.")]
        )
    if found < today:
        raise Invalid([Problem(BY, "This day is over. Choose today or a later one.")])
    return found


def _end(visit: Visit, day: date | None) -> datetime | None:
    """The day is the last that counts, whole."""
    zone = ZoneInfo(visit.frame().time_zone)
    return walltime.day_start(day + timedelta(days=1), zone) if day else None


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
        lines=[Choice(key, name) for key, name in visit.site.data_life.holds.lines(visit.actor)],
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
        states=_STATES,
        kinds=labels.choices(_ERASE),
        extents=labels.choices(_EXTENTS),
        form=dict(form),
        form_token=visit.form_token(),
        problems=problems,
    )
