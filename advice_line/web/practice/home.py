"""A practice's own list: what nobody has acknowledged, what waits for an answer, what is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.practice.listing import Item
from advice_line.practice_kinds import Standing
from advice_line.rules import alert_notices
from advice_line.web import alert_words
from advice_line.web.access import Here
from advice_line.web.labels import CHANNELS

router = APIRouter()
PLACE = "/practice"
_STANDINGS = {
    Standing.WAITING: "Waiting for an answer",
    Standing.ASKED_BACK: "Radiology asks something back",
    Standing.UNREAD: "Nobody has acknowledged it",
    Standing.CANNOT_ACT: "Nobody here can act on it",
    Standing.FILED: "Received and filed",
    Standing.WILL_ACT: "A clinician acts on it",
    Standing.SPOKEN: "Spoken and read back",
    Standing.WITHDRAWN: "Taken back by radiology",
    Standing.CLOSED: "Closed",
}


@dataclass(frozen=True)
class Shown:
    """`word` and `key` are of an alert; `by` who said how it stands, at `said_at`."""

    href: str
    reference: str
    word: str | None
    key: str
    standing: str
    asked_by: str | None
    channel: str | None
    at: datetime
    answered_at: datetime | None
    sent_at: datetime | None
    opened_at: datetime | None
    by: str | None
    said_at: datetime | None


@router.get(PLACE)
def listed(visit: Here) -> Response:
    found = visit.site.practice.listing.look(visit.actor)
    return visit.page(
        "practice/home.html",
        now=found.now,
        practice=found.practice,
        me=found.me,
        unread=_shown(found.unread),
        open=_shown(found.open),
        over=_shown(found.over),
        others=found.others,
        form_token=visit.form_token(),
    )


@router.get("/practice/unread")
def unread(visit: Here) -> Response:
    found = visit.site.practice.listing.look(visit.actor)
    return visit.page(
        "practice/unread.html",
        now=found.now,
        practice=found.practice,
        unread=_shown(found.unread),
    )


def _shown(items: Sequence[Item]) -> list[Shown]:
    return [_one(each) for each in items]


def _one(item: Item) -> Shown:
    folder = "alerts" if item.word else "queries"
    return Shown(
        href=f"{PLACE}/{folder}/{item.reference}",
        reference=item.reference,
        word=alert_notices.word(item.word) if item.word else None,
        key=alert_words.tag(item.word) if item.word else "plain",
        standing=_STANDINGS[item.standing],
        asked_by=item.asked_by,
        channel=CHANNELS[item.channel] if item.channel else None,
        at=item.at,
        answered_at=item.answered_at,
        sent_at=item.sent_at,
        opened_at=item.opened_at,
        by=item.by,
        said_at=item.said_at,
    )
