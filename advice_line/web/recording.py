"""What was recorded of a call, played on the query's page."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.desk.staff.opening import Open
from advice_line.web.access import Here
from advice_line.web.message import ranged

router = APIRouter()


@dataclass(frozen=True)
class Recording:
    """`sound` is its address, None while there is nothing to hear."""

    at: datetime
    sound: str | None
    note: str


@router.get("/recordings/{sound}")
def sound(visit: Here, sound: str, request: Request) -> Response:
    content = visit.site.recorded.hear(visit.actor, sound)
    return ranged(content, request.headers.get("range"))


def shown(seen: Open) -> list[Recording]:
    found = []
    for each in seen.recordings:
        here = each.kept_at is not None and each.deleted_at is None
        length = f"{each.seconds} seconds"
        note = length
        if each.deleted_at is not None:
            note = f"{length}, deleted when its time was up"
        elif each.kept_at is None and each.failure is not None:
            given_up = each.act_at is None
            note = f"{length}, could not be fetched{'' if given_up else ' yet; it is tried again'}"
        elif each.kept_at is None:
            note = f"{length}, on its way"
        address = f"/recordings/{each.public_id}" if here else None
        found.append(Recording(at=each.made_at, sound=address, note=note))
    return found
