"""`mail authorise`: a person agrees once, at a page of the provider; what comes of it is kept."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.cli.app import run
from integrations.email import consenting
from integrations.email.tokens import AccessTokens
from tests.cli.conftest import Command, Ran
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.tokens import DEVICE_GRANT, TokenServer


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """`advice-line` where no database is needed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)

    def ran(*words: object) -> Ran:
        code = run([str(word) for word in words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenServer]:
    """The settings name its address and the application, and no refresh token yet."""
    with TokenServer("advice@example.org") as server:
        monkeypatch.setenv("MAIL_OAUTH_TOKEN_URL", server.url)
        monkeypatch.setenv("MAIL_OAUTH_CLIENT_ID", "our-application")
        yield server


def test_it_says_where_to_agree_and_prints_the_refresh_token_that_comes_of_it(
    command: Command, tokens: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consenting, "_SLOWER", 0.01)
    tokens.still = ["authorization_pending", "slow_down", "authorization_pending"]
    ran = command("mail", "authorise")
    assert ran.code == 0, ran.err
    assert ran.out == "MAIL_OAUTH_REFRESH_TOKEN=refresh-1\n"
    assert "https://login.example.org/device" in ran.err
    assert "WDJB-MJHT" in ran.err
    assert AccessTokens(tokens.url, "our-application", "refresh-1").current()
    first, *polls = tokens.asked[:-1]
    assert first["client_id"] == "our-application"
    assert "IMAP.AccessAsUser.All" in first["scope"]
    assert "offline_access" in first["scope"]
    assert {each["grant_type"] for each in polls} == {DEVICE_GRANT}
    assert len(polls) == 4


@pytest.mark.usefixtures("tokens")
def test_it_writes_it_to_a_file_that_nobody_else_may_read(command: Command, tmp_path: Path) -> None:
    ran = command("mail", "authorise", "--write", str(tmp_path))
    assert (ran.code, ran.out) == (0, "Written: MAIL_OAUTH_REFRESH_TOKEN\n"), ran.err
    assert "refresh-1" not in ran.err
    file = tmp_path / "MAIL_OAUTH_REFRESH_TOKEN"
    assert file.read_text(encoding="utf-8") == "refresh-1"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("access_denied", "did not agree"),
        ("authorization_declined", "did not agree"),
        ("expired_token", "ran out before anybody agreed"),
        ("invalid_grant", "invalid_grant"),
    ],
)
def test_who_does_not_agree_is_told_what_to_do(
    command: Command, tokens: TokenServer, answer: str, words: str
) -> None:
    tokens.still = [answer]
    ran = command("mail", "authorise")
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err.splitlines()[-1]


def test_an_application_that_the_provider_does_not_know_is_named(
    command: Command, tokens: TokenServer
) -> None:
    tokens.client_known = False
    ran = command("mail", "authorise")
    assert ran.code == 1
    (line,) = ran.err.splitlines()
    assert "invalid_client" in line
    assert "MAIL_OAUTH_CLIENT_ID" in line
    assert "Not found." in line


def test_without_an_address_and_an_application_it_says_which_settings_to_set(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = command("mail", "authorise")
    assert ran.code == 2
    assert ran.err.startswith("Set MAIL_OAUTH_TOKEN_URL and MAIL_OAUTH_CLIENT_ID")
    monkeypatch.setenv("MAIL_OAUTH_TOKEN_URL", "http://login.example.org/token")
    monkeypatch.setenv("MAIL_OAUTH_CLIENT_ID", "our-application")
    assert "must start with https://" in command("mail", "authorise").err


def test_nobody_answers_at_the_address(
    command: Command, tokens: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = command("mail", "authorise", "--device-url", f"{tokens.url}/nothing")
    assert (ran.code, ran.out) == (1, "")
    monkeypatch.setenv("MAIL_OAUTH_TOKEN_URL", "http://localhost:1/token")
    assert "cannot be reached" in command("mail", "authorise").err


def test_settings_that_lack_only_the_token_say_how_to_get_it(
    command: Command, tokens: TokenServer
) -> None:
    assert tokens.asked == []
    ran = command("check")
    assert ran.code == 2
    assert "advice-line mail authorise" in ran.err
