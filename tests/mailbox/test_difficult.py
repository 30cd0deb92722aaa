"""Every difficult mail in a real mailbox: each is fetched, read and moved, has one fate, and has
the same one after another run and after the mailbox has numbered everything anew."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from advice_line.cli.app import run
from advice_line.worker import run_once
from integrations.sandbox.mail import MailServer
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.email import difficult
from tests.mailbox.writing import LINE, SERVER, Mails
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.stories.soundness import unsound
from tests.stories.world import world

# As many as the suite has time for; MAILS=500 has every defect several times.
COUNT = int(os.environ.get("MAILS", "120"))


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot({LINE: "secret"}) as server:
        yield server


@pytest.fixture
def read(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer, dovecot: Dovecot
) -> Iterator[Mails]:
    path = tmp_path / "mails.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    settings: dict[str, Any] = {
        "smtp_url": SecretStr(f"smtp://127.0.0.1:{mail_server.port}"),
        "imap_url": SecretStr(dovecot.url(LINE)),
        "mail_auth_server": SERVER,
    }
    with world(f"sqlite:///{path}", **settings) as made:
        yield Mails(made, mail_server)
        assert unsound(made) == []


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], Counter[str]]:
    """What `inbox list --source email --json` says became of how many."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'mails.sqlite3'}")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)

    def asked() -> Counter[str]:
        capsys.readouterr()
        assert run(["inbox", "list", "--source", "email", "--limit", "1000", "--json"]) == 0
        return Counter(json.loads(row)["fate"] for row in capsys.readouterr().out.splitlines())

    return asked


def empties(mails: Mails) -> None:
    """As `worker --once` does: until a pass finds nothing."""
    run_once(mails.world.service, "test")


def test_none_of_many_difficult_mails_is_lost_or_twice(
    read: Mails, dovecot: Dovecot, told: Callable[[], Counter[str]]
) -> None:
    difficult_mails = difficult.mails(COUNT)
    dovecot.deliver_every([(each.raw, LINE, each.envelope) for each in difficult_mails])
    empties(read)
    first = read.fates
    assert len(first) == COUNT
    assert None not in {fate for fate, _ in first}
    folders = dovecot.folders(LINE)
    assert folders.pop("INBOX") == 0
    fates = told()
    assert fates == Counter(fate for fate, _ in first)
    quarantined = fates["quarantine"]
    assert folders == {"Processed": COUNT - quarantined, "Quarantine": quarantined}
    empties(read)
    assert read.fates == first
    dovecot.number_anew(LINE)
    empties(read)
    assert read.fates == first
    assert told() == fates
    assert sum(dovecot.folders(LINE).values()) == COUNT
