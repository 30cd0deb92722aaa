"""What came of advice, asked of who had it: a link that says nothing, its code, and one page with
what is open for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.tracers.own_page import Asked, Own, Seen
from advice_line.errors import Invalid, Problem
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.letter import LetterPatient
from advice_line.rules import tracer_form
from advice_line.tracer_kinds import TracerSource
from advice_line.trust import links
from advice_line.trust.roles import Action
from advice_line.web import labels, tracer_words
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.behind_code import Gate
from advice_line.web.tracer_words import SaidShown

router = APIRouter()
PLACE = "/you/tracers"
NOTHING: Mapping[str, str] = MappingProxyType({})
_DAYS = links.LIFETIME[links.LinkKind.TRACERS].days


@dataclass(frozen=True)
class _Asked:
    """`typed` is what was sent of it and could not be used, `corrects` the answer that they may
    still correct."""

    id: str
    reference: str
    advised_at: datetime
    patient: LetterPatient | None
    version: int
    advice: str
    said: list[SaidShown]
    corrects: str | None
    typed: Mapping[str, str]


@router.get("/you/tracers/{token}")
def look(visit: Here, token: str) -> Response:
    """To the browser that typed its code what is asked, to any other that something is."""
    if visit.actor.may(Action.ANSWER_TRACER):
        return _page(visit, token)
    return _GATE.closed(visit, token)


@router.post("/you/tracers/{token}/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.send_code(visit, token)


@router.get("/you/tracers/{token}/code")
def ask_code(visit: Here, token: str) -> Response:
    return _GATE.ask_code(visit, token)


@router.post("/you/tracers/{token}/open")
def open_page(visit: Here, token: str, form: Posted) -> Response:
    return _GATE.open(visit, token, form.get("code", ""))


@router.post("/you/tracers/{token}/fresh")
def fresh(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.fresh(visit, token)


@router.post("/you/tracers/{token}/{tracer}")
def answer(visit: Here, token: str, tracer: str, form: Posted) -> Response:
    try:
        visit.site.tracers.own.answer(visit.actor, token, tracer, form, visit.key(form))
    except Invalid as error:
        problems = [replace(each, field=f"{each.field}-{tracer}") for each in error.problems]
        return _page(visit, token, 422, problems, tracer, form)
    return visit.go(f"{PLACE}/{token}")


def _sends(visit: Visit, seen: Seen) -> bool:
    return seen.channel in visit.site.channels


def _waiting(visit: Visit, token: str, seen: Seen, status: int) -> Response:
    """Nothing of what is asked: its code was not typed in this browser."""
    return visit.page(
        "requester/tracers_closed.html",
        status=status,
        now=seen.now,
        of=seen.line,
        here=f"{PLACE}/{token}",
        line={"name": seen.line.name, "number": seen.line.number},
        sent_to=seen.sent_to,
        by_text=seen.channel is OutChannel.SMS,
        sends=_sends(visit, seen),
        expired=seen.expired,
        days=_DAYS,
        form_token=visit.form_token(),
    )


def _page(
    visit: Visit,
    token: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    tracer: str = "",
    typed: Mapping[str, str] = NOTHING,
) -> Response:
    own = visit.site.tracers.own.read(visit.actor, token)
    return visit.page(
        "requester/tracers.html",
        status=status,
        now=own.now,
        of=own.line,
        here=f"{PLACE}/{token}",
        line={"name": own.line.name, "number": own.line.number},
        practice=own.reader is TracerSource.PRACTICE,
        asked=[_asked(own, each, typed if each.id == tracer else NOTHING) for each in own.open],
        answered=[
            _asked(own, each, typed if each.id == tracer else NOTHING) for each in own.answered
        ],
        reasons=labels.choices(tracer_form.REASONS),
        avoided=labels.choices(tracer_form.AVOIDED_WORDS),
        form_token=visit.form_token(),
        problems=problems,
    )


def _asked(own: Own, asked: Asked, typed: Mapping[str, str]) -> _Asked:
    return _Asked(
        id=asked.id,
        reference=asked.reference,
        advised_at=asked.advised_at,
        patient=asked.patient,
        version=asked.version,
        advice=asked.advice,
        said=tracer_words.shown(asked.said, own.reader),
        corrects=asked.corrects,
        typed={name: typed.get(name, "") for name in tracer_form.FIELDS},
    )


_GATE = Gate(
    PLACE,
    f"Links to this page last {_DAYS} days. What we ask is still there.",
    box=lambda visit: visit.site.tracers.own,
    sends=_sends,
    waiting=_waiting,
    renews=lambda visit, seen: seen.open and _sends(visit, seen),
)
