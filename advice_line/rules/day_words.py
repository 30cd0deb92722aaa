"""Days of a month in words: "third", "twenty-first"."""

import re

_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ALL = (*_FIRST, *(f"twenty-{each}" for each in _FIRST[:9]), "thirtieth", "thirty-first")
_APART = re.compile(r"[\s\-]+")
# Longest first: "twenty-first" is no "first".
PATTERN = "|".join(
    each.replace("-", r"[\s\-]{1,2}") for each in sorted(_ALL, key=len, reverse=True)
)


def number(words: str) -> int:
    """Of what `PATTERN` found, in any case."""
    return _ALL.index(_APART.sub("-", words.lower())) + 1
