"""The parts of a mail: which are its words, which its files, and which are neither."""

from dataclasses import dataclass, field
from email.message import Message

from advice_line.ports.inbound_mail import MailDefect, MailFile, Unreadable, UnreadableWhy
from integrations.email.reading import addresses, decoding, files, headers, markup, wording
from integrations.email.reading.headers import Head

DEEPEST = 20
MOST_PARTS = 500
MOST_FILES = 50
LONGEST_TEXT = 200_000
# Of these the rest of a mail is a wrapper: their program's words, or a gateway's.
_SEALED_ENDINGS = (".p7m", ".rpmsg", ".pgp", ".gpg")
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
# A signature proves nothing that we check, and a report is read apart.
_LEFT_OUT = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "message/delivery-status",
    "message/global-delivery-status",
    "text/rfc822-headers",
)
_BODIES = ("text/plain", "text/html")


@dataclass
class Parts:
    """What was found, in its order. `plain` and `html` are the pieces of the words: of something
    written both ways, both have it."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[MailFile] = field(default_factory=list)
    defects: list[MailDefect] = field(default_factory=list)
    seen: int = 0

    @property
    def text(self) -> str:
        whole = "\n\n".join(piece for piece in self.plain if piece.strip())
        return whole[:LONGEST_TEXT].strip()


def of(message: Message) -> Parts:
    """Raises Unreadable where all of it is encrypted."""
    if message.get_content_type() in _ENCRYPTED:
        raise Unreadable(UnreadableWhy.ENCRYPTED)
    parts = Parts()
    _take(parts, message, 0)
    return parts


def _take(parts: Parts, part: Message, depth: int) -> None:
    parts.seen += 1
    if depth > DEEPEST or parts.seen > MOST_PARTS:
        parts.defects.append(MailDefect.TOO_DEEP)
        return
    if part.defects:
        parts.defects.append(MailDefect.MALFORMED)
    _letters_for_bytes(part)
    kind = part.get_content_type()
    if kind in _LEFT_OUT:
        return
    if part.is_multipart():
        inside = [each for each in part.get_payload() if isinstance(each, Message)]
        _take_inside(parts, kind, inside, depth)
    elif kind.startswith(("multipart/", *_BODIES)) and not _is_file(part):
        # A whole without parts is what somebody wrote, under a head that says otherwise.
        _take_words(parts, part, kind)
    else:
        _take_file(parts, part)


def _letters_for_bytes(part: Message) -> None:
    """Names of files come with bytes above ASCII; the library makes question marks of them."""
    for name, value in part.raw_items():
        if name.lower() in ("content-type", "content-disposition"):
            words, was_eight_bit = decoding.eight_bit(str(value))
            if was_eight_bit:
                part.replace_header(name, words)


def _take_inside(parts: Parts, kind: str, inside: list[Message], depth: int) -> None:
    if kind == "multipart/alternative":
        _take_either(parts, inside, depth)
    elif kind == "message/rfc822":
        _take_nested(parts, inside, depth)
    elif kind == "multipart/report":
        # Its third part is our own mail, come back.
        for each in inside[:2]:
            _take(parts, each, depth + 1)
    else:
        for each in inside:
            _take(parts, each, depth + 1)


def _take_either(parts: Parts, ways: list[Message], depth: int) -> None:
    """The same written several ways: all files, and of the words the first plain ones that say
    anything, or else what its HTML says."""
    apart = Parts(seen=parts.seen)
    plain: list[str] = []
    for way in ways:
        apart.plain = []
        html_before = len(apart.html)
        _take(apart, way, depth + 1)
        if not plain and len(apart.html) == html_before:
            plain = [piece for piece in apart.plain if piece.strip()]
    parts.plain += plain or [markup.as_text(each) for each in apart.html]
    parts.html += apart.html
    parts.files += apart.files
    parts.defects += apart.defects
    parts.seen = apart.seen


def _take_nested(parts: Parts, inside: list[Message], depth: int) -> None:
    """A mail in a mail: its words under who wrote it and when, its files among the others."""
    for each in inside:
        head = Head(each)
        who = ", ".join(f"{one.name} <{one.address}>".strip() for one in addresses.of(head, "From"))
        parts.plain.append(
            f"---------- Forwarded message ----------\nFrom: {who}\nDate: {head.first('Date')}\n"
            f"Subject: {headers.subject(head)}"
        )
        _take(parts, each, depth + 1)


def _take_words(parts: Parts, part: Message, kind: str) -> None:
    text, known = decoding.text_of(_content(part), _charset(part))
    text, had_control = decoding.cleaned(text)
    if not known:
        parts.defects.append(MailDefect.UNKNOWN_CHARSET)
    if had_control:
        parts.defects.append(MailDefect.CONTROL_SIGNS)
    longest = markup.LONGEST if kind == "text/html" else LONGEST_TEXT
    if len(text) > longest:
        parts.defects.append(MailDefect.CUT_SHORT)
        text = text[:longest]
    if kind == "text/html":
        parts.html.append(text)
        parts.plain.append(markup.as_text(text))
    else:
        parts.plain.append(_unflowed(part, text))


def _unflowed(part: Message, text: str) -> str:
    if _parameter(part, "format").lower() != "flowed":
        return text
    return wording.unflowed(text, delete_space=_parameter(part, "delsp").lower() == "yes")


def _take_file(parts: Parts, part: Message) -> None:
    content, number = _content(part), len(parts.files) + 1
    if _is_sealed(part):
        parts.defects.append(MailDefect.SEALED_PART)
    if number > MOST_FILES:
        parts.defects.append(MailDefect.TOO_MANY_FILES)
        return
    try:
        parts.files.append(files.kept(_file_name(part), content, number))
    except files.UnsafePicture:
        parts.defects.append(MailDefect.UNSAFE_PICTURE)
        parts.files.append(files.refused(_file_name(part), content, number))


def _is_sealed(part: Message) -> bool:
    kind = part.get_content_type()
    return kind in _ENCRYPTED or _file_name(part).lower().endswith(_SEALED_ENDINGS)


def _is_file(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _content(part: Message) -> bytes:
    # Never undecoded: the library then raises on a charset that is none.
    given = part.get_payload(decode=True)
    return given if isinstance(given, bytes) else b""


def _charset(part: Message) -> str | None:
    return _parameter(part, "charset") or None


def _parameter(part: Message, name: str) -> str:
    """Of Content-Type. The library raises on some that are broken; such a one is not there."""
    try:
        given = part.get_param(name)
    except (ValueError, TypeError, IndexError, LookupError):
        return ""
    return given[2] if isinstance(given, tuple) else str(given or "")


def _file_name(part: Message) -> str:
    try:
        given = part.get_filename() or ""
    except (ValueError, TypeError, IndexError, LookupError):
        return "file"
    return decoding.decoded(decoding.eight_bit(given)[0])[0]
