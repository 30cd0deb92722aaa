"""Every error of the service, each with a sentence for the person it reaches.

    AdviceLineError
    ├── NotAllowed            the actor's role does not permit it
    ├── NotFound              no such thing, or not for this person (the two look the same)
    │   └── Deleted           it was there: its time was up, or it was erased
    ├── Invalid               what was given cannot be used; `problems` names each field
    │   ├── SetupInvalid      a setup file; each problem names line, field and an example
    │   ├── WordsCame         a requester has added something that the page had not shown (H01)
    │   ├── IdentifiersDiffer two facts of a patient contradict (H02); `differences` lists them
    │   └── ReasonNeeded      it may be done, with a reason; `breaches` says against what
    ├── Conflict              somebody else was first; `owner` may say who
    │   ├── AlreadyTaken      the query has an owner
    │   └── RotaMoved         the days concerned were changed meanwhile; both versions are in it
    ├── Expired               a link or code is past its time; a fresh one may be asked for
    ├── TooManyTries          wait `retry_after` seconds
    ├── Busy                  the database is locked or away; try again, nothing was written
    ├── Misconfigured         a setting is missing or contradicts another
    ├── NotAgreed             a person did not agree that we use a mailbox, or not in time
    ├── NotRead               a calendar elsewhere could not be read; never holds its address
    └── DeliveryFailed        an outgoing message could not be handed over
        ├── DeliveryRefused   for good: trying again cannot help
        └── DeliveryDelayed   for now: try again later; `maybe_sent` when the peer may have it

Pages map the tree in `web/problems.py`, calls in the vendor's folder, commands to exit codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what a person gave: where it is, what is wrong and how to mend it."""

    field: str
    message: str


class AdviceLineError(Exception):
    """`sentence` is written for the person; `retry` says whether doing it again may help."""

    sentence = "Something went wrong. Please try again."
    retry = False

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or type(self).sentence
        super().__init__(self.sentence)


class NotAllowed(AdviceLineError):
    sentence = "You do not have permission to do this."


class NotFound(AdviceLineError):
    sentence = "There is nothing here, or it is not yours to see."


class Deleted(NotFound):
    sentence = (
        "What stood here was deleted: its time was up, or it was erased. Ask information "
        "governance for the receipt."
    )


class Invalid(AdviceLineError):
    sentence = "Some of what you gave cannot be used."

    def __init__(self, problems: Sequence[Problem], sentence: str | None = None) -> None:
        self.problems = tuple(problems)
        super().__init__(sentence or "; ".join(p.message for p in self.problems))


class SetupInvalid(Invalid):
    sentence = "The setup file cannot be used."


class WordsCame(Invalid):
    """Nothing was done: a requester has added something that the page had not shown (H01). Its
    sentence holds none of it: it may be logged."""

    def __init__(self) -> None:
        said = "They have added something since this page was opened. Read it, then send again."
        super().__init__([Problem("words_seen", said)])


class TypedElsewhere(Invalid):
    """Nothing was done: on another device its author has typed in the same draft what this page had
    not shown. Its sentence holds none of it."""

    def __init__(self) -> None:
        said = "You have typed in this draft on another page too. Read that, then send again."
        super().__init__([Problem("typed_on", said)])


@dataclass(frozen=True)
class Difference:
    """One fact of a patient, as it was given now and as it is known already; patient data."""

    what: str
    given: str = field(repr=False)
    on_file: str = field(repr=False)


class IdentifiersDiffer(Invalid):
    """Its sentence names no fact: it may be logged."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = tuple(differences)
        super().__init__([Problem("number_missing_reason", "Say why they differ.")])


@dataclass(frozen=True)
class NumberNamed:
    """A patient's number and in what it stands, such as "The question"; patient data."""

    number: str = field(repr=False)
    where: tuple[str, ...]


class NumbersDiffer(Invalid):
    """What was asked and what was typed name several patients' numbers, and nobody has said which
    is right (H02). Its sentence names none: it may be logged."""

    def __init__(self, numbers: Sequence[NumberNamed]) -> None:
        self.numbers = tuple(numbers)
        said = "More than one NHS number is named. Say which is the patient's."
        super().__init__([Problem("nhs_number", said)])


_WHY = "Say why this is done all the same."


class ReasonNeeded(Invalid):
    """Nothing was done. The same again with a reason, and with the `breaches` that it is given for,
    is done, and the reason is kept. Each of the breaches is a sentence. `given` says whether there
    was a reason already, of somebody who had not seen all of them."""

    def __init__(self, breaches: Sequence[str], *, given: bool = False) -> None:
        self.breaches = tuple(breaches)
        said = "Read what is against this. If your reason answers it, send it again as it is."
        super().__init__([Problem("reason", said if given else _WHY)])


class Conflict(AdviceLineError):
    sentence = "Somebody else has changed this in the meantime."


class NobodyLeft(Conflict):
    """Nothing was done, and nobody was first: it would leave none of those who have to be there."""

    sentence = "Somebody has to stay who may do this."


class AlreadyTaken(Conflict):
    def __init__(self, owner: str, at: str = "") -> None:
        """`at` is when, in words."""
        self.owner = owner
        super().__init__(f"Already taken by {owner}{f' ({at})' if at else ''}.")


@dataclass(frozen=True)
class DutyShown:
    """One duty of a line, by the keys of tier and person; instants in UTC."""

    tier: str
    person: str
    start: datetime
    end: datetime


class RotaMoved(Conflict):
    """Nothing was done. `seen` are the duties of the days concerned as the person had them before
    them, `now` as they are; `version` is that of now."""

    sentence = "Somebody else changed these days meanwhile. Look at what changed, then save again."

    def __init__(
        self, line: str, version: str, seen: Sequence[DutyShown], now: Sequence[DutyShown]
    ) -> None:
        self.line, self.version = line, version
        self.seen, self.now = tuple(seen), tuple(now)
        super().__init__()


class Expired(AdviceLineError):
    sentence = "This link or code has expired. Ask for a fresh one."


class TooManyTries(AdviceLineError):
    retry = True

    def __init__(self, retry_after: int, said: str = "Too many tries.") -> None:
        """`retry_after` in seconds; the sentence tells it in minutes, rounded up."""
        self.retry_after = retry_after
        minutes = -(-retry_after // 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"{said} Please wait {wait} and try again.")


class Busy(AdviceLineError):
    sentence = "One moment please."
    retry = True


class Misconfigured(AdviceLineError):
    sentence = "A setting is missing or wrong."


class BackupRefused(AdviceLineError):
    """Says what is wrong with a backup, or with where it should go; nothing was written."""


class NotAgreed(AdviceLineError):
    """Says why there is no token, and what to do."""


class NotRead(AdviceLineError):
    sentence = "The calendar could not be read."
    retry = True


class DeliveryFailed(AdviceLineError):
    """`code` is the vendor's own code or a word of ours; it never holds what was sent."""

    sentence = "The message could not be handed over."

    def __init__(self, code: str, *, maybe_sent: bool = False) -> None:
        self.code = code
        self.maybe_sent = maybe_sent
        super().__init__(f"{type(self).sentence} ({code})")


class DeliveryRefused(DeliveryFailed):
    sentence = "The message was refused for good."


class DeliveryDelayed(DeliveryFailed):
    """`wait`: for so many seconds the vendor asks to be left alone, 0.0 where it says nothing."""

    sentence = "The message could not be handed over yet."
    retry = True

    def __init__(self, code: str, *, maybe_sent: bool = False, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(code, maybe_sent=maybe_sent)
