"""The service itself, for its people: what stands wrong, what is printed for when it is down, and
the page by which paper comes in afterwards."""

import re
from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.outage.late_entries import ADVISED_BY, LINE
from advice_line.desk.query import practices
from advice_line.errors import Invalid, Problem
from advice_line.tables.directory import Organisation
from advice_line.trust.roles import Action
from advice_line.web import labels, practice_search
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rendering import Choice

router = APIRouter()
_REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
# As they stand on the page, and so what is wrong with them.
_FIELDS = (
    *("line", "received_on", "received_at", practices.FIELD, practices.WORDS),
    *("number", "requester_name"),
    *("requester_role", "general_question", "patient_name", "date_of_birth", "nhs_number"),
    *("number_missing_reason", "question", "would_have_done", "urgency_asked", "advised_by"),
)


@router.get("/service")
def seen(visit: Here) -> Response:
    found = visit.site.service.state.seen(visit.actor)
    return visit.page(
        "service/state.html",
        now=found.now,
        alarms=found.alarms,
        lines=found.lines,
        broken_glass=visit.site.glass.unseen(visit.actor),
        may_see_today=visit.actor.may(Action.SEE_TODAY),
        may_enter=visit.site.service.late_entries.may(visit.actor),
    )


@router.get("/service/downtime/{line}")
def downtime(visit: Here, line: str) -> Response:
    printed = visit.site.service.downtime.form(visit.actor, line)
    # Its telephones are staff's own: no copy is kept on the way.
    named = {"Content-Disposition": f'attachment; filename="{printed.name}"'}
    headers = {**named, "Cache-Control": "no-store"}
    return Response(printed.content, media_type="application/pdf", headers=headers)


@router.get("/service/late")
def late(visit: Here, entered: str = "") -> Response:
    done = entered if _REFERENCE.fullmatch(entered) else None
    return _late(visit, {}, entered=done)


@router.post("/service/late")
def enter(visit: Here, form: Posted) -> Response:
    if practice_search.FIND in form:
        return _late(visit, form)
    try:
        practice = practice_search.taken(_practices(visit), form)
        made = visit.site.service.late_entries.enter(visit.actor, practice, visit.key(form))
    except Invalid as error:
        return _late(visit, form, status=422, problems=error.problems)
    if made.owner is not None and made.owner == visit.actor.responder_id:
        return visit.go(f"/desk/{made.reference}/record")
    return visit.go(f"/service/late?entered={made.reference}")


def _late(
    visit: Visit,
    form: Mapping[str, str],
    *,
    entered: str | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    found = visit.site.service.late_entries.choices(visit.actor)
    named = {
        LINE: [Choice(each.key, each.name) for each in found.lines],
        ADVISED_BY: [Choice(each.key, each.name) for each in found.responders],
    }
    return visit.page(
        "service/late.html",
        status=status,
        now=found.now,
        form={name: form.get(name, "") for name in _FIELDS},
        choices=labels.record_choices() | named,
        practices=practice_search.shown(found.organisations, form),
        entered=entered,
        problems=sorted(problems, key=_place),
        form_token=visit.form_token(),
    )


def _practices(visit: Visit) -> Sequence[Organisation]:
    return visit.site.service.late_entries.choices(visit.actor).organisations


def _place(problem: Problem) -> int:
    """What no field of the page has given, comes last."""
    return _FIELDS.index(problem.field) if problem.field in _FIELDS else len(_FIELDS)
