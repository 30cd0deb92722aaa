"""A letter of a fictional line, and what a test says to send it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from advice_line.ports.mail import Attachment, Mail
from integrations.email.smtp import SmtpSender
from integrations.sandbox.mail import MailServer

SURGERY = "elmroad@example.org"

LETTER = Mail(
    message_id="<x7Q2M9@example.org>",
    sender="advice@example.org",
    sender_name="Example Radiology Advice",
    to=SURGERY,
    subject="Radiology advice K7Q2-M9FX",
    text="No imaging is needed now.\nZoë Ångström\n.\nFrom here on: as before.\n",
    written_at=datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC),
    attachments=(Attachment("advice-K7Q2-M9FX.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff"),),
)

Post = Callable[..., None]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def post(mail: MailServer) -> Post:
    """Sends the letter, with whatever the test changes in it."""
    sender = SmtpSender(f"smtp://127.0.0.1:{mail.port}")

    def send(**changes: Any) -> None:
        sender.send(replace(LETTER, **changes))

    return send
