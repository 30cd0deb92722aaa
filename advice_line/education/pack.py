"""The month's pack for the education meeting, as Markdown, HTML and JSON: one text, three forms.

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
from markdown_it import MarkdownIt
from markupsafe import Markup

from advice_line.education.month import Month

# What Markdown would read as markup in words that people wrote.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])", re.MULTILINE)


class Form(StrEnum):
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


MEDIA_TYPES = {
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.HTML: "text/html; charset=utf-8",
    Form.JSON: "application/json",
}


def write(month: Month, form: Form) -> str:
    if form is Form.JSON:
        return json.dumps(_as_json(month), ensure_ascii=False, indent=2) + "\n"
    text = _templates().get_template("pack.md.jinja").render(month=month)
    if form is Form.MARKDOWN:
        return text
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return (
        _pages()
        .get_template("pack.html.jinja")
        .render(
            month=month,
            style=Markup(style()),  # noqa: S704 - a file of ours
            body=Markup(body),  # noqa: S704 - rendered with HTML off
        )
    )


@cache
def style() -> str:
    """What the page looks like; it travels inside the page."""
    return (Path(__file__).parent / "templates" / "pack.css").read_text(encoding="utf-8")


def file_name(month: Month, form: Form) -> str:
    return f"education-{month.month}.{form.value}"


def _as_json(month: Month) -> dict[str, Any]:
    return {"schema": "education-pack/1", **asdict(month)}


@cache
def _templates() -> Environment:
    made = Environment(  # nosec B701  # noqa: S701 - Markdown; what people wrote goes through `prose`
        loader=PackageLoader("advice_line.education"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["prose"] = prose
    made.filters["cell"] = lambda text: prose(text).replace("\n", " ")
    return made


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("advice_line.education"), undefined=StrictUndefined, autoescape=True
    )


def prose(text: str) -> str:
    """Words of a person as Markdown that shows them just as they were typed."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _AT_LINE_START.sub(r"\1\\\2", escaped).replace("\n", "  \n")
