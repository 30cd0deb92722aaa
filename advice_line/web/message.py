"""A caller's spoken message, played on the query's page."""

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.web.access import Here

router = APIRouter()
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@router.get("/desk/{reference}/message")
def message(visit: Here, reference: str, request: Request) -> Response:
    sound = visit.site.voicemail.hear(visit.actor, reference)
    return ranged(sound, request.headers.get("range"))


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
