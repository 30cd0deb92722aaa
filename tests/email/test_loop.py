"""What we send comes back as what it was, through two real servers: nothing of ours is taken for a
person's, and an answer names the mail that it answers."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from advice_line.ports.inbound_mail import AutomaticKind, ReadMail
from advice_line.ports.mail import Mail
from integrations.email.mailbox import address
from integrations.email.mailbox.listening import Mailboxes
from integrations.email.reading.reader import Reader
from integrations.email.smtp import SmtpSender
from integrations.sandbox.mail import MailServer
from tests.email.conftest import LETTER
from tests.email.kept_mails import KeptMails
from tests.email.test_composing import EXCHANGE_ID
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.servers.post_office import PostOffice

ADVICE = "advice@example.org"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot({ADVICE: "secret"}) as server:
        yield server


def back(dovecot: Dovecot, mail: MailServer, *sent: Mail) -> list[ReadMail]:
    office, desk = PostOffice(mail, dovecot), KeptMails()
    for each in sent:
        SmtpSender(f"smtp://127.0.0.1:{mail.port}").send(each)
    assert office.carry() == len(sent)
    assert office.carry() == 0
    Mailboxes(address.every(dovecot.url(ADVICE)), desk).look()
    return [Reader().read(kept.raw or b"") for kept in desk.mails.values()]


def test_a_letter_is_read_as_it_was_written(dovecot: Dovecot, mail: MailServer) -> None:
    (read,) = back(dovecot, mail, replace(LETTER, to="advice+K7Q2@example.org"))
    assert read.message_id == LETTER.message_id
    assert [each.address for each in read.senders] == [LETTER.sender]
    assert (read.subject, read.date) == (LETTER.subject, LETTER.written_at)
    assert read.text.splitlines() == LETTER.text.strip().splitlines()
    assert read.delivered_to == ("advice+k7q2@example.org",)
    assert [(file.name, file.media_type) for file in read.files] == [
        (file.file_name, file.media_type) for file in LETTER.attachments
    ]
    assert (read.automatic, read.defects) == (None, ())


def test_our_answer_says_that_a_machine_wrote_it_and_to_what(
    dovecot: Dovecot, mail: MailServer
) -> None:
    answer = replace(
        LETTER,
        to=ADVICE,
        auto_replied=True,
        in_reply_to=EXCHANGE_ID,
        references=("<first@example.org>",),
        reply_to="advice+token@example.org",
    )
    notice = replace(LETTER, to=ADVICE, automatic=True)
    replied, noticed = back(dovecot, mail, answer, notice)
    assert replied.references == ("<first@example.org>", EXCHANGE_ID)
    assert [each.address for each in replied.answers_to] == ["advice+token@example.org"]
    assert replied.automatic is not None
    assert replied.automatic.kind is AutomaticKind.REPLY
    assert noticed.automatic is not None
    assert noticed.automatic.kind is AutomaticKind.NOTICE
