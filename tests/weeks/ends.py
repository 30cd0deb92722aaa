"""How many calls of a run came to each end of the table (`rules/call_outcomes.py`)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from advice_line.call_kinds import DeflectionKind, Face
from advice_line.kinds import ContactEnded, OfferState, TaskKind
from advice_line.rules.call_outcome import CallOutcome
from advice_line.rules.call_outcomes import CLAIMED_IT, TABLE
from advice_line.tables.queries import Contact, Offer

Query = dict[str, Any]
NONE = "none of the table"
_PROMISED = ("promise", "over the limit")
_SERVED: dict[str | None, str] = {
    DeflectionKind.ANSWER: "told",
    DeflectionKind.TEXT: "told by text",
}


@dataclass(frozen=True)
class Call:
    """`offers` are those that were made in it; `served` is by what the caller was served last
    without a radiologist."""

    contact: Contact
    offers: list[Offer]
    closed: bool
    served: str | None


def end_of(query: Query, call: Call) -> str:
    """The row by what nothing changes that comes after the call: rung back meanwhile or not. Of two
    rows that fit it is the one that says more; what leaves the same behind is told apart by what
    the caller had been offered."""
    fits = sorted((row for row in TABLE if _fits(row, query, call)), key=_says_more)
    if not fits:
        return NONE
    if fits[0].name in _PROMISED:
        return _promised(call)
    if fits[0].name == "deflected" and call.served in _SERVED:
        return _SERVED[call.served]
    return fits[0].name


def _promised(call: Call) -> str:
    """Who was over the limit chose nothing, and nobody was looked for."""
    if call.contact.queued_at is not None:
        return "queue"
    if call.contact.hunt_ends_at is not None:
        return "promise"
    return "over the limit" if call.contact.offered_back_at is None else "chosen"


def _says_more(row: CallOutcome) -> tuple[bool, int]:
    return row.task is None, len(row.offers)


def _fits(row: CallOutcome, query: Query, call: Call) -> bool:
    states = [each.state for each in call.offers]
    owed = {each["kind"] for each in query["tasks"]}
    traced = TaskKind.TRACE_CALLER in owed
    return (
        call.contact.ended in row.ended
        and set(states) <= row.offers
        and (row.one is None or row.one in states)
        and (row.task is None or row.task in owed)
        and not (traced and row.task == TaskKind.RING_BACK)
        and (row.owner != CLAIMED_IT or _claimed(call))
        and (row.name.startswith("closed") == call.closed or ContactEnded.FAILED in row.ended)
    )


def _claimed(call: Call) -> bool:
    """On a page, whoever was rung besides."""
    return any(each.state == OfferState.ACCEPTED and each.face == Face.PAGE for each in call.offers)


def is_in(offer: Offer, contact: Contact) -> bool:
    """Whether it was put before somebody in this call, or somebody claimed it meanwhile."""
    over = contact.leg_over_at or contact.ended_at
    meanwhile = over is None or offer.offered_at <= over
    claimed = offer.contact_id is None and offer.face == Face.PAGE
    return offer.contact_id == contact.id or (
        claimed and meanwhile and offer.query_id == contact.query_id
    )


def lines(ends: Iterable[str]) -> list[str]:
    found = Counter(ends)
    never = [row.name for row in TABLE if not found[row.name]]
    told = [f"{count:6} {name}" for name, count in found.most_common()]
    return [*told, f"never: {', '.join(never) or 'none'}"]
