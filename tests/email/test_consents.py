"""What a person agreed to once goes on over restarts, although its refresh token changes with every
use; and a new consent in the settings begins anew."""

from pathlib import Path

import pytest

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.errors import Busy
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.trust.consents import Consents
from integrations.email.tokens import AccessTokens, NoToken
from tests.conftest import DATA_KEYS, MONDAY_NINE, SECRET_KEY
from tests.servers.tokens import TokenServer


@pytest.fixture
def ledger(sqlite_template: Path, tmp_path: Path) -> Ledger:
    path = tmp_path / "consents.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    vault = Vault(DATA_KEYS, SECRET_KEY)
    return Ledger(Database(f"sqlite:///{path}"), SetClock(MONDAY_NINE), vault)


def started(server: TokenServer, ledger: Ledger, given: str = "refresh-1") -> AccessTokens:
    """As a process is that starts with what stands in the settings."""
    return AccessTokens(server.url, "client", given, kept=Consents(ledger))


def test_a_process_that_starts_again_goes_on_with_the_newest(ledger: Ledger) -> None:
    with TokenServer("advice@example.org") as server:
        assert started(server, ledger).current() == "access-1"
        assert started(server, ledger).current() == "access-2"
        assert [form["refresh_token"] for form in server.asked] == ["refresh-1", "refresh-2"]


def test_two_processes_do_not_take_it_from_each_other(ledger: Ledger) -> None:
    with TokenServer("advice@example.org", expires_in=0) as server:
        web, worker = started(server, ledger), started(server, ledger)
        assert [web.current(), worker.current(), web.current()] == [
            f"access-{number}" for number in (1, 2, 3)
        ]


def test_a_new_consent_in_the_settings_is_used_whatever_was_kept(ledger: Ledger) -> None:
    with TokenServer("advice@example.org") as server:
        started(server, ledger).current()
        server.refresh_token = "agreed-anew"
        with pytest.raises(NoToken) as ended:
            started(server, ledger).current()
        assert ended.value.consent
        assert started(server, ledger, "agreed-anew").current()


def test_nothing_of_it_lies_open_in_the_database(ledger: Ledger, tmp_path: Path) -> None:
    Consents(ledger).keep("refresh-1", "refresh-2")
    Consents(ledger).keep("refresh-1", "refresh-3")
    assert Consents(ledger).newest("refresh-1") == "refresh-3"
    assert Consents(ledger).newest("another") == "another"
    ledger.db.dispose()
    every = b"".join(file.read_bytes() for file in tmp_path.glob("consents.sqlite3*"))
    assert b"refresh-" not in every


def test_a_database_that_is_away_stops_no_mail() -> None:
    class Away:
        def newest(self, given: str) -> str:
            assert given
            raise Busy

        def keep(self, given: str, newest: str) -> None:
            assert given != newest
            raise Busy

    with TokenServer("advice@example.org", expires_in=0) as server:
        tokens = AccessTokens(server.url, "client", "refresh-1", kept=Away())
        assert [tokens.current(), tokens.current()] == ["access-1", "access-2"]
