"""Health service numbers that stand in words: one letter is about one patient (H02)."""

import re
from collections.abc import Mapping

from advice_line.rules.identifiers import is_number

OTHER = "[another number]"
# As they are written: ten figures, or three, three and four. A telephone number is none.
_WRITTEN = re.compile(r"(?<![\w.+\-])(?<!\+44 )\d{3}([ \-]?)\d{3}\1\d{4}(?![\w\-])")
# What is a number of something else by its own field.
_NOT_WORDS = frozenset({"nhs_number", "accession", "booking_reference", "numbers_seen", "version"})


def named(text: str) -> tuple[str, ...]:
    """The ten figures of each number in a text whose check digit is right, each once."""
    found = (re.sub(r"\D", "", each.group()) for each in _WRITTEN.finditer(text))
    return tuple(dict.fromkeys(each for each in found if is_number(each)))


def only(text: str, right: str | None) -> str:
    """The text without the number of anybody else than whose is `right`."""

    def kept(found: re.Match[str]) -> str:
        number = re.sub(r"\D", "", found.group())
        return OTHER if is_number(number) and number != right else found.group()

    return _WRITTEN.sub(kept, text)


def by_field(form: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Which fields of a record's form name numbers in their words, and which."""
    words = {name: named(text) for name, text in form.items() if name not in _NOT_WORDS}
    return {name: numbers for name, numbers in words.items() if numbers}


def grouped(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}"
