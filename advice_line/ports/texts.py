"""What the telephone may tell us of a text that somebody sent to a line."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class TextCame:
    """`key` names this text for the inbox: the carrier's id of it. `sender` is E.164, None where no
    number was shown; `called` is the line's number.

    `word` is the text in capitals where it is one short word, and empty for every other. `words`
    are the whole text: they may be about a patient, and are sealed at once and never logged.
    `media` counts pictures and files that came with it.
    """

    key: str
    sender: str | None
    word: str
    called: str = ""
    words: str = field(default="", repr=False)
    media: int = 0


class TextDesk(Protocol):
    def text_came(self, event: TextCame) -> str | None:
        """What its sender is answered; None for nothing. Raises `errors.Busy`, and
        `errors.NotFound` where nobody's line has that number."""
        ...


class RotaTexts(Protocol):
    def text_came(self, event: TextCame) -> str | None:
        """The answer to a text that the rota waits for; None for any other. Raises
        `errors.Busy`."""
        ...
