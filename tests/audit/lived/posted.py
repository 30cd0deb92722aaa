"""What has left for anybody, by the record of the carrier and of the mail server alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.mail import MailServer
from integrations.sandbox.records import Sms

_LOST = ("failed", "undelivered")
_REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WHAT_CAME_OF_IT = "What came of our advice?"
# What the line writes of itself.
OF_NO_QUERY = (
    "practices that never ask",
    "Guidance that is missing",
    "Cases wait for you in the library",
    "digest for practices waits",
    "report of the month waits",
    "pack for the education meeting",
    "Radiology and primary care",
    "look at the service",
    "Mails to look through",
    "nothing has reached",
    # Of several queries at once, and so of none.
    "while the line could not answer",
    "nobody has taken. Please look",
)


@dataclass(frozen=True)
class Sent:
    """`names` are the references in its words, whosever they are; `asks`: what came of advice, of
    which it names none."""

    names: tuple[str, ...]
    arrived: bool
    asks: bool


@dataclass
class Posted:
    carrier: Carrier
    mail: MailServer
    _mails: int = 0
    _texts: int = 0
    _under_way: list[Sms] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._mails = len(self.mail.messages)

    def fresh(self) -> Iterator[Sent]:
        """Each once, as soon as it has come or is known to be lost; of what the line writes of
        itself none."""
        for words, arrived in (*self._came_by_mail(), *self._came_by_text()):
            if not any(each in words for each in OF_NO_QUERY):
                asks = WHAT_CAME_OF_IT.lower() in words.lower()
                yield Sent(tuple(_REFERENCE.findall(words)), arrived, asks)

    def _came_by_mail(self) -> list[tuple[str, bool]]:
        fresh = self.mail.messages[self._mails :]
        self._mails += len(fresh)
        return [(f"{each.header('Message-ID')} {each.subject} {each.text}", True) for each in fresh]

    def _came_by_text(self) -> list[tuple[str, bool]]:
        every = list(self.carrier.network.messages.values())
        fresh = [each for each in every[self._texts :] if each.direction == "outbound-api"]
        self._texts = len(every)
        waiting = [*self._under_way, *fresh]
        over = [each for each in waiting if each.reached_phone or each.status in _LOST]
        self._under_way = [each for each in waiting if each not in over]
        return [(each.body, each.reached_phone) for each in over]
