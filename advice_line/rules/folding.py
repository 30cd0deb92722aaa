"""Text made comparable, with the way back to the places of the original."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import compress

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ı": "i",
    }
)  # fmt: skip
_PUNCTUATION = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
)


# Cyrillic and Greek letters that look like one of ours, as a scan or another keyboard leaves them.
_LOOK_ALIKE = str.maketrans(
    "АВЕЗКМНОРСТУХІЈЅавекморстухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
    "ABE3KMHOPCTYXIJSabekmopctyxijsABEZHIKMNOPTYXoa",
)
# "999 OOO l8": a word of figures and what a scan reads for 0 and 1.
_FIGURES = re.compile(r"(?<![^\W_])(?=[OoIl|]*\d|[Oo]{2,4}(?![^\W_]))[\dOoIl|]+(?![^\W_])")
# "l/2/5O": a day, some of whose figures are letters alone. How it begins is asked first: a figure
# would be looked for through all of a long text without blanks, from each of its places.
_DAY = re.compile(
    r"(?<![\w/.\-])(?=[\dOoIl|]{1,2}[/.\-])(?=[^\s\d]*\d)"
    r"[\dOoIl|]{1,2}([/.\-])[\dOoIl|]{1,2}\1[\dOoIl|]{2,4}(?![\w/])"
)
_AS_FIGURES = str.maketrans("OoIl|", "00111")

_DROPPED = ("Mn", "Cf")
# A word that did not fit on its line; what begins anew with a capital is a second name.
_BROKEN = re.compile(r"(?<=[a-z])-[ \t]*\r?\n[ \t]*(?=[a-z])")


@dataclass(frozen=True)
class Folded:
    """`text` has plain letters, European figures, plain apostrophes and hyphens, no marks and
    nothing invisible; case is kept. `places[i]` is where its character i stands in `source`."""

    source: str
    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the folded text came from, with the marks that
        belong to its last letter."""
        last = self.places[end - 1] + 1
        while last < len(self.source) and unicodedata.category(self.source[last]) in _DROPPED:
            last += 1
        return self.places[start], last


def fold(text: str) -> Folded:
    if text.isascii():
        return Folded(text, plain_letters(text), tuple(range(len(text))))
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = plain_letters(character)
        characters.append(plain)
        places.extend([place] * len(plain))
    return Folded(text, "".join(characters), tuple(places))


def joined(folded: Folded) -> Folded:
    """With the words that were broken at the end of a line whole again."""
    kept = [True] * len(folded.text)
    for found in _BROKEN.finditer(folded.text):
        kept[found.start() : found.end()] = [False] * len(found.group())
    return Folded(
        folded.source,
        "".join(compress(folded.text, kept)),
        tuple(compress(folded.places, kept)),
    )


def as_figures(folded: Folded) -> Folded:
    """With the letters that a scan reads for 0 and 1 as those, in words that hold a figure, and in
    days."""
    text = folded.text
    for pattern in (_FIGURES, _DAY):
        text = pattern.sub(lambda found: found.group().translate(_AS_FIGURES), text)
    return Folded(folded.source, text, folded.places)


def plain_letters(text: str) -> str:
    """The text in plain letters and figures: "Müller–Łukasz" as "Muller-Lukasz"."""
    if text.isascii():  # nothing else in it has another way to be written
        return text.translate(_PUNCTUATION)
    apart = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION))
    kept = (_plain_figure(each) for each in apart if unicodedata.category(each) not in _DROPPED)
    return "".join(kept).translate(_LETTERS).translate(_PUNCTUATION).translate(_LOOK_ALIKE)


def _plain_figure(character: str) -> str:
    return str(unicodedata.decimal(character, character))
