"""`backup`, wipe, `restore`: all of a site is back on either engine and its trail fits, what was
erased stays erased, and whatever goes wrong on the way leaves nothing half done."""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped] # it ships no py.typed
import pytest
from sqlalchemy import text

from advice_line.data_life.erasing import Erasing
from advice_line.data_life.reapplying import Reapplying
from advice_line.ledger.stamp import stamp
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import SYSTEM
from tests.cli.conftest import Command, Ran
from tests.data_life.test_erasing import INES, NUMBER, ODD, OF_PATIENT, closed
from tests.data_life.test_erasing import everything as words_of
from tests.stories.conftest import on_sqlite
from tests.web.test_restored import counted

ROOT = Path(__file__).parents[2]
# A process that is gone from one instruction to the next, as by a power cut.
KILLED = "lambda *_given, **_more: os.kill(os.getpid(), signal.SIGKILL)"


@dataclass
class Kept:
    """A site over `url` with a backup of it in `file`, which `key` opens."""

    site: Command
    ledger: Ledger
    url: str
    file: Path
    key: Path

    def restores(self, *more: object) -> Ran:
        return self.site("restore", self.file, "--identity", self.key, *more)

    def wipes(self) -> None:
        """The database is lost, all of it."""
        self.ledger.db.dispose()
        if self.ledger.db.sqlite:
            for each in Path(self.url.removeprefix("sqlite:///")).parent.glob("test.sqlite3*"):
                each.unlink()
            return
        with self.ledger.db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        self.ledger.db.dispose()


@pytest.fixture
def keyed(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the key for which backups of this rehearsal are sealed."""
    with ledger.work("system") as work:
        stamp(work, rehearsal=True)
    key = pyrage.x25519.Identity.generate()
    monkeypatch.setenv("BACKUP_RECIPIENTS", str(key.to_public()))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    file = tmp_path / "key.txt"
    file.write_text(f"{key}\n", encoding="utf-8")
    return file


@pytest.fixture
def kept(command: Command, keyed: Path, ledger: Ledger, database_url: str, tmp_path: Path) -> Kept:
    closed(ledger)
    file = tmp_path / "site.age"
    ran = command("backup", file)
    assert ran.code == 0, ran.err
    return Kept(command, ledger, database_url, file, keyed)


@pytest.mark.hazard("H14")
def test_h14_backup_wipe_restore_and_what_was_erased_since_stays_erased(
    kept: Kept, tmp_path: Path
) -> None:
    before, head = counted(kept.url), tmp_path / "head.json"
    head.write_text(kept.site("audit", "head").out, encoding="utf-8")
    door = Erasing(kept.ledger)
    door.confirm(ODD, door.ask(INES, OF_PATIENT, "ask"), "both")
    listing = tmp_path / "erased"
    listing.write_text(Reapplying(kept.ledger).listing(SYSTEM), encoding="utf-8")
    kept.wipes()

    ran = kept.restores()
    assert ran.code == 0, ran.err
    assert "Recovery point: 2026-11-23T09:00:00Z." in ran.out
    assert "It took " in ran.out
    assert "The trail fits" in ran.out
    assert "erased after the recovery point is there again" in ran.out
    # The backup's own line of the trail came after it, that of the restoring is in its place.
    assert counted(kept.url) == before
    assert any(NUMBER in each for each in words_of(kept.ledger).values())
    assert kept.site("audit", "verify").code == 0
    # A head of after the recovery point says what the restored trail lacks.
    ran = kept.site("audit", "verify", "--head", head)
    assert (ran.code, "ends at" in ran.out) == (1, True)

    kept.wipes()
    ran = kept.restores("--reapply", listing)
    assert ran.code == 0, ran.err
    assert "Done again: 1 of 1 erasures" in ran.out
    assert not any(NUMBER in each for each in words_of(kept.ledger).values())
    assert kept.site("audit", "verify").code == 0


@pytest.mark.hazard("H14")
def test_h14_a_list_that_was_changed_stops_the_restore_and_nothing_is_there(
    kept: Kept, tmp_path: Path
) -> None:
    listing = tmp_path / "erased"
    listing.write_text('{"is": "erasure", "signature": "made up"}\n', encoding="utf-8")
    kept.wipes()
    ran = kept.restores("--reapply", listing)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "line 1 is not one of a list that this deployment made" in ran.err
    assert kept.restores().code == 0


@pytest.mark.hazard("H14")
def test_h14_a_restore_that_is_killed_leaves_a_database_that_takes_it_anew(kept: Kept) -> None:
    before = counted(kept.url)
    kept.wipes()
    words = ["restore", str(kept.file), "--identity", str(kept.key)]
    assert killed("advice_line.ledger.backups.restoring", "_compare", words) == -signal.SIGKILL
    ran = kept.restores()
    assert ran.code == 0, ran.err
    assert counted(kept.url) == before


@on_sqlite
def test_a_backup_that_is_killed_is_no_backup_and_the_next_one_is(
    kept: Kept, tmp_path: Path
) -> None:
    second = tmp_path / "second.age"
    assert killed("os", "replace", ["backup", str(second)]) == -signal.SIGKILL
    assert not second.exists()
    assert kept.site("backup", second).code == 0
    assert kept.site("backup", "--verify", second, "--identity", kept.key).code == 0
    assert not list(tmp_path.glob(".*.part"))


def killed(module: str, what: str, words: list[str]) -> int:
    code = (
        "import os, signal, sys, importlib\n"
        "from advice_line.cli import app, backups, sealed_files\n"
        f"setattr(importlib.import_module({module!r}), {what!r}, {KILLED})\n"
        f"sys.exit(app.run({words!r}))\n"
    )
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


@on_sqlite
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_a_disk_that_is_full_is_said_and_leaves_no_file(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / ".full.age.part").symlink_to("/dev/full")
    ran = kept.site("backup", tmp_path / "full.age")
    assert ran.code == 2
    assert ran.err == f"{tmp_path / 'full.age'} cannot be written: no space left on device.\n"
    assert not list(tmp_path.glob("*full.age*"))


Spoils = Callable[[Kept, pytest.MonkeyPatch], list[Any]]


def flipped(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    content = bytearray(kept.file.read_bytes())
    content[len(content) // 2] ^= 1
    kept.file.write_bytes(content)
    return ["--identity", kept.key]


def cut(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.file.write_bytes(kept.file.read_bytes()[:-100])
    return ["--identity", kept.key]


def empty(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.file.write_bytes(b"")
    return ["--identity", kept.key]


def another_key(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.key.write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    return ["--identity", kept.key]


def no_key(_kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    return []


def nothing_of_a_key(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.key.write_text("not a key\n", encoding="utf-8")
    return ["--identity", kept.key]


def no_file_of_a_key(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    return ["--identity", kept.key.with_name("nowhere")]


def bytes_for_a_key(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.key.write_bytes(b"\xff\xfe")
    return ["--identity", kept.key]


def a_folder(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.file.unlink()
    kept.file.mkdir()
    return ["--identity", kept.key]


def nowhere(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    kept.file.unlink()
    return ["--identity", kept.key]


def another_secret(kept: Kept, patch: pytest.MonkeyPatch) -> list[Any]:
    patch.setenv("SECRET_KEY", "of-another-site-with-at-least-32-characters")
    return ["--identity", kept.key]


def no_list(kept: Kept, _patch: pytest.MonkeyPatch) -> list[Any]:
    return ["--identity", kept.key, "--reapply", kept.file.with_name("nowhere")]


@on_sqlite
@pytest.mark.parametrize(
    ("spoils", "said"),
    [
        (flipped, "The file does not open: it was changed or damaged"),
        (cut, "The file does not open: it was changed or damaged"),
        (empty, "The file does not open: it was changed or damaged"),
        (another_key, "The key that was given is none of those it was sealed for."),
        (no_key, "Say with --identity which file holds the key, or set BACKUP_PASSPHRASE."),
        (nothing_of_a_key, "holds something that is no key of age."),
        (no_file_of_a_key, "nowhere cannot be read: no such file or directory."),
        (bytes_for_a_key, "key.txt is no text in UTF-8."),
        (a_folder, "site.age cannot be read: is a directory."),
        (nowhere, "site.age cannot be read: no such file or directory."),
        (another_secret, "The backup was made under another SECRET_KEY, or was changed since."),
        (no_list, "nowhere cannot be read: no such file or directory."),
    ],
)
@pytest.mark.hazard("H14")
def test_h14_what_cannot_be_restored_is_said_in_one_line_and_changes_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, spoils: Spoils, said: str
) -> None:
    kept.wipes()
    ran = kept.site("restore", kept.file, *spoils(kept, monkeypatch))
    assert ran.code in (1, 2)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert said in ran.err
    assert not Path(kept.url.removeprefix("sqlite:///")).exists()


@on_sqlite
@pytest.mark.usefixtures("keyed")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["backup"], "Say where to: advice-line backup TO, or --verify FILE."),
        (["backup", "nowhere/site.age"], "nowhere/site.age cannot be written: no such file or"),
        (["backup", "there.age"], "there.age is there already. Give another name."),
        (["export", "nowhere/there"], "nowhere/there cannot be written: no such file or"),
        (["retention", "--reapply", "."], "--reapply: . cannot be read: is a directory."),
    ],
)
def test_where_it_cannot_be_written_is_said_in_one_line(
    command: Command, tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "there.age").write_bytes(b"")
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


@on_sqlite
@pytest.mark.usefixtures("keyed")
def test_each_option_that_names_no_key_is_named(
    command: Command, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(ledger)
    (tmp_path / "theirs.txt").write_text("age1nonsense\n", encoding="utf-8")
    asked = ["subject-access", "--number", NUMBER, "--born", "1961-03-12", "--to", "x.age"]
    ran = command(*asked, "--recipients", "theirs.txt")
    assert ran.code == 2
    assert "--recipients: each must be a public key of age" in ran.err
    monkeypatch.setenv("BACKUP_RECIPIENTS", "age1nonsense")
    ran = command("backup", "site.age")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith("BACKUP_RECIPIENTS: each must be a public key of age")
    assert not (tmp_path / "site.age").exists()
