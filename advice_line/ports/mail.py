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
    `automatic` marks what no person wrote (RFC 3834), so that nobody's autoresponder answers it;
    `auto_replied` says besides that it answers a mail. `in_reply_to` is that mail's id, in angle
    brackets, and `references` those of the talk before it, the nearest last; of both, what cannot
    be an id is left out. `reply_to` is where an answer goes, where that is not the sender.
    `unsubscribe` is the https address at which a POST without a session ends mails of its kind
    (RFC 8058).
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
    auto_replied: bool = False
    reply_to: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    unsubscribe: str | None = None


class MailSender(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand the mail to the server.

        Raises `errors.DeliveryRefused` (5xx, an address that cannot be one) or
        `errors.DeliveryDelayed` (4xx, no connection, time-out; `maybe_sent` when the connection
        was lost after the text had gone out and before the answer).
        """
        ...
