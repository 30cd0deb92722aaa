"""The door to what was recorded of a call: heard by who may see its query, and each time noted."""

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.desk.query import looks, theirs
from advice_line.errors import DeliveryDelayed, NotFound
from advice_line.ledger import sound_store
from advice_line.ledger.work import Ledger
from advice_line.tables.sounds import Sound
from advice_line.trust.roles import Action, Actor, require


class Recorded:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hear(self, by: Actor, sound_id: str) -> bytes:
        """As WAV, from our own sealed copy alone. Raises `errors.NotFound`, and
        `errors.DeliveryDelayed` while it is not here yet."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            sound = work.session.exec(select(Sound).where(col(Sound.public_id) == sound_id)).first()
            if sound is None or sound.kind != SoundKind.RECORDING or sound.deleted_at is not None:
                raise NotFound("No such recording.")
            query = theirs.by_id(work, by, Action.SEE_QUERY, sound.query_id)
            content = sound_store.content(work, sound)
            if content is None:
                raise DeliveryDelayed("not-copied")
            own = sound.public_id
            looks.saw(work, by, Action.SEE_QUERY, "recording.heard", query, subject=own)
            return content
