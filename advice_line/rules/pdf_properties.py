"""A PDF without what it says of its making: who wrote it, with which program, and what a program
hid in it for itself. What is seen of it stays as it is, to the byte.

Metadata stand in the trailer's /Info and in streams of XMP (ISO 32000-1 §14.3), what programs keep
for themselves in /PieceInfo (§14.5); earlier states of a file that was saved again (§7.5.6) go with
them. Comments, attachments and the names in them are content, and stay.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

LONGEST = 80
_LABELS = {
    "/Author": "author",
    "/Title": "title",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Creator": "program",
    "/Producer": "made by",
}


class Why(StrEnum):
    LOCKED = "it is protected by a password"
    SIGNED = "it is signed, and the signature would break"
    UNREADABLE = "it could not be read here"


@dataclass
class Kept(ValueError):
    """What it says of its making cannot be taken out safely. `says` is that, such as "author: Dr A
    Example"; empty too where it could not be read."""

    why: Why
    says: tuple[str, ...] = ()


def without(content: bytes, title: str) -> bytes:
    """The PDF, with `title` as its only property: a reader's window and a screen reader name it by
    that (WCAG 2.2, PDF18). Raises `Kept`."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise Kept(Why.LOCKED, _says(reader) if reader.decrypt("") else ())
        if _is_signed(reader):
            raise Kept(Why.SIGNED, _says(reader))
        before = list(_seen(reader))
        made = _rewritten(reader, title)
        alike = bool(before) and before == list(_seen(PdfReader(BytesIO(made))))
    except Kept:
        raise
    except Exception as why:  # whatever somebody else's file does to a reader
        raise Kept(Why.UNREADABLE) from why
    if not alike:
        raise Kept(Why.UNREADABLE, _says(reader))
    return made


def _rewritten(reader: PdfReader, title: str) -> bytes:
    """Only what the root leads to is written."""
    for each in _dictionaries(reader):
        _take_out(each)
    reader.root_object.pop("/Metadata", None)
    writer = PdfWriter()
    writer.clone_reader_document_root(reader)
    writer.metadata = {"/Title": title}
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _take_out(found: DictionaryObject) -> None:
    """Of what bears the name for that alone: a font or a place in the text may be called so too."""
    metadata = _of(found, "/Metadata")
    if isinstance(metadata, DictionaryObject) and _of(metadata, "/Type") == "/Metadata":
        del found["/Metadata"]
    if _of(found, "/Type") in ("/Page", "/Catalog") or _of(found, "/Subtype") == "/Form":
        found.pop("/PieceInfo", None)


def _of(found: DictionaryObject, name: str) -> Any:
    """Also where it stands elsewhere in the file, to which `get` gives the way alone."""
    try:
        return found[name]
    except KeyError:
        return None


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    waiting: list[Any] = [reader.root_object]
    known: set[tuple[int, int]] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            at = found.idnum, found.generation
            if at in known:
                continue
            known.add(at)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [found.raw_get(each) for each in found]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _is_signed(reader: PdfReader) -> bool:
    """By somebody, or for what a reader may do with it (§12.8)."""
    if "/Perms" in reader.root_object:
        return True
    return any(_of(each, "/FT") == "/Sig" and "/V" in each for each in _dictionaries(reader))


def _seen(reader: PdfReader) -> Iterator[tuple[Any, ...]]:
    """What must be the same of each page before and after."""
    for page in reader.pages:
        drawn = page.get_contents()
        yield (
            drawn.get_data() if drawn is not None else b"",
            [float(each) for each in page.mediabox],
            page.rotation,
            len(_of(page, "/Annots") or ()),
            sorted(_of(page, "/Resources") or ()),
        )


def _says(reader: PdfReader) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(_properties(reader)))
    except Exception:  # as above; what it says is then not known
        return ()


def _properties(reader: PdfReader) -> Iterator[str]:
    info: Mapping[str, Any] = reader.metadata or {}
    for name, label in _LABELS.items():
        if value := str(info.get(name) or "").strip():
            yield f"{label}: {value[:LONGEST]}"
    xmp = reader.xmp_metadata
    if xmp is not None:
        for author in xmp.dc_creator or ():
            yield f"author: {str(author)[:LONGEST]}"
        for value in (xmp.dc_title or {}).values():
            yield f"title: {str(value)[:LONGEST]}"
        if xmp.xmp_creator_tool:
            yield f"program: {str(xmp.xmp_creator_tool)[:LONGEST]}"
