"""Mails about her: a question, an answer to ours, one that a machine wrote, one that came back and
one that nobody can open; and the pages on which they are read."""

import time
from itertools import count

from sqlmodel import col, func, select

from advice_line.desk.mailbox.door import MailDoor
from advice_line.ports.inbound_mail import FetchedMail, MailKey
from advice_line.tables.mails import Mail
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.mailbox.writing import LINE, report

GP = "gp@elsewhere.example.com"
_UIDS = count(1)
_SECONDS = 60.0


def mailed(house: House, bird: Canary) -> None:
    before = len(house.world.queries())
    comes(house, letter_about(bird, f"From: {bird.name} <{GP}>"))
    reference = house.world.queries()[before]["reference"]
    answered = house.mail.mailbox(GP)[-1]
    to = answered.header("Reply-To") or ""
    comes(house, letter_about(bird, f"From: {GP}", to=to))
    comes(house, letter_about(bird, "From: news@elsewhere.example.com\r\nPrecedence: bulk"))
    comes(house, letter_about(bird, "From: gp@elsewhere.example.com", kind="x-pkcs7-mime"))
    about = report(answered.header("Message-ID") or "", GP)
    comes(house, about.replace(b"It was not brought.", bird.song.encode()))
    amara = house.signed_in("amara").opens(f"/desk/{reference}/mail").sees(bird.given)
    assert amara.client.get(f"/desk/{reference}").status_code == 200
    chidi = house.signed_in("chidi").opens("/admin/mail").follows("It was sent to many")
    chidi.sees(bird.given).presses("It is not for us").is_refused(422)
    chidi.presses("Add it to that query", reference=bird.song[:20]).is_refused(422)
    chidi.presses("It is not for us", reason=bird.song).is_at("/admin/mail")
    house.command("inbox", "list", "--source", "email", "--json")


def letter_about(
    bird: Canary, sender: str, *, to: str = LINE, kind: str = "", subject: str = ""
) -> bytes:
    words = f"{bird.song}\r\n\r\n> {bird.number} {bird.born:%d/%m/%Y}"
    part = f"application/{kind}; smime-type=enveloped-data" if kind else "text/plain; charset=utf-8"
    about = subject or f"{bird.name} {bird.number}"
    return (
        f"{sender}\r\nTo: {to}\r\nReply-To: {bird.family}@example.com\r\n"
        f"Subject: {about}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
        f"Message-ID: <mail-{next(_UIDS)}@example.com>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part\r\n\r\n"
        f"--part\r\nContent-Type: {part}\r\n\r\n{words}\r\n"
        f'--part\r\nContent-Type: image/svg+xml; name="{bird.name}.svg"\r\n\r\n<svg/>\r\n'
        "--part--\r\n"
    ).encode()


def comes(house: House, raw: bytes) -> None:
    """Fetched here; the worker reads it."""
    key = MailKey("advice@example.org/INBOX", 1, next(_UIDS))
    MailDoor(house.world.ledger).mail_fetched(FetchedMail(key, len(raw), raw))
    until = time.monotonic() + _SECONDS
    while _unread(house):
        assert time.monotonic() < until, "a mail was never read"
        time.sleep(0.05)
    house.world.settle()


def _unread(house: House) -> int:
    with house.world.ledger.look("test") as work:
        unread = select(func.count()).where(col(Mail.fate).is_(None))
        return int(work.session.exec(unread).one())
