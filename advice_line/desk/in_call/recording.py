"""A recorded talk: what the carrier has of it is fetched, sealed and deleted there like any sound
(desk/messages/copying.py); while it is paused there is silence on it."""

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.desk.in_call import rooms
from advice_line.desk.phone import answering
from advice_line.errors import NotFound
from advice_line.kinds import (
    Direction,
    NoticeKind,
    OfferState,
    OutChannel,
    OutgoingState,
    Recipient,
)
from advice_line.ledger import outbox, sound_store
from advice_line.ledger.work import Work
from advice_line.ports.calls import OfferKeyed
from advice_line.ports.live import CallRecorded
from advice_line.ports.script import Script
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
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
    recorded = is_on(work, query) and contact.direction == Direction.IN
    if event.keys != UNRECORDED or not recorded:
        return None
    answer = answering.accept(work, offer, query, contact)
    if offer.state == OfferState.ACCEPTED and offer.rings_back_by is None:
        pause(work, contact)
    return answer


def is_on(work: Work, query: Query) -> bool:
    return work.session.get_one(Line, query.line_id).recording


def pause(work: Work, contact: Contact) -> None:
    if contact.recording_paused_at is None:
        work.update(contact, recording_paused_at=work.now)
        _tell(work, NoticeKind.RECORDING_PAUSED, contact)
        work.record("recording.paused", query=contact.query_id)


def resume(work: Work, contact: Contact) -> None:
    if contact.recording_paused_at is not None:
        work.update(contact, recording_paused_at=None)
        _tell(work, NoticeKind.RECORDING_RESUMED, contact)
        work.record("recording.resumed", query=contact.query_id)


def never_changed(work: Work, contact: Contact, asked: NoticeKind) -> None:
    """The carrier could not be brought to do it: it stands as it stood before."""
    wanted = asked == NoticeKind.RECORDING_PAUSED
    if (contact.recording_paused_at is not None) == wanted and contact.leg_over_at is None:
        work.update(contact, recording_paused_at=None if wanted else work.now)
        verb = "not_paused" if wanted else "not_resumed"
        work.record(f"recording.{verb}", query=contact.query_id)


def is_asked_for(work: Work, contact: Contact) -> bool:
    """Whether the carrier has not done yet what was asked of it."""
    statement = select(Outgoing.id).where(
        col(Outgoing.subject_id) == contact.id,
        col(Outgoing.kind).in_((NoticeKind.RECORDING_PAUSED, NoticeKind.RECORDING_RESUMED)),
        col(Outgoing.state).in_((OutgoingState.WAITING, OutgoingState.SENDING)),
    )
    return work.session.exec(statement).first() is not None


def again_in_room(work: Work, contact: Contact) -> None:
    """What is recorded of a room begins anew: a pause that holds holds there too."""
    if contact.recording_paused_at is not None:
        _tell(work, NoticeKind.RECORDING_PAUSED, contact)


def room_of(work: Work, contact: Contact) -> str | None:
    """The carrier's name of the room in which it is recorded now; None for the call itself."""
    room = rooms.of_contact(work, contact)
    return rooms.name(room) if room is not None and rooms.both_in(room) else None


def _tell(work: Work, kind: NoticeKind, contact: Contact) -> None:
    outbox.put(
        work,
        kind,
        once=f"{kind}:{contact.public_id}:{work.now.isoformat()}",
        channel=OutChannel.LIVE_CALL,
        recipient=Recipient.RESPONDER,
        query=contact.query_id,
        subject=contact.id,
    )
