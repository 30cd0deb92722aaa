"""A query opened by breaking its glass, and who did: for leads and who keeps the information."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.desk.glass import door
from advice_line.desk.glass.shown import Behind
from advice_line.errors import Invalid, Problem
from advice_line.kinds import QueryState
from advice_line.trust.roles import Action
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE, LOOKS = "/break-glass", "/admin/break-glass"
MINUTES = int(door.LASTS.total_seconds()) // 60


@dataclass(frozen=True)
class Message:
    at: datetime
    by: str | None
    words: str


@router.get(PLACE)
def form(visit: Here, request: Request) -> Response:
    return _form(visit, {door.REFERENCE: request.query_params.get(door.REFERENCE, "")})


@router.post(PLACE)
def break_it(visit: Here, typed: Posted) -> Response:
    reference, reason = typed.get(door.REFERENCE, ""), typed.get(door.REASON, "")
    try:
        opened = visit.site.glass.break_it(visit.actor, reference, reason, visit.key(typed))
    except Invalid as error:
        return _form(visit, typed, 422, error.problems)
    return visit.go(f"{PLACE}/{opened}")


@router.get("/break-glass/{reference}")
def look(visit: Here, reference: str) -> Response:
    found = visit.site.glass.look(visit.actor, reference)
    return visit.page(
        "glass/query.html",
        now=found.now,
        of=found.line,
        behind=found,
        state=labels.STATES[QueryState(found.state)],
        words=messages(found),
    )


def messages(behind: Behind) -> list[Message]:
    return [Message(each.at, each.author, each.words) for each in behind.words if each.words]


@router.get(LOOKS)
def looks(visit: Here) -> Response:
    found, now = visit.site.glass.looks(visit.actor)
    return visit.page(
        "glass/looks.html",
        now=now,
        unseen=[each for each in found if each.seen_at is None],
        seen=[each for each in found if each.seen_at is not None],
        may_break=visit.actor.may(Action.BREAK_GLASS),
        form_token=visit.form_token(),
    )


@router.post("/admin/break-glass/{look}/seen")
def seen(visit: Here, look: str, typed: Posted) -> Response:
    visit.site.glass.seen(visit.actor, look, visit.key(typed))
    return visit.go(LOOKS)


def _form(
    visit: Visit, typed: Mapping[str, str], status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    return visit.page(
        "glass/form.html",
        status=status,
        typed={name: typed.get(name, "") for name in (door.REFERENCE, door.REASON)},
        minutes=MINUTES,
        form_token=visit.form_token(),
        problems=problems,
    )
