"""The mail of the demonstration, as its page shows it."""

from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any

from advice_line.demo import fictional, handsets
from advice_line.demo.people import COLLEAGUES
from advice_line.web import words
from integrations.sandbox.mail_kept import KeptMail

Shown = dict[str, Any]
_STAFF = {each.email for each in COLLEAGUES}


def shown(messages: Iterable[KeptMail]) -> tuple[list[Shown], list[Shown]]:
    """The practices', and those of who works for the line; each the newest first."""
    to_practices: list[Shown] = []
    to_staff: list[Shown] = []
    for place, mail in enumerate(messages):
        (to_staff if _STAFF.issuperset(mail.recipients) else to_practices).insert(
            0, _mail(place, mail)
        )
    return to_practices, to_staff


def _mail(place: int, mail: KeptMail) -> Shown:
    said, link = handsets.split_link(mail.text)
    at = parsedate_to_datetime(mail.header("Date") or "")
    return {
        "id": f"mail-{place}",
        "to": ", ".join(mail.recipients),
        "subject": mail.subject,
        "words": said,
        "at_words": words.clock_time(at, fictional.TIME_ZONE),
        "link": link,
        "files": [each.file_name for each in mail.attachments],
    }
