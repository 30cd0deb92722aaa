"""Letters and alerts that nobody has acknowledged, for the radiology office. No patient data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.staff.unacknowledged import Unacknowledged
from advice_line.rules import alert_ladder, alert_notices
from advice_line.rules.receipt_ladder import Step
from advice_line.web import alert_words
from advice_line.web.access import Here

router = APIRouter()
PLACE = "/admin/unread"
_NEXT: dict[str, str] = {
    alert_ladder.Step.LEAD: "the lead hears of it",
    Step.REMIND: "who asked is reminded",
    Step.GENERIC_ADDRESS: "it is asked once more at the practice's generic address",
    Step.RING_PRACTICE: "its practice is rung",
    Step.RING_PROVIDER: "who acts for the practice out of hours is rung",
}
_BYPASS, _TELEPHONE = "number for clinicians (bypass)", "telephone"


@dataclass(frozen=True)
class UnreadShown:
    """`state` is how an alert stands; `then` what is done next; `numbers` whose each is, and it."""

    reference: str
    practice: str
    numbers: Sequence[tuple[str, str]]
    word: str | None
    key: str
    state: str | None
    went_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    opened_at: datetime | None
    then: str
    next_at: datetime


@router.get(PLACE)
def listed(visit: Here) -> Response:
    found = visit.site.unread_list.of_office(visit.actor)
    return visit.page(
        "coordinator/unread.html",
        now=found.now,
        alerts=[shown(each) for each in found.alerts],
        letters=[shown(each) for each in found.letters],
    )


def shown(of: Unacknowledged) -> UnreadShown:
    return UnreadShown(
        reference=of.reference,
        practice=of.practice or "Practice not known",
        numbers=[(_BYPASS if bypass else _TELEPHONE, each) for each, bypass in of.numbers],
        word=alert_notices.word(of.word) if of.word else None,
        key=alert_words.tag(of.word) if of.word else "plain",
        state=alert_words.STATES[of.state] if of.state else None,
        went_at=of.went_at,
        sent_at=of.sent_at,
        delivered_at=of.delivered_at,
        opened_at=of.opened_at,
        then=_then(of),
        next_at=of.next_at,
    )


def _then(of: Unacknowledged) -> str:
    if of.step is None:
        return "next step"
    reminds = of.step == alert_ladder.Step.REMIND and of.word is not None
    return "its practice is reminded" if reminds else _NEXT[of.step]
