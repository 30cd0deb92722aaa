"""The month's pack for the education meeting: as slides, as papers, and as texts.

The same month gives the same bytes. Nothing in it says who made it or when.
"""

import json
import re
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from advice_line.audit.reports import chart_svg, charts
from advice_line.education.packs import outline, words
from advice_line.education.packs.month import NOT_KNOWN, Month
from advice_line.education.packs.outline import Outline

# What Markdown would read as markup in words that people wrote.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])", re.MULTILINE)


class Form(StrEnum):
    SLIDES = "pptx"
    PDF = "pdf"
    WORD = "docx"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Form.SLIDES: f"{_OFFICE}.presentationml.presentation",
    Form.PDF: "application/pdf",
    Form.WORD: f"{_OFFICE}.wordprocessingml.document",
    Form.HTML: "text/html; charset=utf-8",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.JSON: "application/json",
}
TEXTS = frozenset({Form.HTML, Form.MARKDOWN, Form.JSON})


def write(month: Month, form: Form, template: Path | None = None) -> bytes:
    """`template` is the site's own for slides. Raises `errors.Invalid` for one that cannot be
    used."""
    match form:
        case Form.JSON:
            return (json.dumps(_as_json(month), ensure_ascii=False, indent=2) + "\n").encode()
        case Form.MARKDOWN:
            said = outline.of(month, most=len(month.cases))
            page = texts().get_template("pack.md.jinja")
            return page.render(month=month, said=said, words=words, charts=charts).encode()
        case Form.HTML:
            return _page(month).encode()
        case _:
            return _paper(outline.of(month), form, template)


def template() -> bytes:
    """Ours, from which a site may start its own."""
    from advice_line.education.packs import slides  # noqa: PLC0415

    return slides.blank()


def _page(month: Month) -> str:
    """Of every approved case, also where slides and papers choose."""
    said = outline.of(month, most=len(month.cases))
    shown = style_shown()
    template = pages().get_template("pack.html.jinja")
    return template.render(
        said=said,
        style=shown,
        words=words,
        not_known=NOT_KNOWN,
        charts=charts,
        drawn=chart_svg.drawn,
    )


def _paper(said: Outline, form: Form, template: Path | None) -> bytes:
    """Each by a library that is loaded only by whoever asks for it."""
    if form is Form.SLIDES:
        from advice_line.education.packs import slides  # noqa: PLC0415

        return slides.write(said, template)
    if form is Form.WORD:
        from advice_line.education.packs import paper_docx  # noqa: PLC0415

        return paper_docx.write(said)
    from advice_line.education.packs import paper_pdf  # noqa: PLC0415

    return paper_pdf.write(said)


@cache
def style() -> str:
    """What the page looks like; it travels inside the page."""
    return (Path(__file__).parent / "templates" / "pack.css").read_text(encoding="utf-8")


def style_shown() -> Markup:
    """As it stands within a page."""
    return Markup(style())  # noqa: S704 - a file of ours


def file_name(month: Month, form: Form) -> str:
    return f"education-{month.month}.{form.value}"


def _as_json(month: Month) -> dict[str, Any]:
    told = {"schema": "education-pack/1", **asdict(month)}
    del told["public_url"]
    told["changes"] = [
        {"title": each.title, "what": each.what, "address": month.address(each)}
        for each in month.changes
    ]
    told["audited"] = [each.model_dump(mode="json") for each in month.audited]
    for case in told["cases"]:
        case["pictures"] = [each["words"] for each in case["pictures"]]
    return told


@cache
def texts() -> Environment:
    """Templates of Markdown."""
    made = Environment(  # nosec B701  # noqa: S701 - Markdown; what people wrote goes through `prose`
        loader=PackageLoader("advice_line.education.packs"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["prose"] = prose
    made.filters["cell"] = lambda text: prose(text).replace("\n", " ")
    return made


@cache
def pages() -> Environment:
    """Templates of pages."""
    return Environment(
        loader=PackageLoader("advice_line.education.packs"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def prose(text: str) -> str:
    """Words of a person as Markdown that shows them just as they were typed."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _AT_LINE_START.sub(r"\1\\\2", escaped).replace("\n", "  \n")
