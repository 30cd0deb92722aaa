"""A call that is going on, before whoever is on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.in_call.seen import Askable, LiveCall
from advice_line.errors import Invalid, Problem
from advice_line.rules import scopes, whisper_words
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.labels import COLLEAGUES, CONNECTING, LIVE_STAGES
from advice_line.web.naming import asked_by
from advice_line.web.rendering import Choice, render

router = APIRouter()
# By which htmx knows that it need not ask again; a call that broke off may go on a moment later.
_ASK_NO_MORE, _ASKED_AFTER = 286, timedelta(minutes=2)
# A colleague may be chosen; one is being asked; neither, to who is not on the call or when it is
# over. What is being chosen is not refreshed, so a page that shows another is to be loaded anew.
_CHOOSE, _ASKED, _NONE = "choose", "asked", "none"


@dataclass(frozen=True)
class _Asked:
    words: str
    at: datetime
    waiting: bool


@dataclass(frozen=True)
class _Call:
    """`shows` is which of its forms stand below: `_CHOOSE`, `_ASKED` or `_NONE`."""

    path: str
    reference: str
    asked_by: str
    reason: str | None
    live: bool
    stage: str
    heard_of_at: datetime | None
    held: bool
    held_until: datetime | None
    asking: bool
    minutes: int
    mine: bool
    host: bool
    owner: str | None
    asked: tuple[_Asked, ...]
    others: tuple[str, ...]
    recorded: bool
    paused: bool
    recording_changes: bool
    can_write: bool
    can_ring_back: bool
    shows: str


@router.get("/desk/call")
def mine(visit: Here) -> Response:
    """To the call that the reader is on."""
    reference = visit.site.during_calls.mine(visit.actor)
    return visit.go(f"/desk/{reference}/call" if reference else "/desk")


@router.get("/desk/{reference}/call")
def look(visit: Here, reference: str) -> Response:
    return _page(visit, reference)


@router.get("/desk/{reference}/call/now")
def now(visit: Here, reference: str, shows: str = "") -> Response:
    """How it stands alone, for the page that shows it to ask for; `shows` is what stands below."""
    seen = visit.site.during_calls.look(visit.actor, reference)
    frame = visit.frame(now=seen.now, of=seen.line)
    done = seen.over_at is not None and seen.now - seen.over_at > _ASKED_AFTER
    anew = bool(shows) and shows != _shows(seen)
    return HTMLResponse(
        render("responder/call_now.html", frame=frame, **_now(visit, seen)),
        status_code=_ASK_NO_MORE if done else 200,
        headers={"HX-Refresh": "true"} if anew else None,
    )


@router.post("/desk/{reference}/call/hold")
def hold(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.during_calls.hold(visit.actor, reference, visit.key(form))
    return _back(visit, reference)


@router.post("/desk/{reference}/call/back")
def fetch_back(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.during_calls.fetch_back(visit.actor, reference, visit.key(form))
    return _back(visit, reference)


@router.post("/desk/{reference}/call/ask")
def ask(visit: Here, reference: str, form: Posted) -> Response:
    who, takes_over = form.get("who", ""), form.get("how") == "hand_over"
    try:
        visit.site.during_calls.ask(
            visit.actor, reference, who, visit.key(form), takes_over=takes_over
        )
    except Invalid as error:
        return _page(visit, reference, status=422, problems=error.problems, who=who)
    return _back(visit, reference)


@router.post("/desk/{reference}/call/outside")
def outside(visit: Here, reference: str, form: Posted) -> Response:
    tag, advised = form.get("tag", ""), form.get("advised") == "yes"
    try:
        visit.site.during_calls.outside_scope(
            visit.actor, reference, tag, visit.key(form), advised=advised
        )
    except Invalid as error:
        return _page(visit, reference, status=422, problems=error.problems, tag=tag)
    return _back(visit, reference)


@router.post("/desk/{reference}/call/pause")
def pause(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.during_calls.pause(visit.actor, reference, visit.key(form))
    return _back(visit, reference)


@router.post("/desk/{reference}/call/resume")
def resume(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.during_calls.resume(visit.actor, reference, visit.key(form))
    return _back(visit, reference)


def _back(visit: Visit, reference: str) -> Response:
    return visit.go(f"/desk/{reference}/call")


def _page(
    visit: Visit,
    reference: str,
    *,
    status: int = 200,
    problems: Sequence[Problem] = (),
    who: str = "",
    tag: str = "",
) -> Response:
    seen = visit.site.during_calls.open(visit.actor, reference)
    if _shows(seen) != _CHOOSE:  # over meanwhile: there is nothing left to mend
        problems, status = (), 200
    return visit.page(
        "responder/call.html",
        status=status,
        now=seen.now,
        of=seen.line,
        people=[_choice(each) for each in seen.people],
        who=who,
        tags=[Choice(each, scopes.name(each)) for each in seen.tags],
        tag=tag,
        outside_of=scopes.name(seen.query.outside_scope or "") or None,
        problems=problems,
        **_now(visit, seen),
    )


def _now(visit: Visit, seen: LiveCall) -> dict[str, Any]:
    return {"call": _call(seen), "form_token": visit.form_token()}


def _asking(seen: LiveCall) -> bool:
    return any(each.state is ColleagueState.ASKED for each in seen.asked)


def _shows(seen: LiveCall) -> str:
    if seen.stage is None or not seen.host:
        return _NONE
    return _ASKED if _asking(seen) else _CHOOSE


def _call(seen: LiveCall) -> _Call:
    live = seen.stage is not None
    known = whisper_words.REASONS
    return _Call(
        path=f"/desk/{seen.query.reference}",
        reference=seen.query.reference,
        asked_by=asked_by(seen.organisation, known_number=seen.number is not None),
        reason=next((known[each] for each in known if each == seen.reason), None),
        live=live,
        stage=CONNECTING if seen.connecting else LIVE_STAGES.get(seen.stage, LIVE_STAGES[None]),
        heard_of_at=seen.heard_of_at,
        held=seen.held_since is not None,
        held_until=seen.held_until,
        asking=seen.stage is CallStage.TRANSFER or (live and _asking(seen)),
        minutes=int((seen.now - seen.since).total_seconds() // 60),
        mine=seen.mine,
        host=seen.host,
        owner=seen.owner,
        asked=tuple(
            _Asked(
                COLLEAGUES[each.state].format(who=each.name),
                each.at,
                each.state is ColleagueState.ASKED,
            )
            for each in seen.asked
        ),
        others=seen.others,
        recorded=seen.recorded,
        paused=seen.paused_at is not None,
        recording_changes=seen.recording_changes,
        can_write=seen.can_write,
        can_ring_back=_can_ring_back(seen),
        shows=_shows(seen),
    )


def _can_ring_back(seen: LiveCall) -> bool:
    going_on = seen.stage is not None or seen.connecting
    return not going_on and seen.can_write and seen.number is not None


def _choice(each: Askable) -> Choice:
    facts = [
        "on duty" if each.on_duty else "not on duty",
        *(["on a call"] if each.busy else []),
        f"answers about {scopes.names(each.scope)}" if each.scope else "answers about everything",
    ]
    return Choice(each.key, f"{each.name} ({'; '.join(facts)})")
