"""Reads a mail: bytes in, what it says out, whoever made it and however."""

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from advice_line.ports.inbound_mail import (
    AutomaticKind,
    MailDefect,
    ReadMail,
    Unreadable,
    UnreadableWhy,
)
from integrations.email.reading import (
    addresses,
    authentication,
    automatic,
    files,
    headers,
    markup,
    parts,
    reports,
    wording,
)
from integrations.email.reading.headers import Head
from integrations.email.reading.parts import Parts

_CAME_BY = ("Delivered-To", "X-Original-To", "Envelope-To")
_REPORTED = (AutomaticKind.REPORT,)


class Reader:
    """A `ports.inbound_mail.MailReader`. `server` is MAIL_AUTH_SERVER: whose results about senders
    are believed; None believes nobody's."""

    def __init__(self, server: str | None = None) -> None:
        self._server = server

    def read(self, raw: bytes) -> ReadMail:
        return self._guarded(raw, head_alone=False)

    def read_head(self, head: bytes) -> ReadMail:
        return self._guarded(head, head_alone=True)

    def _guarded(self, raw: bytes, *, head_alone: bool) -> ReadMail:
        try:
            return self._read(raw, head_alone=head_alone)
        except Unreadable:
            raise
        except Exception:  # whatever a stranger's bytes can bring about
            # Without its cause: a codec's error repeats what it could not read.
            raise Unreadable(UnreadableWhy.FAULT) from None

    def _read(self, raw: bytes, *, head_alone: bool) -> ReadMail:
        message = message_from_bytes(raw)
        if not message.keys():
            raise Unreadable(UnreadableWhy.NO_MAIL)
        found = Parts() if head_alone else parts.of(message)
        return _told(message, found, self._server)


def _told(message: Message, found: Parts, server: str | None) -> ReadMail:
    head = Head(message)
    subject, text, references = headers.subject(head), found.text, headers.references(head)
    came_automatically = automatic.of(head, message.get_content_type(), _report_type(message))
    is_report = came_automatically is not None and came_automatically.kind in _REPORTED
    is_reply = bool(references) and not wording.is_forward(subject, text)
    mail = ReadMail(
        message_id=headers.message_id(head),
        senders=addresses.senders(head),
        subject=subject,
        references=references,
        answers_to=addresses.of(head, "Reply-To"),
        to=addresses.of(head, "To"),
        cc=addresses.of(head, "Cc"),
        delivered_to=tuple(each.address for name in _CAME_BY for each in addresses.of(head, name)),
        date=headers.date(head),
        urgent=headers.is_urgent(head),
        text=text,
        words=wording.without_quotes(text) if is_reply else text,
        html=markup.harmless("<hr>".join(found.html)) if found.html else None,
        automatic=came_automatically,
        authentication=authentication.of(message, server),
        report=reports.of(message, head, text) if is_report else None,
        files=tuple(found.files),
    )
    return _with_defects(mail, [*head.defects, *found.defects])


def _with_defects(mail: ReadMail, defects: list[MailDefect]) -> ReadMail:
    if not mail.text:
        defects.append(MailDefect.NO_WORDS)
        if any(each.media_type == files.WINMAIL for each in mail.files):
            defects.append(MailDefect.SEALED_PART)
    return replace(mail, defects=headers.without_repeats(defects))


def _report_type(message: Message) -> str:
    try:
        given = message.get_param("report-type")
    except (ValueError, TypeError, IndexError, LookupError):
        return ""
    return str(given or "").lower()
