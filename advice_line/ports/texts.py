"""What the telephone may tell the rota of a text that somebody sent to a line."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class TextCame:
    """`key` names this text for the inbox. `sender` is E.164, None where no number was shown.

    `word` is the text in capitals where it is one short word, and empty for every other: what
    somebody writes in sentences may be about a patient, and is never read.
    """

    key: str
    sender: str | None
    word: str


class TextDesk(Protocol):
    def text_came(self, event: TextCame) -> str | None:
        """What its sender is answered; None for a text that is not for the rota. Raises
        `errors.Busy`."""
        ...
