"""A mail to the line as the bytes that lie in its mailbox: written by a person, by an absent one's
program, or by a server that could not deliver ours."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from advice_line.demo import fictional
from advice_line.demo.writers import SERVER, Writer
from integrations.sandbox.mail_kept import KeptMail

_AWAY = "I am away until Monday and do not read this mailbox. In urgent cases ring the surgery.\n"
_UNKNOWN = "5.1.1"


def question(writer: Writer, subject: str, words: str, at: datetime) -> bytes:
    message = _head(writer, fictional.EMAIL, subject, at)
    message.set_content(words)
    return message.as_bytes()


def reply(writer: Writer, to: KeptMail, words: str, at: datetime) -> bytes:
    """With what it answers quoted below it, as most programs do."""
    message = _answering(writer, to, f"Re: {to.subject}", at)
    quoted = "\n".join(f"> {line}" for line in to.text.splitlines())
    message.set_content(f"{words}\n\nOn that day {fictional.NAME} wrote:\n{quoted}\n")
    return message.as_bytes()


def away(writer: Writer, to: KeptMail, at: datetime) -> bytes:
    message = _answering(writer, to, f"Automatic reply: {to.subject}", at)
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(_AWAY)
    return message.as_bytes()


def bounce(of: KeptMail, at: datetime) -> bytes:
    """RFC 3464, of a server that knows no such address."""
    number = make_msgid(domain=SERVER)
    report = (
        f"Return-Path: <>\nFrom: mailer-daemon@{SERVER}\nTo: {fictional.EMAIL}\n"
        "Subject: Undelivered Mail Returned to Sender\n"
        f"Date: {format_datetime(at)}\nMessage-ID: {number}\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=part\n\n"
        "--part\nContent-Type: text/plain\n\nThe address is not known here.\n"
        "--part\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; {SERVER}\n\nFinal-Recipient: rfc822; {of.recipients[0]}\n"
        f"Action: failed\nStatus: {_UNKNOWN}\n\n"
        "--part\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: {of.header('Message-ID')}\n\n--part--\n"
    )
    return report.encode()


def _answering(writer: Writer, to: KeptMail, subject: str, at: datetime) -> EmailMessage:
    message = _head(writer, to.header("Reply-To") or fictional.EMAIL, subject, at)
    message["In-Reply-To"] = to.header("Message-ID")
    return message


def _head(writer: Writer, to: str, subject: str, at: datetime) -> EmailMessage:
    message, domain = EmailMessage(), writer.address.partition("@")[2]
    if writer.proven:
        message["Authentication-Results"] = f"{SERVER}; dmarc=pass header.from={domain}"
    message["From"] = writer.address
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=domain)
    return message
