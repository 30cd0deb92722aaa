"""What callers said is kept sealed, in pieces, opens whole, and is gone when it is deleted."""

from base64 import urlsafe_b64encode
from datetime import timedelta

from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import select

from advice_line.call_kinds import SoundKind
from advice_line.ledger import rotation, sound_store
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.sounds import Sound, SoundPiece
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.ledger.test_rotation import NEW_KEY, a_query, fill

SPOKEN = b"RIFF" + bytes(range(256)) * 3000


def expected(work: Work, line_id: int) -> Sound:
    query = a_query(work, line_id, "?")

    def announced() -> bool:
        return sound_store.expect(
            work,
            SoundKind.MESSAGE,
            "RE1",
            query=query.id or 0,
            contact=None,
            seconds=48,
            retention="message",
        )

    assert announced()
    assert not announced()
    return work.session.exec(select(Sound)).one()


def kept(ledger: Ledger, line_id: int) -> None:
    with ledger.work("system") as work:
        sound = expected(work, line_id)
        assert sound_store.content(work, sound) is None
        assert sound_store.claim(work, sound)
        sound_store.keep(work, sound, SPOKEN, work.now + timedelta(days=30))


def test_a_sound_is_sealed_in_pieces_and_opens_whole(ledger: Ledger) -> None:
    kept(ledger, fill(ledger, 1))
    with ledger.look("system") as work:
        pieces = work.session.exec(select(SoundPiece)).all()
        assert len(pieces) == 12
        plain = urlsafe_b64encode(SPOKEN[:24]).decode()
        assert not any(plain in (piece.sealed_bytes or "") for piece in pieces)
        assert sound_store.content(work, work.session.exec(select(Sound)).one()) == SPOKEN


def test_a_key_rotation_takes_the_sound_along(ledger: Ledger) -> None:
    kept(ledger, fill(ledger, 1))
    renewed = Ledger(ledger.db, ledger.clock, Vault(f"{NEW_KEY},{DATA_KEYS}", SECRET_KEY))
    assert rotation.rotate(renewed).done["sound_pieces.sealed_bytes"] == 12
    only_new = Ledger(ledger.db, ledger.clock, Vault(NEW_KEY, SECRET_KEY))
    with only_new.look("system") as work:
        assert sound_store.content(work, work.session.exec(select(Sound)).one()) == SPOKEN


def test_a_step_is_claimed_once_and_waits_longer_after_each_failure(ledger: Ledger) -> None:
    line_id = fill(ledger, 1)
    with ledger.work("system") as work:
        sound = expected(work, line_id)
        was = sound.act_at
        assert sound_store.claim(work, sound)
        # What another worker still has in hand.
        set_committed_value(sound, "act_at", was)
        assert not sound_store.claim(work, sound)
    waits = []
    with ledger.work("system") as work:
        sound = work.session.exec(select(Sound)).one()
        for _ in range(12):
            sound_store.later(work, sound, "20404")
            assert sound.act_at is not None
            waits.append((sound.act_at - work.now).total_seconds())
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 1800


def test_a_deleted_sound_leaves_its_row_and_a_receipt(ledger: Ledger) -> None:
    kept(ledger, fill(ledger, 1))
    with ledger.work("system") as work:
        sound = work.session.exec(select(Sound)).one()
        ripe = sound_store.ripe(work.session, work.now + timedelta(days=31), 10)
        assert ripe == [sound.id]
        assert sound_store.remove(work, sound)
        assert not sound_store.remove(work, sound)
        assert sound_store.content(work, sound) is None
        assert not work.session.exec(select(SoundPiece)).all()
        receipts = [
            entry
            for entry in work.session.exec(select(TrailEntry)).all()
            if entry.action == "sound.deleted"
        ]
        assert [entry.detail["retention"] for entry in receipts] == ["message"]
