"""Settings that would be dangerous are refused before anything starts, in words that hold no
secret; a rehearsal talks to this machine alone and says on every page that it is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advice_line.cli.app import run
from advice_line.settings import Settings
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories.world import world

Checked = Callable[..., tuple[int, str]]
REHEARSED = {"CLOCK_FILE": "clock"}


@pytest.fixture
def checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Checked:
    """`check` with these settings over nothing else; its exit code and what it said."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    (tmp_path / "clock").write_text("2026-10-25T00:59:59Z", encoding="ascii")

    def ran(**settings: str) -> tuple[int, str]:
        given = {"SECRET_KEY": SECRET_KEY, "DATA_KEYS": DATA_KEYS} | settings
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        return run(["db", "upgrade"]), capsys.readouterr().err

    return ran


def test_with_its_two_keys_alone_it_starts(checked: Checked) -> None:
    assert checked() == (0, "")
    assert checked(**REHEARSED) == (0, "")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PUBLIC_URL": "http://advice.example.org"}, "PUBLIC_URL: must start with https://"),
        ({"PUBLIC_URL": "advice.example.org"}, "PUBLIC_URL: must be an address such as"),
        ({"TWILIO_API_URL": "ftp://127.0.0.1"}, "TWILIO_API_URL: must be an address"),
        ({"SECRET_KEY": ""}, 'SECRET_KEY: is not set. Make one with: python3 -c "import secrets'),
        ({"SECRET_KEY": "too-short-a-secret"}, "SECRET_KEY: has fewer than 32 characters. Make"),
        ({"DATA_KEYS": ""}, "DATA_KEYS: is not set. Make one with: advice-line keys new"),
        ({"WORKER_POLL_SECONDS": "0"}, "WORKER_POLL_SECONDS: must be a number of seconds, more"),
        ({"WORKER_POLL_SECONDS": "61"}, "WORKER_POLL_SECONDS: must be a number of seconds, more"),
        ({"WORKER_POLL_SECONDS": "nan"}, "WORKER_POLL_SECONDS: must be a number of seconds, more"),
        (
            {"UNSOCIAL_DAYS": "saturdays"},
            "UNSOCIAL_DAYS: must be weekdays such as sat,",
        ),
        ({"UNSOCIAL_DAYS": "sat,bank_holiday"}, "UNSOCIAL_DAYS: must be weekdays such as sat,sun;"),
        ({"UNSOCIAL_OUTSIDE": "9 to 5"}, "UNSOCIAL_OUTSIDE: must be a stretch of the day such as"),
        ({"UNSOCIAL_OUTSIDE": "17:00-09:00"}, "UNSOCIAL_OUTSIDE: must end later than it begins"),
        ({"UNSOCIAL_BANK_HOLIDAYS": "often"}, "UNSOCIAL_BANK_HOLIDAYS: must be true or false"),
        ({"MAIL_OAUTH_TOKEN_URL": "ftp://127.0.0.1"}, "MAIL_OAUTH_TOKEN_URL: must be an address"),
        (
            {"MAIL_OAUTH_TOKEN_URL": "https://login.example.org/token"},
            "The settings: to sign in at a mail server by tokens, set MAIL_OAUTH_CLIENT_ID and",
        ),
        (
            {"OIDC_ISSUER": "http://login.example.org", "OIDC_CLIENT_ID": "a"},
            "OIDC_ISSUER: must start with https://",
        ),
        ({"OIDC_ISSUER": "https://login.example.org"}, "The settings: to sign in through the"),
        ({"OIDC_ROLE_CLAIM": "groups"}, "The settings: set OIDC_ROLE_CLAIM and OIDC_ROLE_MAP"),
        ({"OIDC_ROLE_MAP": "a=boss"}, 'OIDC_ROLE_MAP: "boss" is no role of staff; there are'),
        ({"OIDC_MFA": " , "}, 'OIDC_MFA: must be such as "amr=mfa"'),
        ({"OIDC_SCOPES": "profile"}, 'OIDC_SCOPES: must hold "openid"'),
        ({"OIDC_CLIENT_AUTH": "none"}, "OIDC_CLIENT_AUTH: must be client_secret_basic or"),
        (
            {"OIDC_CLIENT_KEY_FILE": "client.pem", "OIDC_CLIENT_SECRET": "a"},
            "The settings: OIDC_CLIENT_KEY_FILE takes the place of a secret",
        ),
        ({"OIDC_LINK_BY_EMAIL": "often"}, "OIDC_LINK_BY_EMAIL: must be true or false"),
        ({"WORKER_POLL_SECONDS": "1s"}, "WORKER_POLL_SECONDS: must be a number of seconds, more"),
    ],
)
def test_what_is_wrong_is_named_and_never_shown(
    checked: Checked, settings: dict[str, str], said: str
) -> None:
    code, err = checked(**settings)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(said)
    assert "See docs/settings.md" in err
    assert "too-short-a-secret" not in err


@pytest.mark.parametrize(
    "outside",
    [
        {"TWILIO_ACCOUNT_SID": "AC0"},
        {"SLACK_BOT_TOKEN": "xoxb-0"},
        {"SMTP_URL": "smtp://mail.example.org"},
        {"IMAP_URL": "imap://a:b@localhost/INBOX imaps://a:b@mail.example.org/INBOX"},
        {"HEARTBEAT_URL": "https://alive.example.org"},
        {"OIDC_ISSUER": "https://login.example.org", "OIDC_CLIENT_ID": "advice-line"},
        {"DATABASE_URL": "postgresql+psycopg://db.example.org/advice"},
    ],
)
def test_a_rehearsal_reaches_nobody_outside_this_machine(
    checked: Checked, outside: dict[str, str]
) -> None:
    code, err = checked(**REHEARSED, **outside)
    assert code == 2
    assert "may only talk to this machine; not local: " in err


def test_every_page_of_a_rehearsal_says_so_with_its_clock(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rehearsal.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    local: dict[str, Any] = {
        "clock_file": tmp_path / "clock",
        "twilio_api_url": "http://127.0.0.1:1",
    }
    with world(f"sqlite:///{path}", **local) as rehearsed:
        for page in ("/", "/signin", "/nowhere"):
            shown = rehearsed.browser.get(page).text
            assert "Rehearsal." in shown
            assert "The clock says Monday 23 November 2026 at 10am" in shown
