"""A patient's name as a scan, a spaced heading or a slip of the keyboard leaves it: "L a r k s p u
r", "Lark spur", "E.L.", "Larkpsur". Of patients alone: for whoever works here it is too much.

The patterns match folded text (`rules/folding.py`).
"""

import re
from collections.abc import Iterator

from advice_line.rules.folding import plain_letters
from advice_line.rules.name_spellings import parts_of

_LETTER = r"[^\W\d_]"
_ALONE = rf"(?<!{_LETTER})(?:%s)(?!{_LETTER})"
# Shorter ones would be found in plain words: "in man" in Inman, "an dy" in Andy.
_SHORTEST_SPACED, _SHORTEST_BROKEN, _SHORTEST_MISSPELT = 4, 5, 6
_CAPITALISED = re.compile(rf"(?<!{_LETTER})[A-Z]{_LETTER}{{4,}}(?!{_LETTER})")


def patterns_for(name: str) -> Iterator[re.Pattern[str]]:
    """Of parts that were torn apart, and of initials with their points."""
    torn = [each for part in _plain_parts(name) for each in _torn(part)]
    if torn:
        yield re.compile(_ALONE % "|".join(torn))
    if initials := _initials(name):
        yield re.compile(_ALONE % "|".join(initials))


def misspelt(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a word with a capital is one letter, or two that changed places, off a long part.

    A net that also takes a word now and then, which is why it blocks nothing.
    """
    parts = [part for part in _plain_parts(name) if len(part) >= _SHORTEST_MISSPELT]
    for found in _CAPITALISED.finditer(text):
        word = found.group().lower()
        if any(is_one_off(word, part) for part in parts):
            yield found.span()


def is_one_off(word: str, other: str) -> bool:
    """One letter more, less or another, or two neighbours that changed places."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return True
    left, right = word[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _plain_parts(name: str) -> tuple[str, ...]:
    plain = {re.sub(r"[^a-z]", "", plain_letters(part).lower()) for part in parts_of(name).strong}
    return tuple(sorted(plain - {""}))


def _torn(part: str) -> Iterator[str]:
    if len(part) >= _SHORTEST_SPACED:
        yield "(?i:" + "[ .-]{1,2}".join(part) + ")"
    if len(part) >= _SHORTEST_BROKEN:
        for word in (part.capitalize(), part.upper()):
            for at in range(2, len(part) - 1):
                yield rf"{word[:at]}[ \t]*[\s\-][ \t]*{word[at:]}"


def _initials(name: str) -> tuple[str, ...]:
    """ "E.L." of Edith Larkspur, and "E.M.L." where she has a middle name."""
    letters = [word[0].upper() for word in _names(name)]
    if len(letters) < 2:
        return ()
    ways = {(letters[0], letters[-1]), tuple(letters)}
    return tuple(r"\.\s?".join(way) + r"\.?" for way in sorted(ways))


def _names(name: str) -> list[str]:
    parts = parts_of(name)
    known = {plain_letters(part).lower() for part in parts.every}
    words = re.findall(r"[a-z'\-]+", plain_letters(name).lower())
    return [word for word in words if word.strip("'-") in known]
