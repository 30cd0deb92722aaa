"""Every way a known name may stand in a text: its parts in any case, initials and surname, with a
title, joined, hyphenated or apart, with or without marks and apostrophes, short forms.

The patterns match folded text (`rules/folding.py`).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from advice_line.rules.folding import plain_letters
from advice_line.rules.name_words import (
    EPONYM_NOUNS,
    FUNCTION_WORDS,
    PARTICLES,
    PLAIN_WORDS,
    SHORT_FORMS,
    TITLES,
)

_LETTER = r"[^\W\d_]"
_APART = re.compile(r"[\s,()\"/]+")
_TITLE = rf"(?i:{'|'.join(sorted(TITLES))})"
# Between parts of one name: blanks, a comma, a hyphen, or nothing. A full stop and a blank end a
# sentence.
_JOINT = r"(?:[\s,'_\-]{0,3}|\.)"
_UMLAUTS = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "å": "aa?", "ø": "oe?"}

# Hebrew and Arabic write "and", "to" or "of" as one word with the name.
_BEFORE_NAMES = "[\u05d0-\u05ea\u0621-\u064a]"
_ATTACHED = (
    "(?:[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]{1,2}|[\u0648\u0641]?[\u0628\u0643\u0644]?)"
)

_STREETS = (
    "road|rd", "street|st|str", "lane|ln", "avenue|ave|av", "close|cl", "crescent|cres", "drive|dr",
    "gardens|gdns", "terrace|terr", "square|sq", "court|ct", "place|pl", "surgery|surg",
    "centre|center|ctr", "saint|st",
)  # fmt: skip
_SHORTEST_RUN_TOGETHER = 7


@dataclass(frozen=True)
class NameParts:
    """`strong` parts are a name in any case, `weak` ones only with a capital or beside others."""

    strong: frozenset[str]
    weak: frozenset[str]
    initials: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return self.strong | self.weak


def parts_of(name: str, *, plain_words: Collection[str] = FUNCTION_WORDS) -> NameParts:
    """The parts of "Mrs Joan O'Neill-Smith (née Brown)"; `plain_words` are weak."""
    tokens = [token for token in map(_bare, _APART.split(name)) if _is_part(token)]
    pieces = {piece for token in tokens for piece in _pieces(token) if len(piece) > 1}
    short = {form for token in tokens for form in SHORT_FORMS.get(_folded(token), "").split()}
    weak = {each for each in pieces if len(each) == 2 or _folded(each) in plain_words} | short
    return NameParts(
        strong=frozenset(pieces - weak),
        weak=frozenset(weak),
        initials=frozenset(_folded(token)[:1].upper() for token in tokens),
    )


def pattern_for(name: str, *, staff: bool = False) -> re.Pattern[str] | None:
    """What finds the name in folded text, or None where it has no usable part.

    For `staff` the plain words of the language and eponyms ("Baker's cyst") are left alone; for a
    patient they go, since a name that stays is worse than a word that is lost.
    """
    parts = parts_of(name, plain_words=PLAIN_WORDS if staff else FUNCTION_WORDS)
    if not parts.every:
        return None
    particles = rf"(?:(?i:{'|'.join(sorted(PARTICLES))})\s{{1,2}}){{0,2}}"
    anyhow = particles + _anyhow(parts.every)
    initial = f"[{''.join(sorted(parts.initials))}]"
    leading = rf"(?:{initial}\.?\s?){{1,3}}"
    # "A" and "I" after a name are words more often than initials.
    trailing = rf"[ ,]{{1,2}}(?:(?![AI]\b){initial}|{initial}\.){initial}?(?!{_LETTER})\.?"
    more = rf"(?:{_JOINT}{anyhow})*"
    starts = (
        rf"{_TITLE}\.?\s{{1,3}}(?:{initial}\.?\s?){{0,3}}{anyhow}",
        rf"{leading}{particles}{_alone(parts)}",
        rf"{anyhow}{_JOINT}{anyhow}",
        particles + _alone(parts),
    )
    attached = _ATTACHED if re.search(_BEFORE_NAMES, name) else ""
    eponym = rf"(?!'?s?\s+(?i:{EPONYM_NOUNS})\b)" if staff else ""
    return re.compile(
        rf"(?<!{_LETTER}){attached}(?:{'|'.join(starts)}){more}(?:{trailing})?(?i:s)?(?!{_LETTER}){eponym}"
    )


def phrase(text: str) -> re.Pattern[str]:
    """A fixed phrase in any case, with any blanks, hyphens or commas between its words, or none;
    a street's "Road" also as "Rd"."""
    listed = [word for word in re.split(r"[\s,]+", text.strip()) if word]
    words = [_street(word) or spelled(word) for word in listed]
    # Short ones run together are other words: "of ten".
    least = 0 if len(text) > _SHORTEST_RUN_TOGETHER else 1
    joined = rf"[\s,.\-]{{{least},3}}".join(words)
    return re.compile(rf"(?i)(?<!{_LETTER}){joined}(?!{_LETTER})")


def _street(word: str) -> str | None:
    return next((f"(?:{each})" for each in _STREETS if word.lower() in each.split("|")), None)


def spelled(part: str) -> str:
    """A pattern for one part of a name in its usual spellings, without regard to case."""
    lower = part.lower()
    open_umlauts = "".join(_UMLAUTS.get(each, plain_letters(each)) for each in lower)
    if re.match(r"ma?c[a-z]{3}", open_umlauts):
        open_umlauts = "ma?c " + open_umlauts.split("c", 1)[1]
    return "".join(_spelled(each) for each in _closed_umlauts(open_umlauts))


def _closed_umlauts(text: str) -> str:
    """Where a name is written "Mueller", its "Müller" folds to "Muller"."""
    return re.sub(r"(?<=[aou])e(?=[a-z])", "e?", text)


def _spelled(character: str) -> str:
    if character == "'":
        return r"'?\s?"
    if character == "-":
        return r"[\s\-]{0,3}"
    if character == " ":
        return r"\s?"
    return character if character == "?" else re.escape(character)


def _anyhow(parts: Iterable[str]) -> str:
    return f"(?i:{_either(map(spelled, parts))})"


def _alone(parts: NameParts) -> str:
    strong = [f"(?i:{_either(map(spelled, parts.strong))})"] if parts.strong else []
    # "NG12" is a guideline.
    weak = [rf"{word}(?!\d)" for each in parts.weak for word in _capitalised(each)]
    return _either([*strong, *weak])


def _capitalised(part: str) -> tuple[str, str]:
    plain = _folded(part)
    return "-".join(each.capitalize() for each in plain.split("-")), plain.upper()


def _either(patterns: Iterable[str]) -> str:
    """Longest first, so that "Smith-Jones" is not found as "Smith" alone."""
    return f"(?:{'|'.join(sorted(set(patterns), key=lambda each: (-len(each), each)))})"


def _pieces(token: str) -> tuple[str, ...]:
    """A double-barrelled name and each half; what follows the apostrophe of "O'Neill"."""
    halves = token.split("-")
    return (token, *halves, *(half.split("'", 1)[1] for half in halves if "'" in half))


def _bare(token: str) -> str:
    return token.replace("’", "'").replace("–", "-").strip(".'-")


def _is_part(token: str) -> bool:
    plain = _folded(token)
    return bool(plain) and plain not in TITLES | PARTICLES | {"nee", "formerly", "aka"}


def _folded(text: str) -> str:
    return plain_letters(text).lower()
