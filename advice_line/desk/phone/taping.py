"""What is recorded of a call: the leg of the caller, who has heard the notice, from the key that
takes their call to the end of the talk, wherever it moves; and silence while nobody of ours talks
to them, or a pause holds. The carrier is asked for each change (desk/in_call/carrying.py)."""

from sqlmodel import col, select

from advice_line.call_kinds import CallStage
from advice_line.kinds import Direction
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Query

KINDS = (
    NoticeKind.RECORDING_BEGUN,
    NoticeKind.RECORDING_PAUSED,
    NoticeKind.RECORDING_RESUMED,
)
_TALKING = (CallStage.TALK, CallStage.HOLD, CallStage.TRANSFER)


def applies(work: Work, contact: Contact) -> bool:
    """Whoever we ring has heard no notice: nothing of their call is recorded."""
    query = work.session.get_one(Query, contact.query_id)
    recording = work.session.get_one(Line, query.line_id).recording
    return recording and contact.direction == Direction.IN


def is_silent(contact: Contact) -> bool:
    return contact.recording_paused_at is not None or contact.stage not in _TALKING


def stage_changed(work: Work, contact: Contact, before: str | None) -> None:
    """A talk begins or is over; the end of the call ends what is recorded of it by itself."""
    changed = (before in _TALKING) != (contact.stage in _TALKING)
    if changed and contact.stage != CallStage.OVER and applies(work, contact):
        ask(work, contact)


def ask(work: Work, contact: Contact) -> None:
    """Have the carrier do what is to be by now. What has not begun cannot be silenced: it is looked
    at again once it has (`begun`)."""
    silent, begun = is_silent(contact), contact.recorded_as is not None
    if silent and begun:
        _put(work, NoticeKind.RECORDING_PAUSED, contact)
    elif begun:
        _put(work, NoticeKind.RECORDING_RESUMED, contact)
    elif not silent:
        _put(work, NoticeKind.RECORDING_BEGUN, contact)


def begun(work: Work, contact: Contact, recording: str) -> None:
    """The carrier records, under this id of its own; who paused meanwhile is heeded now."""
    if not work.update(contact, col(Contact.recorded_as).is_(None), recorded_as=recording):
        return
    work.record("recording.begun", query=contact.query_id, subject=f"contact:{contact.public_id}")
    if is_silent(contact) and contact.leg_over_at is None:
        ask(work, contact)


def is_asked_for(work: Work, contact: Contact) -> bool:
    """Whether the carrier has not done yet what was asked of it."""
    statement = select(Outgoing.id).where(
        col(Outgoing.subject_id) == contact.id,
        col(Outgoing.kind).in_(KINDS),
        col(Outgoing.state).in_((OutgoingState.WAITING, OutgoingState.SENDING)),
    )
    return work.session.exec(statement).first() is not None


def _put(work: Work, kind: NoticeKind, contact: Contact) -> None:
    outbox.put(
        work,
        kind,
        once=f"{kind}:{contact.public_id}:{work.now.isoformat()}",
        channel=OutChannel.LIVE_CALL,
        recipient=Recipient.RESPONDER,
        query=contact.query_id,
        subject=contact.id,
    )
