"""The miniature mail server answers stdlib smtplib as a real one would, and fails when told to."""

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from integrations.sandbox.mail import MailServer, Tls

SURGERY = "elmroad@example.org"
LINE = "advice@example.org"
TEXT = (
    "From: Advice <advice@example.org>\r\n"
    "To: elmroad@example.org\r\n"
    "Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
    "Message-ID: <x1@example.org>\r\n"
    "Subject: =?utf-8?q?A_reply_for_Zo=C3=AB?=\r\n"
    "\r\n"
    "A reply is waiting.\r\n"
    ".. and this line begins with dots\r\n"
)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@contextmanager
def client(server: MailServer) -> Iterator[smtplib.SMTP]:
    connection = smtplib.SMTP("127.0.0.1", server.port, "test.example.org", timeout=10)
    try:
        connection.ehlo()
        yield connection
    finally:
        connection.close()


def send(server: MailServer, to: str = SURGERY, text: str = TEXT) -> None:
    with client(server) as connection:
        connection.sendmail(LINE, [to], text)


def test_a_mail_lies_in_its_recipients_mailbox_as_it_was_sent(mail: MailServer) -> None:
    send(mail)
    (kept,) = mail.mailbox("ElmRoad@example.org")
    assert (kept.sender, kept.recipients) == (LINE, (SURGERY,))
    assert kept.raw == TEXT.encode()
    assert kept.subject == "A reply for Zoë"
    assert kept.text.splitlines()[1] == ".. and this line begins with dots"
    assert mail.mailbox("other@example.org") == ()


def test_mails_are_kept_in_the_order_they_came(mail: MailServer) -> None:
    for name in ("a", "b", "c"):
        send(mail, to=f"{name}@example.org")
    assert [kept.recipients[0][0] for kept in mail.messages] == ["a", "b", "c"]


def test_a_refused_recipient_hears_550_and_the_others_are_served(mail: MailServer) -> None:
    mail.set(refuse=[SURGERY])
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(mail)
    assert refused.value.recipients[SURGERY][0] == 550
    send(mail, to="other@example.org")
    assert len(mail.messages) == 1


def test_a_temporary_failure_is_451_until_it_is_over(mail: MailServer) -> None:
    mail.set(temporary=["*"])
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(mail)
    assert refused.value.recipients[SURGERY][0] == 451
    mail.set(temporary=[])
    send(mail)
    assert len(mail.messages) == 1


def test_a_refused_text_is_554_and_not_kept(mail: MailServer) -> None:
    mail.set(refuse_text=True)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(mail)
    assert refused.value.smtp_code == 554
    assert mail.messages == ()


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("Message-ID: <x1@example.org>\r\n", "", "Message-ID must be there once"),
        ("Subject:", "From: <second@example.org>\r\nSubject:", "From must be there once"),
        ("Subject:", "Subject: one\r\nSubject:", "Subject is there more than once"),
        ("+0000", "", "Date names no zone"),
        ("Mon, 23 Nov 2026 09:00:00 +0000", "yesterday", "Date is no date"),
        ("Advice <advice@example.org>", "nobody", "From must name one address"),
    ],
)
def test_a_text_that_breaks_the_standard_is_refused(
    mail: MailServer, right: str, wrong: str, fault: str
) -> None:
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(mail, text=TEXT.replace(right, wrong, 1))
    assert refused.value.smtp_code == 554
    assert fault in str(refused.value.smtp_error)


def test_an_eighth_bit_must_be_announced(mail: MailServer) -> None:
    raw = TEXT.replace("waiting", "waiting, Zoë").encode()
    with client(mail) as connection:
        with pytest.raises(smtplib.SMTPDataError):
            connection.sendmail(LINE, [SURGERY], raw)
        connection.sendmail(LINE, [SURGERY], raw, mail_options=["BODY=8BITMIME"])
    assert len(mail.messages) == 1


def test_sign_in_is_asked_for_only_where_there_are_users(mail: MailServer) -> None:
    with client(mail) as connection:
        assert not connection.has_extn("auth")
    with MailServer(users={"line": "secret"}) as strict:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            send(strict)
        assert refused.value.smtp_code == 530
        with client(strict) as connection:
            connection.login("line", "secret")
            connection.sendmail(LINE, [SURGERY], TEXT)
        assert strict.messages[0].user == "line"


@pytest.mark.parametrize(("password", "refuse"), [("wrong", False), ("secret", True)])
def test_a_failed_sign_in_is_535(password: str, refuse: bool) -> None:
    with MailServer(users={"line": "secret"}) as mail, client(mail) as connection:
        mail.set(refuse_sign_in=refuse)
        with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
            connection.login("line", password)
        assert refused.value.smtp_code == 535


def test_starttls_is_required_and_its_certificate_holds() -> None:
    with MailServer(tls=Tls.STARTTLS) as mail, client(mail) as connection:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            connection.sendmail(LINE, [SURGERY], TEXT)
        assert refused.value.smtp_code == 530
        connection.starttls(context=ssl.create_default_context(cafile=mail.certificate))
        connection.sendmail(LINE, [SURGERY], TEXT)
        assert mail.messages[0].encrypted


def test_tls_from_the_first_byte() -> None:
    with MailServer(tls=Tls.IMPLICIT) as mail:
        trusting = ssl.create_default_context(cafile=mail.certificate)
        with smtplib.SMTP_SSL(
            "127.0.0.1", mail.port, "test.example.org", timeout=10, context=trusting
        ) as connection:
            connection.sendmail(LINE, [SURGERY], TEXT)
        assert mail.messages[0].encrypted


def test_a_closed_port_refuses_and_opens_again_at_the_same_number(mail: MailServer) -> None:
    with client(mail) as connection:
        mail.set(down=True)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            connection.noop()
    with pytest.raises(ConnectionRefusedError):
        send(mail)
    mail.set(down=False)
    send(mail)
    assert len(mail.messages) == 1


def test_cut_takes_the_text_and_never_answers(mail: MailServer) -> None:
    mail.set(cut=True)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(mail)
    assert len(mail.messages) == 1


class Sender:
    """Sends in a thread, because the answer will be held."""

    def __init__(self, server: MailServer) -> None:
        self.failed: BaseException | None = None
        self._server = server
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        try:
            send(self._server)
        except smtplib.SMTPException as error:
            self.failed = error

    def ends(self) -> "Sender":
        self._thread.join(10)
        assert not self._thread.is_alive()
        return self


def test_a_held_answer_comes_when_it_is_released(mail: MailServer) -> None:
    mail.set(hold=True)
    sender = Sender(mail)
    (held,) = mail.wait_for_held()
    assert mail.messages == ()
    held.release()
    assert sender.ends().failed is None
    assert len(mail.messages) == 1


@pytest.mark.parametrize("keep", [True, False])
def test_a_dropped_sender_cannot_know_whether_the_mail_was_kept(
    mail: MailServer, keep: bool
) -> None:
    mail.set(hold=True)
    sender = Sender(mail)
    (held,) = mail.wait_for_held()
    held.drop(keep=keep)
    assert isinstance(sender.ends().failed, smtplib.SMTPServerDisconnected)
    assert len(mail.messages) == int(keep)


def test_a_held_mail_outlives_its_sender(mail: MailServer) -> None:
    mail.set(hold=True)
    with client(mail) as connection:
        connection.mail(LINE)
        connection.rcpt(SURGERY)
        connection.docmd("DATA")
        connection.send(TEXT + ".\r\n")
        (held,) = mail.wait_for_held()
    held.release()
    assert len(mail.wait_for(1)) == 1
    with pytest.raises(ValueError, match="not in list"):
        held.release()
