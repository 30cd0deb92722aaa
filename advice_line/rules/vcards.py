"""How to reach a line as a contact that a telephone takes in: a vCard 3.0 (RFC 2426), which every
telephone reads."""

from collections.abc import Iterable

MEDIA_TYPE = "text/vcard"


def card(name: str, number: str, email: str, url: str, note: str = "") -> str:
    """`number` is E.164; nothing of any patient and of no person."""
    fields = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_plain(name)};;;;",
        f"FN:{_plain(name)}",
        f"ORG:{_plain(name)}",
        f"TEL;TYPE=WORK,VOICE,PREF:{number}",
        f"EMAIL;TYPE=INTERNET:{_plain(email)}",
        f"URL:{url}",
        *([f"NOTE:{_plain(note)}"] if note else []),
        "END:VCARD",
    )
    return "".join(f"{line}\r\n" for each in fields for line in _folded(each))


def _plain(text: str) -> str:
    """With what parts fields written as itself (RFC 2426 §4)."""
    for sign, meant in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(sign, meant)
    return text


def _folded(line: str) -> Iterable[str]:
    """In pieces of at most 75 bytes, the later ones set in by a blank (RFC 2425 §5.8.1)."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
