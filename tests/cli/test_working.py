"""`worker`: one round for cron, or a process that ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger
from tests.cli.conftest import Command
from tests.conftest import DATA_KEYS, MONDAY_NINE, SECRET_KEY


def test_one_round_says_what_it_did_in_one_line(site: Command, ledger: Ledger) -> None:
    ran = site("worker", "--once")
    assert ran.code == 0, ran.err
    (report,) = ran.rows
    assert list(report) == ["now", "fired", "sent", "retry_waiting", "dead", "next_due"]
    assert report["now"] == "2026-11-23T09:00:00Z"
    with ledger.look("system") as look:
        assert upkeep.last_beat(look.session) == MONDAY_NINE


def test_without_tables_it_says_what_to_do(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    ran = command("worker", "--once")
    assert (ran.code, ran.err) == (
        2,
        "The database is not up to date. Run: advice-line db upgrade\n",
    )


@pytest.mark.processes
def test_a_worker_beats_until_it_is_told_to_stop(
    database_url: str, ledger: Ledger, tmp_path: Path
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEYS": DATA_KEYS,
        "WORKER_POLL_SECONDS": "0.1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "advice_line.cli", "worker"],
        env=environment,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(300):
            with ledger.look("system") as look:
                if upkeep.last_beat(look.session) is not None:
                    break
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said) == (0, "")
    finally:
        process.kill()
        process.wait()
