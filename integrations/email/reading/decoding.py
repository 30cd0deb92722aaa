"""Bytes and encoded words as text, whatever their sender says of them: nothing here raises.

The standard library raises on unknown charsets and on broken base64 in a header; both come.
"""

import binascii
import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header

# A browser's reading of these names, which is what their senders mean (encoding.spec.whatwg.org).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin_1": "cp1252"}
# Everything that is no text: NUL, which PostgreSQL refuses, and the other signs of control.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# What turns the direction of a line: a name may be made to look like another.
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FOLDED = re.compile(r"\r?\n[ \t]?|\r")


def text_of(raw: bytes, charset: str | None) -> tuple[str, bool]:
    """The text, with `\\n` at the ends of lines, and whether its charset was one that is known."""
    codec = codec_of(charset)
    try:
        words = raw.decode("utf-8" if codec in (None, "cp1252") else codec or "", errors="strict")
    except (UnicodeError, ValueError):
        words = raw.decode("cp1252" if codec is None else codec, errors="replace")
    return words.replace("\r\n", "\n").replace("\r", "\n"), codec is not None


def codec_of(charset: str | None) -> str | None:
    """Python's name of it; None for one that does not exist. Without one given it is ASCII."""
    try:
        found = codecs.lookup((charset or "us-ascii").strip("\"' "))
        "".encode(found.name)  # raises for those that are no charsets, such as rot13
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    return _MEANT.get(found.name, found.name)


def cleaned(words: str) -> tuple[str, bool]:
    """Without signs of control, and whether there were any."""
    kept = _CONTROL.sub("", words)
    return kept, kept != words


def one_line(words: str) -> str:
    """As a name or a subject is shown: nothing in it ends a line or turns its direction."""
    return " ".join(_TURNS.sub("", cleaned(words)[0]).split())


def unfolded(value: str) -> str:
    return _FOLDED.sub(" ", value)


def eight_bit(value: str) -> tuple[str, bool]:
    """A header as the parser keeps it, whose bytes above ASCII are surrogates; and whether it had
    any: such a header has no charset, and is UTF-8 in most cases."""
    raw = value.encode("utf-8", errors="surrogateescape")
    if raw.isascii():
        return value, False
    return text_of(raw, "us-ascii")[0], True


def decoded(value: str) -> tuple[str, bool]:
    """The encoded words of a header as text; and whether each charset was known."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, binascii.Error, ValueError):
        return value, True
    words, known = "", True
    for piece, charset in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        text, is_known = text_of(piece, charset or "us-ascii")
        words, known = words + text, known and is_known
    return words, known
