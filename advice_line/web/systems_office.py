"""Clinical systems for the radiology office: whose has a key for what, and which does not answer.
Keys and addresses are made and ended by commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.api_kinds import HookKind, Scope
from advice_line.desk.systems.hooks import Standing
from advice_line.desk.systems.keys import Kept
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Visit

router = APIRouter()
PLACE = "/admin/systems"
_MAY = {
    Scope.RAISE: "ask",
    Scope.READ: "read",
    Scope.LETTER: "fetch letters",
    Scope.ACKNOWLEDGE: "acknowledge",
}
_TOLD = {
    HookKind.STATE: "states",
    HookKind.LETTER: "letters",
    HookKind.ASKED_BACK: "what is asked back",
    HookKind.DELAY: "later answers",
}
_WHY = {
    "wrong_certificate": "its certificate does not prove who it is",
    "no_server": "there is no server of its name",
    "forbidden_network": "its name leads to a network that may not be told",
    "too_slow": "it is too slow",
    "no_answer": "it does not answer",
}
_ENDED = {"gone": "It said that it is there no more", "removed": "Removed"}


@dataclass(frozen=True)
class _Key:
    id: str
    whose: str
    name: str
    may: str
    expires_at: datetime
    last_used_at: datetime | None
    good: bool
    code_closed: bool


@dataclass(frozen=True)
class _Hook:
    id: str
    whose: str
    host: str
    told: str
    waiting: int
    answered_at: datetime | None
    failing_since: datetime | None
    why: str | None
    ended: str | None


@router.get(PLACE)
def look(visit: Here) -> Response:
    doors = visit.site.systems
    hooks = doors.hooks.standing(visit.actor)
    return visit.page(
        "coordinator/systems.html",
        silent=[_hook(each) for each in hooks if each.silent],
        hooks=[_hook(each) for each in hooks if not each.silent],
        keys=[_key(each) for each in doors.keys.kept(visit.actor)],
    )


def silent(visit: Visit) -> int | None:
    """How many do not answer; None for who may not see them."""
    if not visit.actor.may(Action.SEE_SYSTEMS):
        return None
    return sum(each.silent for each in visit.site.systems.hooks.standing(visit.actor))


def _key(key: Kept) -> _Key:
    may = _joined([_MAY[each] for each in key.scopes])
    return _Key(
        id=key.id,
        whose=key.organisation_name,
        name=key.name,
        may=may,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
        good=key.good,
        code_closed=key.code_closed,
    )


def _hook(hook: Standing) -> _Hook:
    return _Hook(
        id=hook.id,
        whose=hook.organisation_name,
        host=hook.host,
        told=_joined([_TOLD[each] for each in hook.events]),
        waiting=hook.waiting,
        answered_at=hook.answered_at,
        failing_since=hook.failing_since,
        why=_why(hook.failure),
        ended=_ENDED.get(hook.ended_because or ""),
    )


def _why(failure: str | None) -> str | None:
    if failure is None:
        return None
    return _WHY.get(failure, f"it answers {failure.removeprefix('http_')}")


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words)
