"""What a practice does with its mail on the demonstration's page: it writes to the line, answers,
is away, or has an address that is not known any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advice_line.demo import letters_in, mails, writers
from advice_line.demo.postbox import Sent
from advice_line.demo.stage import Stage
from advice_line.demo.writers import Writer
from advice_line.errors import Invalid, Problem
from integrations.sandbox.mail_kept import KeptMail

LONGEST = 10_000
_LONGEST_SUBJECT = 200
Body = Mapping[str, Any]


@dataclass(frozen=True)
class MailActs:
    """Each raises `errors.Invalid` for what no button says, and for what nobody could send."""

    stage: Stage

    def each(self) -> Mapping[str, Callable[[Body], str | None]]:
        return {
            "mail": self.writes,
            "reply": self.replies,
            "away": self.is_away,
            "bounce": self.comes_back,
        }

    def writes(self, body: Body) -> None:
        writer = writers.BY_KEY.get(str(body.get("sender", "")))
        if writer is None:
            raise Invalid([Problem("sender", "Choose who writes.")])
        subject = " ".join(str(body.get("subject", "")).split())
        if len(subject) > _LONGEST_SUBJECT:
            said = f"A subject has {_LONGEST_SUBJECT} characters here at most."
            raise Invalid([Problem("subject", said)])
        words = _words(body)
        raw = letters_in.question(writer, subject or "A question", words, self._now)
        self._sends(raw, writer, subject or "A question", words)

    def replies(self, body: Body) -> None:
        mail = self._answered(body)
        writer, words = _owner(mail), _words(body)
        raw = letters_in.reply(writer, mail, words, self._now)
        self._sends(raw, writer, f"Re: {mail.subject}", words)

    def is_away(self, body: Body) -> str:
        mail = self._answered(body)
        self.stage.postbox.comes(letters_in.away(_owner(mail), mail, self._now))
        return "The practice’s mail program says that nobody reads there until Monday."

    def comes_back(self, body: Body) -> str:
        self.stage.postbox.comes(letters_in.bounce(self._answered(body), self._now))
        return "A server on the way says that there is no such address."

    @property
    def _now(self) -> datetime:
        return self.stage.service.clock.now()

    def _sends(self, raw: bytes, writer: Writer, subject: str, words: str) -> None:
        self.stage.postbox.comes(raw, Sent(self._now, writer.address, subject, words))

    def _answered(self, body: Body) -> KeptMail:
        mail = mails.by_id(self.stage.mail.messages, str(body.get("mail", "")))
        if mail is None or not mails.can(mail):
            raise Invalid([Problem("mail", "There is no such mail to answer.")])
        return mail


def _owner(mail: KeptMail) -> Writer:
    """Whose mailbox it lies in; whoever gave an address on a page writes from it for certain."""
    address = mail.recipients[0]
    known = writers.BY_ADDRESS.get(address)
    return known or Writer(address, address, address, "")


def _words(body: Body) -> str:
    words = str(body.get("words", "")).strip()
    if not words:
        raise Invalid([Problem("words", "Write what the mail says.")])
    if len(words) > LONGEST:
        said = f"A mail here has {LONGEST} characters at most; this one has {len(words)}."
        raise Invalid([Problem("words", said)])
    return words
