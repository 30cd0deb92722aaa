"""`check` without a file: each thing a site needs, there or how to mend it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from advice_line.cli import kept_elsewhere
from advice_line.db import Database
from advice_line.ledger import heads
from advice_line.ledger.upkeep import beat
from advice_line.ledger.work import Ledger, Work
from advice_line.settings import Settings
from advice_line.tables.directory import Line
from advice_line.tables.ledger import TrailHead
from rota import store
from rota.changing import Changing
from tests.cli.conftest import Command, Ran
from tests.conftest import DATA_KEYS, MONDAY_NINE, SECRET_KEY
from tests.directory.example import FILE
from tests.stories.conftest import on_sqlite


def said(ran: Ran, name: str) -> list[tuple[bool, str]]:
    return [(row["ok"], row["sentence"]) for row in ran.rows if row["name"] == name]


def worker_beats(ledger: Ledger, before: timedelta) -> None:
    with ledger.db.writing() as session:
        beat(Work(session, MONDAY_NINE - before, "worker", ledger.vault), "here:1")


def test_a_site_that_works_is_all_ok(site: Command, ledger: Ledger) -> None:
    worker_beats(ledger, timedelta(seconds=5))
    ran = site("check", "--json")
    assert ran.code == 0
    assert all(row["ok"] for row in ran.rows)
    kind = "SQLite" if ledger.db.sqlite else "PostgreSQL"
    assert said(ran, "database") == [(True, f"{kind}, up to date.")]
    assert said(ran, "worker") == [(True, "Working.")]
    assert said(ran, "setup") == [(True, "Lines: hotdoc.")]
    assert "ok    single point: Note: hotdoc: only amara" in site("check").out
    assert said(ran, "rota") == [(True, "No hole in the next 14 days.")]


@pytest.mark.parametrize("name", ["twilio", "mail", "mailbox", "slack"])
def test_a_rehearsal_does_without_integrations_and_is_told_what_to_set(
    site: Command, name: str
) -> None:
    ((ok, sentence),) = said(site("check", "--json"), name)
    assert ok
    assert sentence.startswith("Off. Set ")


def test_how_old_the_last_backup_is_and_where_heads_go_is_said(
    site: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((ok, sentence),) = said(site("check", "--json"), "backup")
    assert ok
    assert sentence.startswith("Note: advice-line backup has never been run here; unless")
    ((ok, sentence),) = said(site("check", "--json"), "trail heads")
    assert ok
    assert sentence.startswith("Note: each night's head is kept in this database alone;")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "lantern-quarry-violin-osprey")
    assert site("backup", str(tmp_path / "first.age")).code == 0
    monkeypatch.setenv("TRAIL_HEAD_FOLDER", str(tmp_path))
    ran = site("check", "--json")
    assert said(ran, "backup") == [
        (True, "The last backup by advice-line backup is of 2026-11-23 09:00 UTC, 0 hours ago.")
    ]
    ((ok, sentence),) = said(ran, "trail heads")
    assert sentence == (
        "Each night's head goes to the folder TRAIL_HEAD_FOLDER; none was made yet."
    )


@pytest.mark.parametrize(("hours", "old"), [(1, False), (26, False), (27, True), (75, True)])
def test_a_backup_that_was_missed_for_a_night_is_noted(
    ledger: Ledger, hours: int, old: bool
) -> None:
    with ledger.work("test") as work:
        work.record("backup.made", rows=1, position=1)
    with ledger.look("test") as work:
        later = Work(work.session, work.now + timedelta(hours=hours), "test", ledger.vault)
        sentence = kept_elsewhere.backups(later).sentence
    assert sentence.startswith("Note:") is old
    assert ("3 days" if hours == 75 else f"{hours} hour") in sentence


def test_a_head_that_is_not_where_it_is_sent_is_noted(ledger: Ledger) -> None:
    settings = Settings(
        secret_key=SECRET_KEY,
        data_keys=DATA_KEYS,
        trail_head_folder="/mnt/heads",
        trail_head_email="ig@example.org",
    )
    with ledger.work("test") as work:
        heads.keep(work, heads.now(work), None)
        assert "is not there yet. A worker" in kept_elsewhere.trail_heads(work, settings).sentence
        work.change(TrailHead, failure="not_there")
        assert "not_there" in kept_elsewhere.trail_heads(work, settings).sentence
        work.change(TrailHead, failure=None, put_at=work.now)
        said_now = kept_elsewhere.trail_heads(work, settings).sentence
        work.let_go()
    assert said_now.endswith("and the address TRAIL_HEAD_EMAIL; the newest is of 2026-11-23.")


@on_sqlite
def test_a_real_line_that_nobody_can_ring_or_read_fails_the_check(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOCK_FILE")
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert command("setup", FILE).code == 0
    ran = command("check", "--json")
    assert ran.code == 1
    for name in ("twilio", "mail"):
        ((ok, sentence),) = said(ran, name)
        assert not ok
        assert sentence.startswith("Off. Set ")
    assert said(ran, "public_url") == [
        (
            False,
            "PUBLIC_URL is http://localhost:8000: only this machine reaches it. "
            "Set it to the https address of the pages.",
        )
    ]
    ((ok, sentence),) = said(ran, "heartbeat")
    assert ok
    assert sentence.startswith("Note: HEARTBEAT_URL is not set; unless your monitor")
    assert said(ran, "slack")[0][0]
    monkeypatch.setenv("PUBLIC_URL", "https://advice.example.org")
    monkeypatch.setenv("HEARTBEAT_URL", "https://monitor.example.org/ping")
    reached = command("check", "--json")
    assert said(reached, "public_url") == said(reached, "heartbeat") == []


def test_a_worker_that_never_ran_fails_the_check(site: Command) -> None:
    ran = site("check", "--json")
    assert ran.code == 1
    ((ok, sentence),) = said(ran, "worker")
    assert not ok
    assert sentence == "No worker has ever run. Start one: advice-line worker"


def test_a_worker_gone_silent_fails_the_check(site: Command, ledger: Ledger) -> None:
    worker_beats(ledger, timedelta(minutes=7))
    ran = site("check", "--json")
    assert ran.code == 1
    assert "for 7 minutes" in said(ran, "worker")[0][1]


@pytest.mark.hazard("H03")
def test_a_hole_fails_the_check(site: Command, ledger: Ledger, database: Database) -> None:
    worker_beats(ledger, timedelta(seconds=5))
    with database.writing() as session:
        rota = store.load(session, "hotdoc")
        (weekdays,) = rota.patterns
        second_week = tuple(each for each in weekdays.sessions if each.week == 2)
        change = Changing(session, at=ledger.clock.now(), by="test", act="test")
        change.put("hotdoc", replace(weekdays, sessions=second_week))
    ran = site("check", "--json")
    assert ran.code == 1
    hole = said(ran, "hole")[0]
    assert hole[0] is False
    assert "nobody is on tier 1 on Monday 30 November, 08:00 to 19:00" in hole[1]
    assert said(ran, "rota") == []
    assert "MEND  hole: hotdoc: nobody is on tier 1" in site("check").out


def test_an_empty_database_says_to_set_up(command: Command) -> None:
    ran = command("check", "--json")
    assert ran.code == 1
    assert said(ran, "setup") == [(False, "There is no line yet. Run: advice-line setup FILE.toml")]


def test_a_database_without_tables_still_gets_the_rest_answered(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///fresh.sqlite3")
    ran = command("check", "--json")
    assert ran.code == 1
    assert said(ran, "database")[0][1].endswith("Run: advice-line db upgrade")
    assert said(ran, "slack")[0][0]


def test_a_mailbox_that_cannot_be_read_fails_the_check(
    site: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAP_URL", "imap://advice:canary@localhost:1/INBOX")
    ran = site("check", "--json")
    assert ran.code == 1
    assert said(ran, "mailbox")[0][1].startswith("localhost:1 does not answer.")
    monkeypatch.setenv("IMAP_URL", "imap://advice@localhost:1/INBOX")
    without = site("check", "--json")
    assert without.code == 2
    assert "a user needs a password, or MAIL_OAUTH_TOKEN_URL" in without.err
    assert "canary" not in ran.out + ran.err


def test_an_integration_that_cannot_be_reached_fails_the_check(
    site: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    ran = site("check", "--json")
    assert ran.code == 1
    assert "cannot be reached" in said(ran, "slack")[0][1]
    assert "canary" not in ran.out + ran.err


@on_sqlite
def test_a_folder_of_the_record_that_is_not_there_is_told(site: Command, ledger: Ledger) -> None:
    assert said(site("check", "--json"), "record")[0][0]
    with ledger.work("test") as work:
        work.change(Line, record={"folder": "/nowhere/record"})
    ((ok, sentence),) = said(site("check", "--json"), "record")
    assert not ok
    assert sentence == (
        "hotdoc: /nowhere/record does not exist. Make it, or name another in the setup file."
    )
