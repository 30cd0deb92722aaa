"""A caller's spoken message: played on the query's page, and typed on a page of its own, which
shows nothing else of the query."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@router.get("/desk/{reference}/message")
def message(visit: Here, reference: str, request: Request) -> Response:
    sound = visit.site.voicemail.hear(visit.actor, reference)
    return ranged(sound, request.headers.get("range"))


@router.get("/messages/{sound}")
def to_type(visit: Here, sound: str) -> Response:
    return _page(visit, sound)


@router.get("/messages/{sound}/sound")
def sound(visit: Here, sound: str, request: Request) -> Response:
    content = visit.site.voicemail.hear_to_type(visit.actor, sound)
    return ranged(content, request.headers.get("range"))


@router.post("/messages/{sound}/typed")
def typed(visit: Here, sound: str, form: Posted) -> Response:
    words = form.get("text", "")
    try:
        visit.site.voicemail.typed(visit.actor, sound, words, visit.key(form))
    except Invalid as error:
        return _page(visit, sound, status=422, problems=error.problems, text=words)
    return visit.go(_back(visit, sound))


@router.post("/messages/{sound}/nothing")
def nothing(visit: Here, sound: str, form: Posted) -> Response:
    reason = form.get("reason", "")
    try:
        visit.site.voicemail.nothing_on_it(visit.actor, sound, reason, visit.key(form))
    except Invalid as error:
        return _page(visit, sound, status=422, problems=error.problems)
    return visit.go(_back(visit, sound))


def _page(
    visit: Visit,
    sound: str,
    *,
    status: int = 200,
    problems: Sequence[Problem] = (),
    text: str = "",
) -> Response:
    found = visit.site.voicemail.look(visit.actor, sound)
    path = f"/messages/{sound}"
    return visit.page(
        "coordinator/message.html",
        status=status,
        problems=problems,
        now=found.now,
        of=found.line,
        path=path,
        back=_back(visit, sound),
        reference=found.reference,
        said_at=found.sound.made_at,
        seconds=found.sound.seconds,
        typed=found.typed,
        gone=found.gone,
        delete_after=found.sound.delete_after,
        text=text,
        form_token=visit.form_token(),
    )


def _back(visit: Visit, sound: str) -> str:
    """A responder goes on with the query, the office with its list."""
    if not visit.actor.may(Action.SEE_QUERY):
        return "/admin"
    return f"/desk/{visit.site.voicemail.look(visit.actor, sound).reference}"


def ranged(sound: bytes, asked: str | None) -> Response:
    """The whole, or the one range that was asked for: some players play nothing without it."""
    found = _RANGE.fullmatch(asked or "")
    if found is None or found.groups() == ("", ""):
        return Response(sound, media_type="audio/wav", headers={"accept-ranges": "bytes"})
    first, last = _bounds(found[1], found[2], len(sound))
    if first > last:
        return Response(status_code=416, headers={"content-range": f"bytes */{len(sound)}"})
    return Response(
        sound[first : last + 1],
        status_code=206,
        media_type="audio/wav",
        headers={
            "accept-ranges": "bytes",
            "content-range": f"bytes {first}-{last}/{len(sound)}",
        },
    )


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    """Both ends included; "-500" means the last 500."""
    if not first:
        return max(0, length - int(last)), length - 1
    return int(first), min(int(last) if last else length - 1, length - 1)
