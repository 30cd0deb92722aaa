"""One draft, typed on two devices at once: neither takes the other's words away.

Each page that is opened types under a name of its own. What it says takes the place of what it said
before, and of that from which it was opened; what another page has said meanwhile stands beside it,
until its author has it before them and signs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

# On the page: its name, which words it was opened from, and up to which it shows.
FIELD = "typed_on"


@dataclass(frozen=True)
class Typed:
    """What one page says: the `number` is one more than the newest had when it was kept."""

    page: str
    number: int
    at: datetime
    form: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """`opened_from` and `shown` are numbers of what was typed; 0: of nothing."""

    name: str = ""
    opened_from: int = 0
    shown: int = 0

    @classmethod
    def read(cls, text: str | None) -> Self:
        """Of what is none, a page without a name, that was opened from nothing."""
        name, *numbers = (text or "").split(".")
        try:
            opened_from, shown = (int(each) for each in numbers)
        except ValueError:
            return cls()
        return cls(name, opened_from, shown)

    def __str__(self) -> str:
        return f"{self.name}.{self.opened_from}.{self.shown}"


def kept(
    before: Sequence[Typed], page: Page, form: Mapping[str, str], at: datetime
) -> tuple[Typed, ...]:
    """What there is after this page has said so, the newest last."""
    number = max((each.number for each in before), default=0) + 1
    return (*beside(before, page, form), Typed(page.name, number, at, form))


def beside(typed: Sequence[Typed], page: Page, form: Mapping[str, str]) -> tuple[Typed, ...]:
    """What other pages say that is not on this one, the oldest first."""
    return tuple(
        each
        for each in typed
        if each.page != page.name and each.number != page.opened_from and lost(each, form)
    )


def lost(typed: Typed, form: Mapping[str, str]) -> dict[str, str]:
    """By field, what would be gone if this form alone were left."""
    return {name: words for name, words in typed.form.items() if words and form.get(name) != words}
