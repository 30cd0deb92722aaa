"""Which pages of local guidance are offered to who is asking something: those in date alone, by the
words that their owners gave them. What is overdue is never offered (H25), and nothing is made of
what others asked or were answered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MOST = 3
_WORD = re.compile(r"[^\W_]+")
# Shorter words are no plurals: "gas", "us", "ct".
_SHORTEST_PLURAL = 4


@dataclass(frozen=True)
class Page:
    """`review_on` is the day by which its owner looks at it again, itself still in date."""

    key: str
    title: str
    address: str
    keywords: tuple[str, ...]
    owner: str
    review_on: date

    def overdue(self, today: date) -> bool:
        return today > self.review_on


def offered(pages: Iterable[Page], question: str, today: date) -> list[Page]:
    """At most three, those first of which the question names most."""
    asked = _words(question)
    found = [(_named(page, asked), page) for page in pages if not page.overdue(today)]
    named = [each for each in found if each[0]]
    return [page for _, page in sorted(named, key=lambda each: (-each[0], each[1].title))][:MOST]


def _named(page: Page, asked: Sequence[str]) -> int:
    return sum(_stands_in(_words(keyword), asked) for keyword in page.keywords)


def _stands_in(phrase: Sequence[str], asked: Sequence[str]) -> bool:
    length = len(phrase)
    places = range(len(asked) - length + 1)
    return bool(phrase) and any(asked[at : at + length] == phrase for at in places)


def _words(text: str) -> list[str]:
    return [_one(word) for word in _WORD.findall(text.casefold())]


def _one(word: str) -> str:
    """One of several: "knees" is "knee"."""
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
