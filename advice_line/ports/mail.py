"""The mail seam: what we ask of a mail server."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Attachment:
    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One mail to one address.

    `message_id` is ours and the same at every attempt, so that a receiver can tell a repeat.
    `automatic` marks what no person wrote (RFC 3834), so that nobody's autoresponder answers it.
    """

    message_id: str
    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    written_at: datetime
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = False


class MailSender(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand the mail to the server.

        Raises `errors.DeliveryRefused` (5xx, an address that cannot be one) or
        `errors.DeliveryDelayed` (4xx, no connection, time-out; `maybe_sent` when the connection
        was lost after the text had gone out and before the answer).
        """
        ...
