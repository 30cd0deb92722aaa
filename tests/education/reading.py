"""Every word that lies in a pack, whatever its form: of archives, all of their parts."""

import base64
import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

from advice_line.education.packs.pack import TEXTS, Form

_CARRIED = re.compile(rb"data:image/jpeg;base64,([A-Za-z0-9+/=]+)")
_TAG = re.compile(r"<[^>]*>")
# Of attributes, words alone: what places and sizes are is of nobody.
_SAID = re.compile(r"\"([^\"]*[A-Za-z][^\"]*)\"")


def words(content: bytes, form: Form) -> str:
    """Blanks and marks between words are one blank."""
    if form in TEXTS:
        return content.decode()
    return " ".join((_of_pdf(content) if form is Form.PDF else _of_archive(content)).split())


def pictures(content: bytes, form: Form) -> list[bytes]:
    """Those that lie in it, each as it lies there."""
    if form in TEXTS:
        return [base64.b64decode(each) for each in _CARRIED.findall(content)]
    if form is Form.PDF:
        reader: Any = PdfReader(BytesIO(content))
        drawn = (each for page in reader.pages for each in page.images)
        return [each.indirect_reference.get_object()._data for each in drawn]
    with ZipFile(BytesIO(content)) as archive:
        media = (each for each in archive.namelist() if "/media/" in each)
        return [archive.read(each) for each in media]


def _of_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    return "\n".join([repr(reader.metadata), *(page.extract_text() for page in reader.pages)])


def _of_archive(content: bytes) -> str:
    """With the words of its workbooks and of its attributes, such as what a picture is."""
    found = []
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".xlsx"):
                found.append(_of_archive(part))
            elif name.endswith((".xml", ".rels")):
                text = part.decode()
                found += [name, _TAG.sub(" ", text), *_SAID.findall(text)]
    return "\n".join(found)
