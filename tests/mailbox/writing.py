"""Who writes to the line, what they write and what comes back, as the stories of mails tell it."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlmodel import col, select

from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.office import Office
from advice_line.desk.staff.undelivered import Undelivered
from advice_line.ports.inbound_mail import FetchedMail, MailKey
from advice_line.tables.mails import Mail
from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_kept import KeptMail
from tests.stories.world import World
from tests.web.people import REQUIRED

LINE = "advice@example.org"
# The practice's own, as the directory has it; Elm Road's may carry no whole letter, Oak Lane's may.
ELM_ROAD = "elmroad@example.org"
OAK_LANE = "oaklane@full.example.org"
STRANGER = "somebody@elsewhere.example.com"
SERVER = "mx.example.org"
WORDS = "Edith Larkspur 9990000018 has a mass on her chest film, what next?"
_NUMBERS = count(1)


def mail(
    words: str = WORDS,
    *,
    sender: str = ELM_ROAD,
    to: str = LINE,
    subject: str = "A question",
    more: str = "",
    number: int | None = None,
) -> bytes:
    """As it lies in a mailbox; `more` are further headers, each line ended."""
    at = next(_NUMBERS) if number is None else number
    return (
        f"Return-Path: <{sender}>\r\nFrom: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
        f"Message-ID: <letter-{at}@elmroad.example.org>\r\n"
        f"{more}Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    ).encode()


def proven(domain: str) -> str:
    """What the server that is believed writes of a mail whose sender it has looked into."""
    return f"Authentication-Results: {SERVER}; dmarc=pass header.from={domain}\r\n"


def forged(domain: str) -> str:
    return (
        f"Authentication-Results: {SERVER}; dmarc=fail header.from={domain};"
        f" spf=fail smtp.mailfrom={domain}\r\n"
    )


def report(
    about: str, address: str, *, action: str = "failed", status: str = "5.1.1", sender: str = ""
) -> bytes:
    """Of a server, of what became of the mail with that id."""
    return (
        f"Return-Path: <>\r\nFrom: {sender or 'mailer-daemon@mx.elsewhere.example.com'}\r\n"
        f"To: {LINE}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Date: Mon, 23 Nov 2026 10:05:00 +0000\r\n"
        f"Message-ID: <report-{next(_NUMBERS)}@mx.elsewhere.example.com>\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=part\r\n\r\n"
        "--part\r\nContent-Type: text/plain\r\n\r\nIt was not brought.\r\n"
        "--part\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.elsewhere.example.com\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        "--part\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {about}\r\n\r\n--part--\r\n"
    ).encode()


@dataclass
class Mails:
    """`comes` hands a mail over as a mailbox does and lets it be read."""

    world: World
    server: MailServer
    uids: Any = field(default_factory=lambda: count(1))
    mailbox: str = "advice@example.org/INBOX"
    validity: int = 1

    def comes(self, *raw: bytes, uid: int | None = None) -> None:
        for each in raw:
            self.keeps(each, uid=uid)
        self.world.settle()

    def keeps(self, raw: bytes, *, uid: int | None = None) -> None:
        key = MailKey(self.mailbox, self.validity, uid or next(self.uids))
        self.world.service.mailbox.mail_fetched(FetchedMail(key, len(raw), raw))

    def head_comes(self, head: bytes, size: int) -> None:
        key = MailKey(self.mailbox, self.validity, next(self.uids))
        self.world.service.mailbox.mail_fetched(FetchedMail(key, size, None, head))
        self.world.settle()

    @property
    def fates(self) -> list[tuple[str | None, str | None]]:
        """Of each mail, in the order in which they came, and why."""
        with self.world.ledger.look("test") as work:
            found = work.session.exec(select(Mail).order_by(col(Mail.id)))
            return [(each.fate, each.reason) for each in found]

    def id_of(self, place: int) -> str:
        """Of the so-manieth mail, counted from 0."""
        with self.world.ledger.look("test") as work:
            return work.session.exec(select(Mail).order_by(col(Mail.id))).all()[place].public_id

    @property
    def folders(self) -> list[str | None]:
        return [folder.value for _, folder in self.world.service.mailbox.moves(*self.key)]

    @property
    def key(self) -> tuple[str, int]:
        return self.mailbox, self.validity

    def answers(self, address: str = ELM_ROAD) -> list[KeptMail]:
        return list(self.server.mailbox(address))

    def last(self, address: str = ELM_ROAD) -> KeptMail:
        """The newest that we sent there."""
        return self.answers(address)[-1]

    def asks_back(self, who: str, words: str) -> None:
        reference = str(self.world.query()["reference"])
        self.world.claims(who)
        Conversing(self.world.ledger).ask_back(self.world.responder(who), reference, words, words)
        self.world.settle()

    def advises(self, who: str) -> None:
        reference = str(self.world.query()["reference"])
        self.world.claims(who)
        self.world.records.sign(self.world.responder(who), reference, REQUIRED, reference)
        self.world.settle()

    def closes(self, who: str, reference: str) -> None:
        by = self.world.responder(who)
        self.world.records.claim(by, reference)
        self.world.records.close(by, reference, "Withdrawn by the requester", reference)

    def finishes(self, who: str, kind: str) -> None:
        """An open task of this kind, as the office says that it is done."""
        (task,) = [
            each["id"]
            for each in self.world.query()["tasks"]
            if each["kind"] == kind and each["state"] == "open"
        ]
        Office(self.world.ledger).finish(self.world.responder(who), task, f"done {task}")
        self.world.settle()

    def tries_again(self, who: str) -> None:
        """Whatever was given up."""
        office, by = Undelivered(self.world.ledger), self.world.responder(who)
        for late in office.seen(by).dead:
            office.retry(by, late.row.public_id, f"again {late.row.public_id}")
        self.world.settle()

    def words(self) -> list[str]:
        """Of all that was written, the newest query last."""
        return [
            each.words or ""
            for query in self.world.queries()
            for each in self.world.records.open(
                self.world.responder("amara"), query["reference"], with_words=True
            ).messages
        ]

    def owed(self, kind: str) -> int:
        """How many tasks of this kind are open, whosever query."""
        return sum(
            each["kind"] == kind and each["state"] == "open"
            for query in self.world.queries()
            for each in query["tasks"]
        )
