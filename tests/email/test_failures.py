"""The one table that turns a server's answers into ours."""

import smtplib
import socket
import ssl

import pytest

from advice_line.errors import DeliveryDelayed, DeliveryRefused
from integrations.email.failures import Stage, delivery_failure

REFUSED, DELAYED = DeliveryRefused, DeliveryDelayed


def answer(code: int, words: bytes = b"no") -> smtplib.SMTPResponseException:
    return smtplib.SMTPResponseException(code, words)


@pytest.mark.parametrize(
    ("stage", "code", "kind"),
    [
        (Stage.CONNECTING, 421, DELAYED),
        (Stage.CONNECTING, 535, DELAYED),
        (Stage.CONNECTING, 554, DELAYED),
        (Stage.SENDER, 550, DELAYED),
        (Stage.SENDER, 552, REFUSED),
        (Stage.RECIPIENT, 450, DELAYED),
        (Stage.RECIPIENT, 530, DELAYED),
        (Stage.RECIPIENT, 550, REFUSED),
        (Stage.TEXT, 554, REFUSED),
        (Stage.TEXT_GONE, 451, DELAYED),
        (Stage.TEXT_GONE, 552, REFUSED),
    ],
)
def test_an_answer_refuses_only_what_it_speaks_of(
    stage: Stage, code: int, kind: type[DeliveryRefused | DeliveryDelayed]
) -> None:
    failed = delivery_failure(answer(code), stage)
    assert type(failed) is kind
    assert (failed.code, failed.maybe_sent) == (str(code), False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (b"5.1.1 <elmroad@example.org>: no such mailbox", "550 5.1.1"),
        (b"<elmroad@example.org>: no such mailbox", "550"),
        (b"5.1.1elmroad@example.org", "550"),
        (b"", "550"),
    ],
)
def test_the_servers_words_are_dropped_but_for_the_status(words: bytes, code: str) -> None:
    assert delivery_failure(answer(550, words), Stage.RECIPIENT).code == code


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("timed out"),
        ConnectionResetError(),
        ssl.SSLEOFError(),
        answer(-1),
        answer(354),
    ],
)
def test_only_after_the_text_may_it_have_been_sent(error: OSError) -> None:
    for stage in Stage:
        failed = delivery_failure(error, stage)
        assert type(failed) is DELAYED
        assert failed.maybe_sent == (stage is Stage.TEXT_GONE)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(-2, "Name or service not known"), "no-connection"),
        (ConnectionRefusedError(), "no-connection"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "not-offered"),
        (smtplib.SMTPException("No suitable authentication method found."), "sign-in"),
        (ssl.SSLCertVerificationError(), "certificate"),
        (ssl.SSLError(), "no-connection"),
    ],
)
def test_no_way_to_the_server_delays(error: OSError, code: str) -> None:
    failed = delivery_failure(error, Stage.CONNECTING)
    assert type(failed) is DELAYED
    assert failed.code == code
