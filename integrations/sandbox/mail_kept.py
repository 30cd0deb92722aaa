"""A mail as the server took it: the envelope, the bytes, and what stdlib `email` reads in them."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cached_property
from typing import Any, cast


@dataclass(frozen=True)
class KeptAttachment:
    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class KeptMail:
    """`user` is who signed in, None without a sign-in; `encrypted` is whether TLS was on."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    user: str | None = None
    encrypted: bool = False

    def is_for(self, address: str) -> bool:
        return address.lower() in (recipient.lower() for recipient in self.recipients)

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)

    def header(self, name: str) -> str | None:
        """The header decoded, or None where the mail has none of that name."""
        value = self.message[name]
        return None if value is None else str(value)

    @property
    def subject(self) -> str:
        return self.header("Subject") or ""

    @property
    def text(self) -> str:
        """The plain text, its lines ended by a line feed; empty where the mail has none."""
        body = self.message.get_body(preferencelist=("plain",))
        return "" if body is None else cast(str, body.get_content()).replace("\r\n", "\n")

    @property
    def attachments(self) -> tuple[KeptAttachment, ...]:
        return tuple(
            KeptAttachment(
                file_name=part.get_filename() or "",
                media_type=part.get_content_type(),
                content=cast(bytes, part.get_payload(decode=True)),
            )
            for part in self.message.iter_attachments()
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "sender": self.sender,
            "recipients": list(self.recipients),
            "user": self.user,
            "encrypted": self.encrypted,
            "headers": [[name, str(value)] for name, value in self.message.items()],
            "subject": self.subject,
            "text": self.text,
            "attachments": [
                {"file_name": a.file_name, "media_type": a.media_type, "size": len(a.content)}
                for a in self.attachments
            ],
            "raw": self.raw.decode("utf-8", errors="surrogateescape"),
        }
