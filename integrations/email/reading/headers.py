"""What stands in the head of a mail, read so that no header can break it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from advice_line.ports.inbound_mail import MailDefect
from integrations.email.reading import decoding

LONGEST_HEADER = 8_000
LONGEST_SUBJECT = 500
MOST_REFERENCES = 100
_ID = re.compile(r"<([^<>\s]{1,900})>")
_BARE_ID = re.compile(r"[^<>\s]{1,900}")


class Head:
    """The headers of one mail, each as often as it is there; `defects` grows as they are read."""

    def __init__(self, message: Message) -> None:
        self.defects: list[MailDefect] = []
        self._values: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._values.setdefault(name.lower(), []).append(self._clean(str(value)))

    def every(self, name: str) -> list[str]:
        """Unfolded, without signs of control, not yet decoded."""
        return self._values.get(name.lower(), [])

    def first(self, name: str) -> str:
        return next(iter(self.every(name)), "")

    def words(self, name: str) -> str:
        """Of the first of that name, as a person reads it."""
        return self.decoded(self.first(name))

    def decoded(self, value: str) -> str:
        text, known = decoding.decoded(value)
        if not known:
            self.defects.append(MailDefect.UNKNOWN_CHARSET)
        return decoding.one_line(text)

    def _clean(self, value: str) -> str:
        if len(value) > LONGEST_HEADER:
            self.defects.append(MailDefect.HUGE_HEADER)
            value = value[:LONGEST_HEADER]
        value, was_eight_bit = decoding.eight_bit(value)
        if was_eight_bit:
            self.defects.append(MailDefect.EIGHT_BIT_HEADER)
        value, had_control = decoding.cleaned(decoding.unfolded(value))
        if had_control:
            self.defects.append(MailDefect.CONTROL_SIGNS)
        return value.strip()


def message_id(head: Head) -> str | None:
    given = head.first("Message-ID")
    if not given:
        head.defects.append(MailDefect.NO_MESSAGE_ID)
        return None
    found = _ID.search(given)
    if found is None or found[0] != given or found[0].count("@") != 1:
        head.defects.append(MailDefect.ODD_MESSAGE_ID)
    bare = found[1] if found else next(iter(_BARE_ID.findall(given)), None)
    return f"<{bare}>" if bare else None


def references(head: Head) -> tuple[str, ...]:
    """The nearest last: what In-Reply-To names, then the end of References."""
    ids = [
        f"<{each}>"
        for name in ("References", "In-Reply-To")
        for value in head.every(name)
        for each in _ID.findall(value)
    ]
    nearest_first = dict.fromkeys(reversed(ids))
    return tuple(list(nearest_first)[:MOST_REFERENCES][::-1])


def subject(head: Head) -> str:
    return head.words("Subject")[:LONGEST_SUBJECT]


def date(head: Head) -> datetime | None:
    try:
        at = parsedate_to_datetime(head.first("Date"))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        head.defects.append(MailDefect.NO_DATE)
        return None


def is_urgent(head: Head) -> bool:
    """As the sender's program marked it: Importance (RFC 2156), or X-Priority 1 or 2 without it."""
    importance = head.first("Importance").lower()
    if importance:
        return importance == "high"
    return head.first("X-Priority")[:1] in ("1", "2") or head.first("Priority").lower() == "urgent"


def without_repeats(defects: Iterable[MailDefect]) -> tuple[MailDefect, ...]:
    return tuple(dict.fromkeys(defects))
