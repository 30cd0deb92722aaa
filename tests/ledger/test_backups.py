"""A backup holds every row of every table; one that was touched is refused before anything is
written, and what cannot be restored whole is not restored at all."""

import io
import tarfile
from pathlib import Path

import pyrage  # type: ignore[import-untyped] # it ships no py.typed
import pytest
from sqlmodel import select

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.errors import BackupRefused, Misconfigured
from advice_line.ledger.backups import restoring
from advice_line.ledger.backups.age_file import Opening, Sealing
from advice_line.ledger.backups.reading import opened
from advice_line.ledger.backups.restoring import Restored, restore
from advice_line.ledger.backups.writing import write
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.stamp import stamp
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import InboxEvent, TrailEntry
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.ledger.test_moving import everything, fill, target
from tests.ledger.test_rotation import NEW_KEY
from tests.ledger.test_secret_keys import NEW_SECRET

__all__ = ["target"]

KEY = pyrage.x25519.Identity.generate()
SEALING = Sealing((str(KEY.to_public()),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.age"


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    identity = tmp_path / "key.txt"
    identity.write_text(f"# a comment\n{KEY}\n", encoding="utf-8")
    return Opening(identity)


def backed_up(ledger: Ledger, file: Path, sealing: Sealing = SEALING) -> Path:
    with file.open("wb") as to:
        write(ledger, to, sealing)
    return file


def a_site(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        stamp(work, rehearsal=False)
        for number in range(30):
            work.record("query.received", query=number, seconds=0.25)


def put_back(
    file: Path, opening: Opening, target: Database, clock: SetClock, vault: Vault
) -> Restored:
    with opened(file, opening, vault) as found:
        return restore(found, target, clock, vault, rehearsal=False)


def is_empty(database: Database) -> bool:
    return database.behind() or not any(everything(database).values())


def test_every_row_of_every_table_comes_back_as_it_was(
    database: Database,
    ledger: Ledger,
    target: Database,
    file: Path,
    opening: Opening,
    clock: SetClock,
    vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(database)
    before = everything(database)
    # What stands in these rows is no seal and no chain: that is of other tests.
    monkeypatch.setattr(restoring, "_settle", lambda *_given, **_more: None)
    monkeypatch.setattr("advice_line.ledger.trail.chain", lambda _work: 0)
    put_back(backed_up(ledger, file), opening, target, clock, vault)
    assert everything(target) == before
    with Ledger(target, clock, vault).work("system") as work:
        event = InboxEvent(source="carrier", external_id="CA2", received_at=work.now)
        assert (work.add(event).id or 0) > 1


@pytest.mark.hazard("H14")
def test_h14_one_flipped_bit_anywhere_is_refused_and_nothing_is_written(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock, vault: Vault
) -> None:
    a_site(ledger)
    whole = backed_up(ledger, file).read_bytes()
    for place in (30, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        file.write_bytes(flipped)
        with pytest.raises(BackupRefused):
            put_back(file, opening, target, clock, vault)
    file.write_bytes(whole[:-20])
    with pytest.raises(BackupRefused):
        put_back(file, opening, target, clock, vault)
    assert is_empty(target)
    file.write_bytes(whole)
    restored = put_back(file, opening, target, clock, vault)
    assert restored.proof.lines == 30
    assert not restored.proof.faults


@pytest.mark.hazard("H14")
def test_h14_a_backup_that_somebody_else_made_is_refused(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock, vault: Vault
) -> None:
    """Whoever knows the public key can seal a file for it."""
    a_site(ledger)
    ledger.vault = Vault(DATA_KEYS, "another-secret-of-at-least-32-characters")
    backed_up(ledger, file)
    with pytest.raises(BackupRefused, match="another SECRET_KEY"):
        put_back(file, opening, target, clock, vault)
    assert is_empty(target)


@pytest.mark.hazard("H14")
def test_h14_one_bit_flipped_within_and_sealed_again_is_refused(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock, vault: Vault
) -> None:
    """As somebody may who knows the public key, or at whose place it lay open."""
    a_site(ledger)
    plain = io.BytesIO()
    with backed_up(ledger, file).open("rb") as sealed:
        opening.open(sealed, plain)
    plain.seek(0)
    changed = io.BytesIO()
    with (
        tarfile.open(fileobj=plain, mode="r:gz") as archive,
        tarfile.open(fileobj=changed, mode="w:gz") as again,
    ):
        for member in archive.getmembers():
            content = bytearray(archive.extractfile(member).read())  # type: ignore[union-attr]  # each is a file
            if member.name == "tables/trail.jsonl":
                place = content.index(b"query.received")
                content[place] ^= 1
            again.addfile(member, io.BytesIO(content))
    changed.seek(0)
    with file.open("wb") as to:
        SEALING.seal(changed, to)
    with pytest.raises(BackupRefused, match="of trail is not what was backed up"):
        put_back(file, opening, target, clock, vault)
    assert is_empty(target)


def test_a_database_in_use_is_refused_and_one_without_rows_is_taken(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock, vault: Vault
) -> None:
    a_site(ledger)
    backed_up(ledger, file)
    target.upgrade()
    put_back(file, opening, target, clock, vault)
    with pytest.raises(BackupRefused, match="in use"):
        put_back(file, opening, target, clock, vault)


def test_a_restore_that_fails_at_its_end_leaves_nothing(
    ledger: Ledger,
    target: Database,
    file: Path,
    opening: Opening,
    clock: SetClock,
    vault: Vault,
) -> None:
    a_site(ledger)
    backed_up(ledger, file)
    with opened(file, opening, vault) as found, pytest.raises(Misconfigured, match="rehearsal"):
        restore(found, target, clock, vault, rehearsal=True)
    assert is_empty(target)


def test_an_old_backup_opens_after_the_keys_were_renewed_while_its_own_is_held(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock
) -> None:
    a_site(ledger)
    with ledger.work("system") as work:
        hold_to_keys(work, writes=True)
    backed_up(ledger, file)
    renewed = Vault(f"{NEW_KEY},{DATA_KEYS}", SECRET_KEY)
    assert put_back(file, opening, target, clock, renewed).proof.lines == 30


def test_an_old_backup_is_restored_under_a_secret_that_was_renewed_since(
    ledger: Ledger, target: Database, file: Path, opening: Opening, clock: SetClock
) -> None:
    """And what was looked up by the former one is found there."""
    a_site(ledger)
    with ledger.work("system") as work:
        hold_to_keys(work, writes=True)
    mark = ledger.vault.mark("9990000018", "patient")
    backed_up(ledger, file)
    renewed = Vault(DATA_KEYS, NEW_SECRET, (SECRET_KEY,))
    assert put_back(file, opening, target, clock, renewed).proof.lines == 30
    assert renewed.mark("9990000018", "patient") == mark
    with Ledger(target, clock, renewed).work("system") as work:
        hold_to_keys(work, writes=True)
    alone = Ledger(target, clock, Vault(DATA_KEYS, NEW_SECRET))
    with alone.work("system") as work:
        hold_to_keys(work, writes=True)
    assert alone.vault.mark("9990000018", "patient") == mark


def test_a_passphrase_opens_it_too_and_another_does_not(
    ledger: Ledger, target: Database, file: Path, clock: SetClock, vault: Vault
) -> None:
    a_site(ledger)
    backed_up(ledger, file, Sealing(passphrase="correct horse battery staple"))
    with pytest.raises(BackupRefused):
        put_back(file, Opening(passphrase="another one of that length"), target, clock, vault)
    put_back(file, Opening(passphrase="correct horse battery staple"), target, clock, vault)
    with target.reading() as session:
        actions = session.exec(select(TrailEntry.action)).all()
    assert actions.count("backup.restored") == 1
