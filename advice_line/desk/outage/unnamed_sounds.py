"""A sound that the carrier has and of which it never told us: a message after the tone, or a call
that was recorded. It is fetched, sealed and deleted there like any other (H16); of a message that
the carrier does not list either, somebody is told (H09)."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk import carrier_door
from advice_line.desk.in_call import recording
from advice_line.desk.messages import lost, spoken
from advice_line.desk.phone import intake
from advice_line.kinds import ContactEnded
from advice_line.ledger.work import Work
from advice_line.ports.calls import MessageLeft
from advice_line.ports.carrier_lists import SoundListed
from advice_line.ports.live import CallRecorded
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound

# A message is ready within seconds; the list that was read just now would have it.
_LISTED_AFTER = timedelta(hours=1)


def keep(work: Work, line: Line, sounds: list[SoundListed]) -> int:
    """How many of this line's were new. The account may be used for more than our lines: what is
    of no call of ours is not touched."""
    known = _known(work, sounds)
    new = [each for each in sounds if each.recording not in known]
    return sum(_keep(work, line, each) for each in new)


def look_for_lost(work: Work, line: Line, since: datetime) -> None:
    """To be asked once the carrier's list from `since` on has been read."""
    for contact in _without_sound(work, line, since):
        lost.never_named(work, contact)
    for contact in _never_ready(work, line, since):
        key = f"{contact.recorded_as} asked for"
        event = CallRecorded(key, contact.public_id, contact.recorded_as or "", 0)
        recording.ready(work, event)


def _keep(work: Work, line: Line, sound: SoundListed) -> bool:
    contact = carrier_door.known(work.session, sound.call)
    if contact is None or work.session.get_one(Query, contact.query_id).line_id != line.id:
        return False
    work.record("sound.found", query=contact.query_id, subject=contact.public_id)
    if sound.spoken:
        _message(work, sound, contact)
    else:
        key = f"{sound.recording} listed"
        event = CallRecorded(key, contact.public_id, sound.recording, sound.seconds)
        recording.ready(work, event)
    return True


def _message(work: Work, sound: SoundListed, contact: Contact) -> None:
    """That it was left may not have reached us either."""
    call = contact.external_id
    event = MessageLeft(f"{sound.recording} listed", call, sound.seconds, sound.recording)
    query, contact = carrier_door.rows(work, event)
    if sound.seconds:
        intake.message_left(work, event, query, contact)
    spoken.left(work, event, query, contact)


def _known(work: Work, sounds: list[SoundListed]) -> set[str]:
    asked = [each.recording for each in sounds]
    return set(work.session.exec(select(Sound.carrier_id).where(col(Sound.carrier_id).in_(asked))))


def _without_sound(work: Work, line: Line, since: datetime) -> list[Contact]:
    heard = select(Sound.id).where(col(Sound.contact_id) == col(Contact.id)).exists()
    statement = (
        select(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.ended) == ContactEnded.MESSAGE,
            col(Contact.recording_seconds) > 0,
            col(Contact.started_at) >= since,
            col(Contact.ended_at) <= work.now - _LISTED_AFTER,
            ~heard,
        )
    )
    return list(work.session.exec(statement))


def _never_ready(work: Work, line: Line, since: datetime) -> list[Contact]:
    """Calls of which the carrier said that it records them, and never that it has."""
    there = select(Sound.id).where(col(Sound.carrier_id) == col(Contact.recorded_as)).exists()
    statement = (
        select(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.recorded_as).is_not(None),
            col(Contact.started_at) >= since,
            col(Contact.leg_over_at) <= work.now - _LISTED_AFTER,
            ~there,
        )
    )
    return list(work.session.exec(statement))
