"""A message that a caller spoke after the tone: expected as a sound, owed in writing, typed by a
person. What was typed is a message of the query; until then its sound is all that is known."""

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind, SoundKind
from advice_line.desk.owed import call_backs, tasks
from advice_line.kinds import Channel, TaskKind
from advice_line.ledger import sound_store
from advice_line.ledger.work import Work
from advice_line.ports.calls import MessageLeft, MessageReady
from advice_line.rules import retention, written
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound
from advice_line.trust.roles import Actor

WORDS = "messages.sealed_words"
TYPED = "message.typed"
# The class by which its sound is deleted (`rules/retention.py`).
RETENTION = "message"


def left(work: Work, event: MessageLeft, query: Query, contact: Contact) -> None:
    """The caller is done speaking: nobody may ever tell us that the carrier has it, so it is asked
    for by its id from now on (H16)."""
    if event.recording is not None:
        _expect(work, event.recording, event.seconds, query, contact)


def ready(work: Work, event: MessageReady, query: Query, contact: Contact) -> None:
    """The carrier has it."""
    _expect(work, event.recording, event.seconds, query, contact)


def _expect(work: Work, recording: str, seconds: int, query: Query, contact: Contact) -> None:
    """Of silence nothing is to be typed, but it is fetched and deleted there like any other: the
    carrier keeps nothing of ours."""
    new = sound_store.expect(
        work,
        SoundKind.MESSAGE,
        recording,
        query=query.id or 0,
        contact=contact.id,
        seconds=seconds,
        retention=RETENTION,
    )
    if not new or not seconds:
        return
    work.update(contact, recording=recording, recording_seconds=seconds)
    line = work.session.get_one(Line, query.line_id)
    tasks.owe(work, query.id or 0, TaskKind.TYPE_MESSAGE, call_backs.due_at(work, line))


def transcript(work: Work, sound: Sound) -> Message | None:
    """What somebody typed of it; None while nobody has."""
    return work.session.exec(
        select(Message).where(col(Message.external_id) == sound.carrier_id)
    ).first()


def first_typed(work: Work, sound: Sound) -> str:
    """Who typed it and when, in a sentence."""
    entry = work.session.exec(
        select(TrailEntry).where(
            col(TrailEntry.action) == TYPED, col(TrailEntry.subject) == sound.public_id
        )
    ).first()
    message = transcript(work, sound)
    author = work.session.get(Responder, message.author_id) if message is not None else None
    if entry is None or author is None:
        return "Somebody has typed this message already."
    query = work.session.get_one(Query, sound.query_id)
    zone = work.session.get_one(Line, query.line_id).time_zone
    return f"{author.name} was first ({written.moment(entry.at, work.now, zone)}): it is typed."


def untyped(work: Work, query_id: int) -> list[Sound]:
    """Those that still say something nobody has written down."""
    sounds = sound_store.of_query(work.session, query_id, SoundKind.MESSAGE)
    return [each for each in sounds if each.seconds and transcript(work, each) is None]


def typed(work: Work, sound: Sound, by: Actor, kind: MessageKind, words: str) -> None:
    """`words` are what the caller said, or (as `INTERNAL`) why there is nothing to type. The sound
    goes by its class from now on."""
    work.add(
        Message(
            query_id=sound.query_id,
            contact_id=sound.contact_id,
            at=sound.made_at,
            kind=kind,
            channel=Channel.CALL,
            author_id=by.responder_id,
            external_id=sound.carrier_id,
            sealed_words=work.vault.seal(words, WORDS),
        )
    )
    work.record(TYPED, query=sound.query_id, subject=sound.public_id, kind=kind.value)
    query = work.session.get_one(Query, sound.query_id)
    line = work.session.get_one(Line, query.line_id)
    work.update(sound, delete_after=retention.of_typed(line.retention, work.now))
    if not untyped(work, sound.query_id):
        reason = "typed" if kind is MessageKind.INCOMING else "nothing to type"
        tasks.settle_kind(
            work, sound.query_id, TaskKind.TYPE_MESSAGE, by=by.responder_id, reason=reason
        )
