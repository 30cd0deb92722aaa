"""The door to what a caller said after the tone: heard by signed-in people, typed by one of them.

It is played from our own sealed copy, and from the carrier's while ours is under way. Whoever types
sees nothing else of the query: a sound and a box is all that the office needs (minimum).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind, SoundKind
from advice_line.desk.messages import spoken
from advice_line.desk.query import looks, theirs
from advice_line.errors import Conflict, DeliveryDelayed, Invalid, NotFound, Problem
from advice_line.ledger import inbox, sound_store
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calls import Telephone
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_TYPED = 8000


@dataclass(frozen=True)
class ToType:
    """`typed` is whether somebody has; `gone` that its sound was deleted by its class."""

    sound: Sound
    reference: str
    line: Line
    typed: bool
    gone: bool
    now: datetime


class Voicemail:
    def __init__(self, ledger: Ledger, telephone: Telephone | None) -> None:
        self._ledger = ledger
        self._telephone = telephone

    def hear(self, by: Actor, reference: str) -> bytes:
        """The newest message of a query, as WAV; who heard it stands in the trail.

        Raises `errors.NotFound` where none was left or it was deleted, `errors.DeliveryDelayed`
        while the carrier cannot give it, `errors.DeliveryRefused` when it has none any more.
        """
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            left = sound_store.of_query(work.session, query.id or 0, SoundKind.MESSAGE)
            said = [each for each in left if each.seconds]
            if not said:
                raise NotFound("No message was left here.")
            newest = said[-1].public_id
        return self._heard(by, Action.SEE_QUERY, newest)

    def hear_to_type(self, by: Actor, sound_id: str) -> bytes:
        """The same of one message, for whoever types it."""
        require(by, Action.TYPE_MESSAGE)
        return self._heard(by, Action.TYPE_MESSAGE, sound_id)

    def look(self, by: Actor, sound_id: str) -> ToType:
        """Raises `errors.NotFound`."""
        require(by, Action.TYPE_MESSAGE)
        with self._ledger.look(by.label) as work:
            sound, _query = _message(work, by, Action.TYPE_MESSAGE, sound_id)
            query = work.session.get_one(Query, sound.query_id)
            found = ToType(
                sound=sound,
                reference=query.reference,
                line=work.session.get_one(Line, query.line_id),
                typed=spoken.transcript(work, sound) is not None,
                gone=sound.deleted_at is not None,
                now=work.now,
            )
            work.let_go()
            return found

    def typed(self, by: Actor, sound_id: str, words: str, token: str) -> None:
        """Raises `errors.NotFound`, `errors.Invalid` without words, and `errors.Conflict` where
        somebody else has typed it meanwhile."""
        if not words.strip():
            said = 'Type what the caller said, or choose "Nothing on it".'
            raise Invalid([Problem("text", said)])
        if len(words) > MOST_TYPED:
            raise Invalid([Problem("text", f"Keep it under {MOST_TYPED} characters.")])
        self._write(by, sound_id, MessageKind.INCOMING, words.strip(), token)

    def nothing_on_it(self, by: Actor, sound_id: str, reason: str, token: str) -> None:
        """Raises as `typed` does."""
        if not reason.strip():
            said = "Say why there is nothing to type, for example: only breathing."
            raise Invalid([Problem("reason", said)])
        self._write(by, sound_id, MessageKind.INTERNAL, reason.strip()[:MOST_TYPED], token)

    def _write(self, by: Actor, sound_id: str, kind: MessageKind, words: str, token: str) -> None:
        require(by, Action.TYPE_MESSAGE)
        with self._ledger.work(by.label) as work:
            sound, _query = _message(work, by, Action.TYPE_MESSAGE, sound_id)
            if not inbox.receive(work, PAGE, token):
                return
            if spoken.transcript(work, sound) is not None:
                raise Conflict(spoken.first_typed(work, sound))
            spoken.typed(work, sound, by, kind, words)

    def _heard(self, by: Actor, action: Action, sound_id: str) -> bytes:
        with self._ledger.work(by.label) as work:
            sound, query = _message(work, by, action, sound_id)
            if sound.deleted_at is not None:
                raise NotFound("This message was deleted after it was written down.")
            looks.saw(work, by, action, "message.heard", query, subject=sound.public_id)
            kept, carrier_id = sound_store.content(work, sound), sound.carrier_id
        if kept is not None:
            return kept
        # The transaction is over: the carrier may take its time.
        if self._telephone is None:
            raise DeliveryDelayed("telephone is off")
        return self._telephone.fetch_recording(carrier_id)


def _message(work: Work, by: Actor, action: Action, sound_id: str) -> tuple[Sound, Query]:
    sound = work.session.exec(select(Sound).where(col(Sound.public_id) == sound_id)).first()
    if sound is None or sound.kind != SoundKind.MESSAGE:
        raise NotFound("No such message.")
    return sound, theirs.by_id(work, by, action, sound.query_id)
