"""A letter is handed over, refused for good, or delayed; never lost and never silently twice."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from advice_line.ports.mail import MailSender
from integrations.email.check import check
from integrations.email.smtp import SmtpSender
from integrations.email.tokens import AccessTokens
from integrations.sandbox.mail import MailServer, Tls
from tests.email.conftest import LETTER, SURGERY, Post
from tests.servers.holding import HoldingProxy, Rule, containing
from tests.servers.tokens import TokenServer


def failure(sender: MailSender) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        sender.send(LETTER)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert SURGERY not in str(failed.value)
    return failed.value


@pytest.fixture
def sender(mail: MailServer) -> SmtpSender:
    return SmtpSender(f"smtp://127.0.0.1:{mail.port}")


def hasty(port: int) -> SmtpSender:
    """Little patience, for servers that are meant never to answer; more than a busy machine needs
    for the steps before."""
    return SmtpSender(f"smtp://127.0.0.1:{port}", timeout_seconds=1.0)


def test_an_unknown_mailbox_is_refused_for_good(mail: MailServer, sender: SmtpSender) -> None:
    mail.set(refuse=[SURGERY])
    failed = failure(sender)
    assert isinstance(failed, DeliveryRefused)
    assert (failed.code, failed.maybe_sent) == ("550 5.1.1", False)


def test_a_refused_text_is_refused_for_good(mail: MailServer, sender: SmtpSender) -> None:
    mail.set(refuse_text=True)
    failed = failure(sender)
    assert isinstance(failed, DeliveryRefused)
    assert (failed.code, failed.maybe_sent) == ("554 5.7.1", False)


def test_by_a_token_it_signs_in_until_the_token_or_the_consent_ends() -> None:
    with (
        TokenServer("line@example.org") as tokens,
        MailServer(users={"line@example.org": "access-1"}) as mail,
    ):
        access = AccessTokens(tokens.url, "client", tokens.refresh_token)
        url = f"smtp://line%40example.org@localhost:{mail.port}"
        sender = SmtpSender(url, tokens=access)
        sender.send(LETTER)
        sender.send(LETTER)
        assert [kept.user for kept in mail.messages] == ["line@example.org"] * 2
        assert len(tokens.asked) == 1
        mail.set(refuse_sign_in=True)
        assert isinstance(failure(sender), DeliveryDelayed)
        tokens.consented = False
        assert failure(sender).code == "consent"
        (found,) = check(url, tokens=access)
        assert "agree anew" in found.sentence


def test_a_temporary_failure_delays(mail: MailServer, sender: SmtpSender) -> None:
    mail.set(temporary=["*"])
    failed = failure(sender)
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent, failed.retry) == ("451 4.7.1", False, True)
    mail.set(temporary=[])
    sender.send(LETTER)
    assert len(mail.mailbox(SURGERY)) == 1


def test_a_server_that_is_down_delays(mail: MailServer, sender: SmtpSender) -> None:
    mail.set(down=True)
    failed = failure(sender)
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent) == ("no-connection", False)
    mail.set(down=False)
    sender.send(LETTER)
    assert len(mail.messages) == 1


def test_a_connection_cut_after_the_text_may_have_sent_it(
    mail: MailServer, sender: SmtpSender
) -> None:
    mail.set(cut=True)
    failed = failure(sender)
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent) == ("connection-lost", True)


def test_a_server_that_never_answers_the_text_may_have_it(mail: MailServer) -> None:
    mail.set(hold=True)
    failed = failure(hasty(mail.port))
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent) == ("connection-lost", True)
    mail.held[0].drop(keep=True)
    assert len(mail.mailbox(SURGERY)) == 1


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (b"ehlo", "no-connection"),
        (b"mail FROM", "connection-lost"),
        (b"rcpt TO", "connection-lost"),
        (b"DATA", "connection-lost"),
    ],
)
def test_a_connection_cut_before_the_text_sent_nothing(
    mail: MailServer, until: bytes, code: str
) -> None:
    rule: Rule = containing(until)
    with HoldingProxy(("127.0.0.1", mail.port)) as proxy:
        proxy.hold_request(rule).cut()
        failed = failure(SmtpSender(f"smtp://127.0.0.1:{proxy.port}"))
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent) == (code, False)
    assert mail.messages == ()


def test_a_farewell_without_an_answer_does_not_undo_a_sent_letter(mail: MailServer) -> None:
    with HoldingProxy(("127.0.0.1", mail.port)) as proxy:
        proxy.hold_request(containing(b"quit"))
        hasty(proxy.port).send(LETTER)
    assert len(mail.messages) == 1


def test_a_server_that_never_greets_delays() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        failed = failure(hasty(mute.getsockname()[1]))
    assert isinstance(failed, DeliveryDelayed)
    assert (failed.code, failed.maybe_sent) == ("no-connection", False)


def test_a_line_that_begins_with_a_dot_keeps_it(mail: MailServer, post: Post) -> None:
    post(text=".\n..two\n.\n", attachments=())
    assert mail.messages[0].text == ".\n..two\n.\n"


@pytest.fixture(params=list(Tls))
def guarded(request: pytest.FixtureRequest) -> Iterator[tuple[str, MailServer]]:
    """A server that wants a sign-in, under each kind of TLS, and its SMTP_URL."""
    schemes = {Tls.NONE: "smtp", Tls.STARTTLS: "smtp+starttls", Tls.IMPLICIT: "smtps"}
    with MailServer(tls=request.param, users={"line@example.org": "p@ss:word/1"}) as mail:
        user = "line%40example.org:p%40ss%3Aword%2F1"
        yield f"{schemes[request.param]}://{user}@localhost:{mail.port}", mail


def test_signs_in_over_each_kind_of_tls(guarded: tuple[str, MailServer]) -> None:
    url, mail = guarded
    SmtpSender(url, certificate_file=mail.certificate).send(LETTER)
    assert mail.messages[0].user == "line@example.org"
    assert mail.messages[0].encrypted == (not url.startswith("smtp:"))


def test_a_password_that_no_longer_holds_delays_and_loses_nothing(
    guarded: tuple[str, MailServer],
) -> None:
    url, mail = guarded
    mail.set(refuse_sign_in=True)
    failed = failure(SmtpSender(url, certificate_file=mail.certificate))
    assert isinstance(failed, DeliveryDelayed)
    assert failed.code == "535 5.7.8"


def test_a_sign_in_that_is_wanted_and_missing_delays(guarded: tuple[str, MailServer]) -> None:
    url, mail = guarded
    scheme, _, rest = url.partition("://")
    nameless = f"{scheme}://{rest.rpartition('@')[2]}"
    failed = failure(SmtpSender(nameless, certificate_file=mail.certificate))
    assert isinstance(failed, DeliveryDelayed)
    assert failed.code == "530 5.7.0"


@pytest.mark.parametrize(
    ("tls", "scheme"), [(Tls.STARTTLS, "smtp+starttls"), (Tls.IMPLICIT, "smtps")]
)
def test_an_unknown_certificate_gets_no_letter(tls: Tls, scheme: str) -> None:
    with MailServer(tls=tls) as mail:
        failed = failure(SmtpSender(f"{scheme}://localhost:{mail.port}"))
        assert (failed.code, failed.retry) == ("certificate", True)
        assert mail.messages == ()


def test_a_server_without_starttls_gets_no_letter_in_the_clear(mail: MailServer) -> None:
    failed = failure(SmtpSender(f"smtp+starttls://localhost:{mail.port}"))
    assert (failed.code, failed.retry) == ("not-offered", True)
    assert mail.messages == ()


def test_the_certificate_must_name_the_host(tmp_path: Path) -> None:
    with MailServer(tls=Tls.IMPLICIT) as mail, MailServer(tls=Tls.IMPLICIT) as other:
        sender = SmtpSender(f"smtps://localhost:{mail.port}", certificate_file=other.certificate)
        assert failure(sender).code == "certificate"
    assert list(tmp_path.iterdir()) == []
