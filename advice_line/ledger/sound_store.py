"""The one store of sound: announced by the carrier, copied here sealed, let go there, deleted here.

A row is written when the carrier says that it has something; `act_at` is when the next step is due
(copy, then have the carrier delete its own). Whoever does a step claims the row first by moving
`act_at` ahead, so that any number of workers may try. Of each step the trail has a line.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from advice_line.call_kinds import SoundKind
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.columns import opaque
from advice_line.tables.sounds import Sound, SoundPiece

COLUMN = "sound_pieces.sealed_bytes"
# Four seconds of a telephone's sound: no row and no step of a key rotation or a move to another
# database, which take many rows at once, grows with a call.
PIECE = 64 * 1024
# Longer than the carrier may take to hand over an hour, so that two never fetch the same one.
LEASE = timedelta(minutes=10)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=30)


def expect(
    work: Work,
    kind: SoundKind,
    carrier_id: str,
    *,
    query: int,
    contact: int | None,
    seconds: int,
    retention: str,
) -> bool:
    """The carrier has a sound for this query; False where that is known already."""
    new = insert_once(
        work.session,
        Sound,
        ("carrier_id",),
        public_id=opaque(),
        query_id=query,
        contact_id=contact,
        kind=kind,
        carrier_id=carrier_id,
        seconds=seconds,
        retention=retention,
        made_at=work.now,
        act_at=work.now,
        tries=0,
    )
    if new:
        work.record("sound.expected", query=query, sound=kind, seconds=seconds)
    return new


def claim(work: Work, sound: Sound) -> bool:
    """Take the next step of this sound for oneself; False when somebody else has."""
    return work.update(sound, col(Sound.act_at) == sound.act_at, act_at=work.now + LEASE)


def keep(work: Work, sound: Sound, content: bytes, delete_after: datetime | None) -> None:
    """Seal what was fetched; the carrier's own is to be deleted next."""
    for position, start in enumerate(range(0, len(content), PIECE)):
        sealed = work.vault.seal_bytes(content[start : start + PIECE], COLUMN)
        work.add(SoundPiece(sound_id=sound.id or 0, position=position, sealed_bytes=sealed))
    work.update(
        sound,
        kept_at=work.now,
        act_at=work.now,
        tries=0,
        failure=None,
        delete_after=delete_after,
    )
    work.record("sound.kept", query=sound.query_id, subject=sound.public_id, bytes=len(content))


def let_go(work: Work, sound: Sound) -> None:
    """The carrier has it no more: nothing is left to do before its time is up."""
    work.update(sound, let_go_at=work.now, act_at=None, failure=None)
    work.record("sound.deleted_at_carrier", query=sound.query_id, subject=sound.public_id)


def later(work: Work, sound: Sound, failure: str) -> None:
    """The step did not succeed: again after a wait that doubles from 5 seconds to half an hour."""
    wait = min(_FIRST_WAIT * 2 ** min(sound.tries, 12), _LONGEST_WAIT)
    work.update(sound, act_at=work.now + wait, tries=sound.tries + 1, failure=failure)


def content(work: Work, sound: Sound) -> bytes | None:
    """The sound as it was fetched; None before it was copied and after it was deleted."""
    if sound.kept_at is None or sound.deleted_at is not None:
        return None
    statement = (
        select(SoundPiece.sealed_bytes)
        .where(col(SoundPiece.sound_id) == sound.id)
        .order_by(col(SoundPiece.position))
    )
    pieces = work.session.exec(statement).all()
    return b"".join(work.vault.open_bytes(piece or "", COLUMN) for piece in pieces)


def remove(work: Work, sound: Sound) -> bool:
    """Delete the sound; its row stays as the receipt. False when somebody was first."""
    if not work.update(sound, col(Sound.deleted_at).is_(None), deleted_at=work.now):
        return False
    work.run(delete(SoundPiece).where(col(SoundPiece.sound_id) == sound.id))
    work.session.refresh(sound)
    work.record(
        "sound.deleted",
        query=sound.query_id,
        subject=sound.public_id,
        sound=sound.kind,
        seconds=sound.seconds,
        retention=sound.retention,
    )
    return True


def of_query(session: Session, query_id: int, kind: SoundKind) -> list[Sound]:
    """The oldest first."""
    statement = (
        select(Sound)
        .where(col(Sound.query_id) == query_id, col(Sound.kind) == kind)
        .order_by(col(Sound.made_at), col(Sound.id))
    )
    return list(session.exec(statement).all())


def ripe(session: Session, now: datetime, limit: int, *where: ColumnElement[bool]) -> list[int]:
    """Sounds whose time is up and which nobody has deleted yet."""
    statement = (
        select(Sound.id)
        .where(col(Sound.delete_after) <= now, col(Sound.deleted_at).is_(None), *where)
        .order_by(col(Sound.delete_after))
        .limit(limit)
    )
    return [each for each in session.exec(statement).all() if each is not None]
