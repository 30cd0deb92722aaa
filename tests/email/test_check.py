"""`check` names the first thing missing between us and the mail server, and how to mend it."""

import socket
from collections.abc import Iterator

import pytest

from advice_line.errors import Misconfigured
from integrations.email.check import check
from integrations.email.connection import mail_server
from integrations.sandbox.mail import MailServer, Tls

USERS = {"line": "secret"}


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer(tls=Tls.STARTTLS, users=USERS) as server:
        yield server


def says(url: str | None, mail: MailServer | None = None, *senders: str) -> tuple[bool, str]:
    certificate = None if mail is None else mail.certificate
    (found,) = check(url, senders=senders, certificate_file=certificate)
    assert found.name == "mail"
    assert "secret" not in found.sentence
    return found.ok, found.sentence


def test_mail_that_is_off_is_no_fault() -> None:
    ok, sentence = says(None)
    assert ok
    assert sentence.startswith("Off. Set SMTP_URL")


def test_a_sound_server_is_told_from_the_first_to_the_last_step(mail: MailServer) -> None:
    url = f"smtp+starttls://line:secret@localhost:{mail.port}"
    ok, sentence = says(url, mail, "advice@example.org")
    assert (ok, sentence) == (True, f"On: localhost:{mail.port} takes our mail, encrypted.")
    assert mail.messages == ()


def test_a_wrong_password(mail: MailServer) -> None:
    ok, sentence = says(f"smtp+starttls://line:wrong@localhost:{mail.port}", mail)
    assert not ok
    assert "does not accept user and password (535)" in sentence


def test_a_sign_in_that_is_missing(mail: MailServer) -> None:
    url = f"smtp+starttls://localhost:{mail.port}"
    ok, sentence = says(url, mail, "advice@example.org")
    assert not ok
    assert "put user and password into SMTP_URL" in sentence


def test_an_untrusted_certificate(mail: MailServer) -> None:
    ok, sentence = says(f"smtp+starttls://line:secret@localhost:{mail.port}")
    assert not ok
    assert "SSL_CERT_FILE" in sentence


def test_tls_from_the_first_byte_where_there_is_none(mail: MailServer) -> None:
    ok, sentence = says(f"smtps://line:secret@localhost:{mail.port}", mail)
    assert not ok
    assert "Try smtp+starttls://" in sentence


def test_no_starttls() -> None:
    with MailServer() as plain:
        ok, sentence = says(f"smtp+starttls://localhost:{plain.port}")
    assert not ok
    assert "offers no STARTTLS" in sentence


def test_no_sign_in_offered() -> None:
    with MailServer() as plain:
        ok, sentence = says(f"smtp://line:secret@localhost:{plain.port}")
    assert not ok
    assert "offers no sign-in that we know" in sentence


def test_an_open_server_on_this_machine() -> None:
    with MailServer() as plain:
        ok, sentence = says(f"smtp://localhost:{plain.port}", None, "advice@example.org")
    assert ok
    assert sentence.endswith("without encryption.")


def test_a_password_in_the_clear_is_not_even_tried() -> None:
    ok, sentence = says("smtp://line:secret@mail.example.org")
    assert not ok
    assert "in the clear" in sentence


def test_a_closed_port(mail: MailServer) -> None:
    mail.set(down=True)
    ok, sentence = says(f"smtp+starttls://line:secret@localhost:{mail.port}", mail)
    assert not ok
    assert sentence.startswith("Nothing listens at localhost:")


def test_a_silent_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        (found,) = check(f"smtp://localhost:{mute.getsockname()[1]}", timeout_seconds=0.2)
    assert not found.ok
    assert "firewall" in found.sentence


def test_a_host_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    ok, sentence = says("smtps://line:secret@mail.example.org")
    assert not ok
    assert sentence.startswith("There is no host of the name in mail.example.org:465")


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("imap://line:secret@mail.example.org", "must start with smtp://"),
        ("smtp://line:secret@", "names no host"),
        ("smtp://line@mail.example.org", "a user needs a password"),
        ("smtp://mail.example.org:secret", "cannot be read"),
        ("smtp://[mail.example.org", "cannot be read"),
        ("smtps://line:secret%C3%AB@mail.example.org", "ASCII"),
    ],
)
def test_an_address_that_cannot_be_used_says_why_and_hides_the_password(
    url: str, what: str
) -> None:
    ok, sentence = says(url)
    assert not ok
    assert sentence.startswith("SMTP_URL: ")
    assert what in sentence
    with pytest.raises(Misconfigured, match=what):
        mail_server(url)


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://mail.example.org", 25),
        ("smtp+starttls://mail.example.org", 587),
        ("smtps://mail.example.org", 465),
        ("smtps://mail.example.org:2465", 2465),
    ],
)
def test_the_scheme_names_the_port_unless_the_address_does(url: str, port: int) -> None:
    assert mail_server(url).port == port


def test_the_password_is_not_shown() -> None:
    server = mail_server("smtps://line:secret@mail.example.org")
    assert "secret" not in repr(server)
