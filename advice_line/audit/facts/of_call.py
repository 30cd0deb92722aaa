"""What the audit counts of one call to a line: pure, on the rows that are kept of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from advice_line.audit.facts.bundles import Bundle
from advice_line.audit.facts.open_time import OpenTime
from advice_line.call_kinds import RingBackEnd
from advice_line.kinds import Channel, ContactEnded, Direction, PromiseState
from advice_line.tables.queries import Contact, Offer

# Who hung up sooner has heard the greeting at most, and was offered nobody: they count as such.
_SERVED = (ContactEnded.DEFLECTED,)


def calls(bundle: Bundle) -> list[Contact]:
    """Those that came in by telephone."""
    return [
        each
        for each in bundle.contacts
        if each.channel == Channel.CALL and each.direction == Direction.IN
    ]


def served(contact: Contact) -> bool:
    """By a desk, a spoken answer or a text: no responder was wanted."""
    return contact.ended in _SERVED


def talk(bundle: Bundle, contact: Contact) -> Offer | None:
    """By which offer this call became a talk, also where it then ended in a call back that is owed
    (H11); None where it was none."""
    if contact.ended != ContactEnded.TALKED and not contact.bridged_seconds:
        return None
    taken = [
        each
        for each in bundle.offers
        if each.contact_id == contact.id and each.accepted_at is not None
    ]
    return min(taken, key=lambda each: each.accepted_at or each.offered_at, default=None)


def fact(
    bundle: Bundle, contact: Contact, zone: ZoneInfo, clock: OpenTime, *, counted: bool
) -> dict[str, Any]:
    """Columns of `AuditCall` but `made_at`."""
    local = contact.started_at.astimezone(zone)
    taken = talk(bundle, contact)
    in_hours = clock.is_open(contact.started_at)
    deflected = served(contact)
    offered = in_hours and not deflected
    gone = contact.ended == ContactEnded.HUNG_UP
    backs = [each for each in bundle.promises if _of_this(bundle, contact, each.made_at)]
    return {
        "contact_id": contact.id,
        "query_id": bundle.query.id,
        "line_id": bundle.query.line_id,
        "day": local.date(),
        "hour": local.hour,
        "weekday": local.weekday(),
        "organisation_id": bundle.organisation_id,
        # One from paper went over another telephone, and nobody measured it.
        "counted": counted and not bundle.query.late_entry,
        "over": contact.ended_at is not None,
        "in_hours": in_hours,
        "offered": offered,
        "answered": offered and taken is not None,
        "abandoned": offered and gone and taken is None,
        "deflected": deflected,
        "reason": contact.reason,
        "wait": _seconds(contact.started_at, _wait_ended(contact, taken)),
        "talk": contact.bridged_seconds if taken else None,
        "back_asked": bool(backs),
        "back_made": bool(backs) and _made(bundle, contact),
        "back_kept": any(each.state == PromiseState.KEPT for each in backs),
    }


def _wait_ended(contact: Contact, taken: Offer | None) -> datetime | None:
    return taken.accepted_at if taken else contact.ended_at


def _of_this(bundle: Bundle, contact: Contact, made_at: datetime) -> bool:
    """A promise is of the last call that had begun when it was made."""
    before = [each for each in calls(bundle) if each.started_at <= made_at]
    return bool(before) and max(before, key=lambda each: each.started_at).id == contact.id


def _made(bundle: Bundle, contact: Contact) -> bool:
    """Somebody was rung: whether anybody picked up is another question."""
    return any(
        each.asked_at >= contact.started_at and each.end != RingBackEnd.NOT_RUNG
        for each in bundle.ring_backs
    ) or any(
        each.direction == Direction.OUT and each.started_at >= contact.started_at
        for each in bundle.contacts
    )


def _seconds(start: datetime, end: datetime | None) -> int | None:
    return None if end is None else max(0, int((end - start).total_seconds()))
