"""Files that somebody gives to lie beside a page of guidance: each is what its own bytes say,
pictures made anew, PDFs without what they say of who made them.

Whoever may read the page reads their names too, which hence name no patient (H07).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from advice_line.errors import Invalid, Problem
from advice_line.rules import file_kinds, pdf_properties
from advice_line.rules.deidentify import contains_identifier
from advice_line.rules.named_file import NamedFile

FIELD, AS_THEY_ARE = "files", "as_they_are"
LARGEST, MOST = 5 * 1024 * 1024, 10
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
_MEGABYTE = 1024 * 1024
_PDF = "application/pdf"
# One that ends without it came in part, or only begins as a PDF (ISO 32000-1 §7.5.5; as readers
# do, it is looked for near the end).
_PDF_ENDS, _PDF_END_WITHIN = b"%%EOF", 1024
_LONGEST_NAME = 80
_TICK = (
    "Save the PDF without these properties and choose it again. Or tick that it is added with them,"
    " for every reader of the page to see, and choose it again."
)


@dataclass(frozen=True)
class Given(NamedFile):
    """As somebody gave it. `mark` is by what a page's text names it already, None where it gets one
    here."""

    mark: str | None = None


@dataclass(frozen=True)
class Made:
    """As it is kept."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    mark: str | None
    with_properties: bool


def made(given: Sequence[Given], room: int, *, as_they_are: bool) -> list[Made]:
    """`as_they_are` keeps a PDF too whose properties cannot be taken out; of any other they are
    taken out all the same. Raises `errors.Invalid`, which names each that cannot be kept."""
    problems = list(_problems(given, room))
    found: list[Made] = []
    for each in () if problems else given:
        try:
            found.append(_made(each, as_they_are=as_they_are))
        except pdf_properties.Kept as kept:
            problems.append(Problem(FIELD, _said(each, kept, as_they_are=as_they_are)))
            if not as_they_are:
                problems.append(Problem(AS_THEY_ARE, _TICK))
    if problems:
        raise Invalid(list(dict.fromkeys(problems)))
    return found


def _made(given: Given, *, as_they_are: bool) -> Made:
    kind = file_kinds.kind(given.content)
    name, kept = _name(given.name, kind), False
    if kind != _PDF:
        content = file_kinds.anew(given.content, kind)
    else:
        try:
            title = name.removesuffix(".pdf").replace("-", " ")
            content = pdf_properties.without(given.content, title)
        except pdf_properties.Kept as error:
            if not as_they_are or contains_identifier("\n".join(error.says)):
                raise
            content, kept = given.content, True
    return Made(name, kind, content, given.mark, kept)


def _said(given: Given, kept: pdf_properties.Kept, *, as_they_are: bool) -> str:
    name = _last(given.name)
    if as_they_are:
        return (
            f"The properties of “{name}” have a patient's number, birthday or postcode, which every"
            " reader of the page could see. Save it without them, and choose it again."
        )
    says = f" They are: {'; '.join(kept.says)}." if kept.says else ""
    return (
        f"The properties of “{name}”, such as who wrote it, cannot be taken out here:"
        f" {kept.why}.{says}"
    )


def _problems(given: Sequence[Given], room: int) -> Iterator[Problem]:
    if not given:
        yield Problem(FIELD, "Choose a PDF, PNG or JPEG file.")
    if len(given) > room:
        said = f"There is room for {MOST} files beside a page. Take one away first."
        yield Problem(FIELD, said)
    for each in given:
        if amiss := _amiss(each):
            yield Problem(FIELD, amiss)


def _amiss(given: Given) -> str | None:
    kind, name = file_kinds.kind(given.content), _last(given.name)
    if len(given.content) > LARGEST:
        size = LARGEST // _MEGABYTE
        return f"“{name}” is larger than {size} MB. Make it smaller, or leave it out."
    if kind not in ENDINGS:
        return f"“{name}” is no PDF, PNG or JPEG file. Choose another."
    if not _opens(given.content, kind):
        return f"“{name}” cannot be opened. Choose it again."
    if contains_identifier(name.replace("_", " ")):
        return (
            f"“{name}” has a patient's number, birthday or postcode in its name, which every "
            "reader of the page sees. Give the file another name, and choose it again."
        )
    return None


def _opens(content: bytes, kind: str) -> bool:
    if kind == _PDF:
        return _PDF_ENDS in content[-_PDF_END_WITHIN:]
    try:
        file_kinds.anew(content, kind)
    except file_kinds.NotAPicture:
        return False
    return True


def _last(given: str) -> str:
    """Without the folders in which it lay, which an old browser tells."""
    return re.split(r"[/\\]", given)[-1]


def _name(given: str, kind: str) -> str:
    """Of letters, figures and dashes, with the ending of what it is."""
    last = _last(given)
    stem = last.rpartition(".")[0] or last
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in stem)
    short = "-".join(part for part in plain.split("-") if part)[:_LONGEST_NAME]
    return f"{short or 'file'}.{ENDINGS[kind]}"
