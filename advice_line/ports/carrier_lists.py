"""What the carrier itself has on its lists, whether or not it could tell us at the time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from advice_line.ports.texts import TextCame


@dataclass(frozen=True)
class CallListed:
    """One call that came in. `caller` is E.164, or None when withheld; `over` that it has ended,
    after `seconds`."""

    call: str
    caller: str | None
    called: str
    started_at: datetime
    over: bool
    seconds: int


@dataclass(frozen=True)
class TextListed:
    """One text that came in, as it would have been told."""

    event: TextCame
    sent_at: datetime


@dataclass(frozen=True)
class SoundListed:
    """One recording of `call` that is ready; `spoken` is a message after the tone."""

    recording: str
    call: str
    spoken: bool
    seconds: int


class CarrierLists(Protocol):
    """Each reads every page of the list. They raise `errors.DeliveryRefused` or
    `errors.DeliveryDelayed`."""

    def calls_since(self, number: str, since: datetime) -> list[CallListed]:
        """What came to this number from then on, the oldest first."""
        ...

    def texts_since(self, number: str, since: datetime) -> list[TextListed]:
        """The same of texts."""
        ...

    def sounds_since(self, since: datetime) -> list[SoundListed]:
        """The recordings of the whole account from then on, whosever calls they are of."""
        ...
