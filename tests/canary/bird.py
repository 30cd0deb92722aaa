"""A patient who does not exist, and whether any trace of her is in some bytes, however they were
written down: in another case or spacing, as an address, a form, JSON, a mail, a PDF or a page of
a database."""

import base64
import binascii
import codecs
import hashlib
import html
import json
import quopri
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import quote, quote_plus, unquote_to_bytes

# How many wrappings are undone one within the other, such as base64 within JSON.
_DEEPEST = 2
_ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(rb"[0-9a-fA-F]{12,}")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_ACCENTS = re.compile("[\u0300-\u036f]")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# In bytes: shorter ones are found by chance in megabytes of sealed text.
_SHORTEST = 6


@dataclass(frozen=True)
class Canary:
    """`script` are three letters that no font of ours has; `number` is ten digits."""

    given: str
    family: str
    script: str
    number: str
    born: date
    postcode: str
    # Most of what there is to search is searched again once she is erased.
    _searched: dict[bytes, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def name(self) -> str:
        return f"{self.given} {self.family} {self.script}"

    @property
    def spaced(self) -> str:
        return f"{self.number[:3]} {self.number[3:6]} {self.number[6:]}"

    @property
    def birthday(self) -> str:
        return f"{self.born.day} {self.born:%B %Y}"

    @property
    def song(self) -> str:
        """All there is of her in one sentence, as somebody would say or type it."""
        return (
            f"{self.name}, born {self.birthday} ({self.born:%d/%m/%Y}), NHS number {self.spaced} "
            f"({self.number}), of {self.postcode}"
        )

    def in_text(self, content: bytes) -> set[str]:
        """What of her is in there, whatever it is wrapped in."""
        same = hashlib.sha256(content).digest()
        if same not in self._searched:
            folded = {_folded(text) for each in _within(content) for text in _readings(each)}
            self._searched[same] = frozenset(
                what
                for what, pattern in self._patterns.items()
                if any(pattern.search(text) for text in folded)
            )
        return set(self._searched[same])

    def in_file(self, content: bytes) -> set[str]:
        """The same for the many megabytes of a database, by the spellings a file may hold."""
        small = content.lower()
        exact = {what for needle, what in self._exact if needle in content}
        return exact | {what for needle, what in self._any_case if needle in small}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        day, month, year = self.born.day, self.born.month, self.born.year
        between = r"[\s./-]{1,3}"
        figures = rf"0?{day}{between}0?{month}{between}(?:{year}|{year % 100}\b)"
        words = rf"{day}(?:st|nd|rd|th)?\W{{1,3}}{_folded(f'{self.born:%b}')}[a-z]*\W{{1,3}}{year}"
        runs = rf"{self.born:%d%m%Y}|{self.born:%Y%m%d}"
        number = r"[\s.-]{0,2}".join((self.number[:3], self.number[3:6], self.number[6:]))
        postcode = r"\s{0,2}".join(_folded(self.postcode).split())
        spelled = {
            "given name": re.escape(_folded(self.given)),
            "family name": re.escape(_folded(self.family)),
            "name in another script": ".{0,24}".join(self.script),
            "number": number,
            "date of birth": rf"\b(?:{figures}|{words}|{runs})|{self.born:%Y-%m-%d}",
            "postcode": postcode,
        }
        return {what: re.compile(pattern) for what, pattern in spelled.items()}

    @cached_property
    def _spellings(self) -> list[tuple[str, str]]:
        plain = _folded(self.given).capitalize()
        days = (
            f"{self.born:%Y-%m-%d}",
            f"{self.born:%d/%m/%Y}",
            f"{self.born.day}/{self.born.month}/{self.born.year}",
            f"{self.born.day} {self.born.month} {self.born.year}",
            f"{self.born:%d%m%Y}",
            self.birthday,
        )
        return [
            *((each, "given name") for each in (self.given, self.given.upper(), plain)),
            *((each, "family name") for each in (self.family, self.family.upper())),
            (self.script, "name in another script"),
            *((each, "number") for each in (self.number, self.spaced)),
            *((each, "date of birth") for each in days),
            *((each, "postcode") for each in (self.postcode, self.postcode.replace(" ", ""))),
        ]

    @cached_property
    def _exact(self) -> list[tuple[bytes, str]]:
        """Base64 alone minds the case."""
        return [
            (needle, what)
            for text, what in self._spellings
            for needle in _in_base64(text.encode())
            if len(needle) > _SHORTEST
        ]

    @cached_property
    def _any_case(self) -> list[tuple[bytes, str]]:
        found = {
            (needle.lower(), what)
            for text, what in self._spellings
            for needle in _written(text)
            if len(needle) >= _SHORTEST
        }
        return sorted(found)


def _folded(text: str) -> str:
    """Without accents and in small letters."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text.lower()


def _written(text: str) -> Iterator[bytes]:
    for form in ("NFC", "NFD"):
        composed = unicodedata.normalize(form, text)
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield composed.encode(coding)
        yield quote(composed).encode()
        yield quote_plus(composed).encode()
        yield json.dumps(composed)[1:-1].encode()


def _in_base64(content: bytes) -> Iterator[bytes]:
    """The characters that depend on nothing but this content, at each of the three places where
    it can begin within a group of four."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + content)
        first, last = -(-before * 4 // 3), len(before * b"\0" + content) * 8 // 6
        yield encoded[first:last]


def _within(content: bytes) -> set[bytes]:
    """It, and what it is once wrappings are undone, each once: most have nothing that can be, and
    in another order it comes to the same."""
    found = latest = {content}
    for _ in range(_DEEPEST):
        latest = {inner for each in latest for inner in _unwrapped(each)} - found
        found = found | latest
    return found


def _readings(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    if content.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        yield content.decode("utf-16", "replace")
    elif b"\0" in content:  # the same without saying so: enough to read Latin letters
        yield content.replace(b"\0", b"").decode("latin-1")


def _unwrapped(content: bytes) -> Iterator[bytes]:
    if b"%" in content:
        yield unquote_to_bytes(content.replace(b"+", b" "))
    if b"=" in content:
        yield quopri.decodestring(content)
    if b"\\" in content:
        yield _ESCAPED.sub(_escaped, content.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"&" in content:
        yield html.unescape(content.decode("utf-8", "replace")).encode("utf-8", "replace")
    for stream in _STREAM.findall(content):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue
    for run in _HEX.findall(content):  # a text of a PDF, or bytes as a database prints them
        yield bytes.fromhex(run[: len(run) // 2 * 2].decode())
    yield b"\n".join(_decoded(content))


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _decoded(content: bytes) -> Iterator[bytes]:
    """Every run that may be base64, from each of the four places where it may begin."""
    for run in _ENCODED.findall(content):
        standard = run.translate(bytes.maketrans(b"-_", b"+/"))
        for begin in range(4):
            whole = standard[begin : len(standard) - (len(standard) - begin) % 4]
            try:
                yield base64.b64decode(whole)
            except binascii.Error:
                continue
