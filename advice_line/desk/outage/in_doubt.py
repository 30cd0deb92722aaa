"""Calls of which nobody can tell whether they go on: no server of ours was there to hear their end,
or the carrier cannot say. The pages claim no talk of them, and the carrier is asked (H13)."""

from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select

from advice_line.call_kinds import CallStage
from advice_line.desk.carrier_door import SOURCE
from advice_line.ledger.work import Work
from advice_line.rules import deadlines
from advice_line.tables.ledger import InboxEvent
from advice_line.tables.queries import Contact

# Whoever waits in the queue is heard of every ten seconds, by which their place is known.
_HEARD_OF = timedelta(seconds=30)


def ask_soon(work: Work) -> int:
    """Every call that stands open here is asked after now and not in its turn; how many."""
    fresh = work.now + deadlines.LOOK_AFTER - _HEARD_OF
    stage, look_at = col(Contact.stage), col(Contact.look_at)
    asked = or_(stage.is_(None), stage != CallStage.QUEUE, look_at <= fresh)
    return work.change(Contact, look_at > work.now, asked, look_at=work.now)


def doubt(work: Work, since: datetime) -> None:
    """Nobody heard of any call from then until now."""
    unheard = (col(Contact.look_at).is_not(None), col(Contact.doubted_at).is_(None))
    work.change(
        Contact, *unheard, col(Contact.started_at) <= since, doubted_at=work.now, heard_of_at=since
    )
    work.change(Contact, *unheard, doubted_at=work.now, heard_of_at=Contact.started_at)


def not_told(work: Work, contact: Contact) -> None:
    """The carrier was asked and cannot say."""
    if contact.doubted_at is None:
        last = max(_last_event(work, contact), contact.heard_of_at or contact.started_at)
        work.update(contact, doubted_at=work.now, heard_of_at=last)


def goes_on(work: Work, contact: Contact) -> None:
    """By the carrier's own record, now."""
    work.update(contact, doubted_at=None, heard_of_at=work.now)


def _last_event(work: Work, contact: Contact) -> datetime:
    """When the carrier last told us something of this call."""
    own = col(InboxEvent.external_id).startswith(f"{contact.external_id} ", autoescape=True)
    last: datetime | None = work.session.exec(
        select(func.max(InboxEvent.received_at)).where(col(InboxEvent.source) == SOURCE, own)
    ).one()
    return max(last or contact.started_at, contact.started_at)
