"""A recorded talk as its responder steers it: taken unrecorded by a key, paused and gone on with;
what the carrier has of it is fetched, sealed and deleted there like any sound
(desk/messages/copying.py)."""

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.desk.phone import answering, taping
from advice_line.errors import NotFound
from advice_line.kinds import OfferState
from advice_line.ledger import sound_store
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import OfferKeyed
from advice_line.ports.live import CallRecorded
from advice_line.ports.script import Script
from advice_line.tables.queries import Contact, Offer, Query

RETENTION = "recording"
UNRECORDED = "5"


def ready(work: Work, event: CallRecorded) -> None:
    """Raises `errors.NotFound`."""
    contact = work.session.exec(
        select(Contact).where(col(Contact.public_id) == event.contact)
    ).first()
    if contact is None:
        raise NotFound("No such call.")
    sound_store.expect(
        work,
        SoundKind.RECORDING,
        event.recording,
        query=contact.query_id,
        contact=contact.id,
        seconds=event.seconds,
        retention=RETENTION,
    )


def accepted(
    work: Work, event: OfferKeyed, offer: Offer, query: Query, contact: Contact
) -> Script | None:
    """On a recorded line 5 accepts as 1 does, and nothing is recorded until they say so on the page
    of the call; None for every other key."""
    if event.keys != UNRECORDED or not taping.applies(work, contact):
        return None
    before = contact.recording_paused_at
    work.update(contact, recording_paused_at=before or work.now)
    answer = answering.accept(work, offer, query, contact)
    if offer.state != OfferState.ACCEPTED or offer.rings_back_by is not None:
        work.update(contact, recording_paused_at=before)
    elif before is None:
        work.record("recording.paused", query=contact.query_id)
    return answer


def pause(work: Work, contact: Contact) -> None:
    if contact.recording_paused_at is None:
        work.update(contact, recording_paused_at=work.now)
        work.record("recording.paused", query=contact.query_id)
        taping.ask(work, contact)


def resume(work: Work, contact: Contact) -> None:
    if contact.recording_paused_at is not None:
        work.update(contact, recording_paused_at=None)
        work.record("recording.resumed", query=contact.query_id)
        taping.ask(work, contact)


def never_changed(work: Work, contact: Contact, asked: NoticeKind) -> None:
    """The carrier could not be brought to do it: it stands as it stood before, and what never began
    is not recorded."""
    pausing = asked == NoticeKind.RECORDING_PAUSED
    if contact.leg_over_at is None and taping.is_silent(contact) == pausing:
        work.update(contact, recording_paused_at=None if pausing else work.now)
        verb = _NEVER[asked]
        work.record(f"recording.{verb}", query=contact.query_id)


_NEVER = {
    NoticeKind.RECORDING_BEGUN: "not_begun",
    NoticeKind.RECORDING_PAUSED: "not_paused",
    NoticeKind.RECORDING_RESUMED: "not_resumed",
}
