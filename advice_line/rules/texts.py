"""What a text to a line means: a word that the whole network knows, a reference, or words."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Meaning(Enum):
    STOP = auto()
    START = auto()
    HELP = auto()
    REFERENCE = auto()
    WORDS = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Read:
    """`references` are what may be references in it, in the order they stand there: whether one is
    a query's, and whose, is for the desk to find out (H20)."""

    meaning: Meaning
    references: tuple[str, ...] = ()


# Those at which the carrier itself stops or starts; a text must mean the same to both.
_STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"})
_START = frozenset({"START", "UNSTOP"})
_HELP = frozenset({"HELP", "INFO"})
# People write O for 0, and I or L for 1; the hyphen is what tells a reference from a word.
_LETTERS = "[0-9A-Z]"
_WITHIN = re.compile(
    rf"(?<!{_LETTERS})({_LETTERS}{{4}})[-\u2010-\u2015]({_LETTERS}{{4}})(?!{_LETTERS})"
)
_ALONE = re.compile(rf"({_LETTERS}{{4}})[-\u2010-\u2015 ]?({_LETTERS}{{4}})")
_AROUND = " \t\r\n?!.,:;\"'()"
_MISREAD = str.maketrans("OIL", "011")
MOST_REFERENCES = 5


def read(words: str) -> Read:
    bare = words.upper().strip(_AROUND)
    if not bare:
        return Read(Meaning.WORDS if words.strip() else Meaning.NOTHING)
    word = _word_of(bare)
    if word is not None:
        return Read(word)
    alone = _ALONE.fullmatch(bare)
    if alone is not None and any(each.isdigit() for each in bare):
        return Read(Meaning.REFERENCE, (_reference(alone),))
    found = tuple(_reference(each) for each in _WITHIN.finditer(words.upper()))
    if alone is not None and found:
        return Read(Meaning.REFERENCE, found)
    return Read(Meaning.WORDS, found[:MOST_REFERENCES])


def as_reference(typed: str) -> str:
    """A reference as it is kept, from capitals or none, with its dash or without; what cannot be
    one stays as it is."""
    bare = typed.upper().strip()
    alone = _ALONE.fullmatch(bare)
    return _reference(alone) if alone else bare


def _word_of(bare: str) -> Meaning | None:
    for words, meaning in ((_STOP, Meaning.STOP), (_START, Meaning.START), (_HELP, Meaning.HELP)):
        if bare in words:
            return meaning
    return None


def _reference(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]}".translate(_MISREAD)
