"""The mail of the demonstration, as its page shows it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from advice_line.demo import fictional, handsets
from advice_line.demo.people import COLLEAGUES, KEEPERS
from advice_line.demo.postbox import Sent
from advice_line.web import words
from integrations.sandbox.mail_kept import KeptMail

Shown = dict[str, Any]
Dated = tuple[datetime, Shown]
_STAFF = {each.email for each in (*COLLEAGUES, *KEEPERS)}
_ANSWERS = ["reply", "away", "bounce"]


def shown(
    messages: Iterable[KeptMail], sent: Iterable[Sent] = ()
) -> tuple[list[Shown], list[Shown]]:
    """The practices', with what they sent, and those of who works for the line; each the newest
    first."""
    to_practices: list[Dated] = []
    to_staff: list[Dated] = []
    for place, mail in enumerate(messages):
        at = parsedate_to_datetime(mail.header("Date") or "")
        (to_staff if _STAFF.issuperset(mail.recipients) else to_practices).append(
            (at, _mail(place, mail))
        )
    for place, each in enumerate(sent):
        # A mail is dated by whole seconds, and what answers it is never before it.
        to_practices.append((each.at.replace(microsecond=0), _sent(place, each)))
    return _newest_first(to_practices), _newest_first(to_staff)


def can(mail: KeptMail) -> list[str]:
    """What its reader may do with it: a mail of a query says where answers about that go."""
    return _ANSWERS if mail.header("Reply-To") else []


def by_id(messages: Sequence[KeptMail], mail_id: str) -> KeptMail | None:
    place = mail_id.removeprefix("mail-")
    if not place.isdecimal() or int(place) >= len(messages):
        return None
    return messages[int(place)]


def _newest_first(dated: Iterable[Dated]) -> list[Shown]:
    """Of one second, what people wrote is the older."""
    ordered = sorted(dated, key=lambda each: (each[0], not each[1]["sent"]))
    return [mail for _, mail in reversed(ordered)]


def _mail(place: int, mail: KeptMail) -> Shown:
    said, link = handsets.split_link(mail.text)
    at = parsedate_to_datetime(mail.header("Date") or "")
    return {
        "id": f"mail-{place}",
        "sent": False,
        "from": fictional.EMAIL,
        "to": ", ".join(mail.recipients),
        "subject": mail.subject,
        "words": said,
        "at_words": words.clock_time(at, fictional.TIME_ZONE),
        "link": link,
        "files": [each.file_name for each in mail.attachments],
        "can": can(mail),
    }


def _sent(place: int, sent: Sent) -> Shown:
    return {
        "id": f"sent-{place}",
        "sent": True,
        "from": sent.sender,
        "to": fictional.EMAIL,
        "subject": sent.subject,
        "words": sent.words,
        "at_words": words.clock_time(sent.at, fictional.TIME_ZONE),
        "link": None,
        "files": [],
        "can": [],
    }
