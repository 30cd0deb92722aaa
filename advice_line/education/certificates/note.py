"""A note of what somebody took from a meeting, for their portfolio: as Markdown, Word and PDF. What
they typed goes into the file that they are given, and is kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from advice_line.education.certificates.attended import Attended
from advice_line.education.packs.pack import MEDIA_TYPES, Form, prose
from advice_line.rules.credit_form import Reflection

TITLE = "Reflective note"
# Asked for alike by the appraisal of GPs (RCGP: learned, changes, still to learn) and by the
# standards for continuing professional development of the HCPC (3 and 4: practice, service users).
ASKED = {
    "learned": "What I learned",
    "change": "What I do differently now",
    "benefit": "How those in my care benefit from it",
    "next": "What I still want to learn",
}


class NoteForm(StrEnum):
    PDF = "pdf"
    WORD = "docx"
    MARKDOWN = "md"


@dataclass(frozen=True)
class Section:
    title: str
    text: str


def media_type(form: NoteForm) -> str:
    return MEDIA_TYPES[Form(form.value)]


def write(of: Attended, said: Reflection, form: NoteForm) -> bytes:
    sections = list(_sections(of, said))
    match form:
        case NoteForm.MARKDOWN:
            parts = [f"## {each.title}\n\n{prose(each.text)}\n" for each in sections]
            return "\n".join([f"# {TITLE}\n", *parts]).encode()
        case NoteForm.WORD:
            return _word(sections)
        case NoteForm.PDF:
            return _pdf(of, sections)


def _sections(of: Attended, said: Reflection) -> Iterator[Section]:
    yield Section("Who", f"{of.name}, {of.who}")
    yield Section("What", f"Education meeting: {of.meeting}, {of.line}")
    yield Section("When", f"{of.when}; there for {of.length}")
    if of.learned:
        points = [f"{about}: {point}" for about, point in of.learned]
        yield Section("Learning points of the meeting", "\n".join(points))
    for name, title in ASKED.items():
        text = getattr(said, name)
        if text:
            yield Section(title, text)


def _word(sections: list[Section]) -> bytes:
    from docx import Document  # noqa: PLC0415

    from advice_line.paper import docx_look, docx_table, office_file  # noqa: PLC0415

    document = Document()
    docx_look.give(document, TITLE)
    document.add_paragraph(TITLE, style="Title")
    for each in sections:
        document.add_heading(each.title, 2)
        for line in each.text.split("\n"):
            docx_table.typed(document.add_paragraph(), line)
    made = BytesIO()
    document.save(made)
    return office_file.tidied(made.getvalue(), TITLE)


def _pdf(of: Attended, sections: list[Section]) -> bytes:
    from advice_line.education.certificates.paper import DEEP, Paper  # noqa: PLC0415

    texts = (text for each in sections for text in (each.title, each.text))
    page = Paper(TITLE, f"{of.meeting}: {TITLE.lower()}", texts, of.ends_at)
    page.put(TITLE, 22, bold=True, colour=DEEP)
    for each in sections:
        page.label(each.title)
        page.put(each.text)
    return bytes(page.output())
