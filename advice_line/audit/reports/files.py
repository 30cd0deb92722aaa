"""A kept report as a file: the same bytes each time, and nothing in it of who made it, or how."""

import csv
import io
import json
from enum import StrEnum
from typing import Any

from advice_line.audit.reports.content import Breakdown, Figure, Row
from advice_line.audit.reports.keeping import Stored
from rota.exchange.writing_sheets import harmless


class Form(StrEnum):
    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
    SHEETS = "xlsx"
    CSV = "csv"
    JSON = "json"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Form.HTML: "text/html; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.WORD: f"{_OFFICE}.wordprocessingml.document",
    Form.SHEETS: f"{_OFFICE}.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
    Form.JSON: "application/json",
}
COLUMNS = (
    "id", "name", "group", "unit", "numerator", "denominator", "value", "ninetieth", "low", "high",
    "completeness", "suppressed", "state", "sentence", "version", "by", "label",
)  # fmt: skip


def file_name(kept: Stored, form: Form) -> str:
    return f"{kept.report.line}-{kept.report.period}.{form.value}"


def write(kept: Stored, form: Form) -> bytes:
    """Each by a library that is loaded only by whoever asks for it."""
    if form is Form.JSON:
        return (json.dumps(_as_json(kept), ensure_ascii=False, indent=2) + "\n").encode()
    if form is Form.CSV:
        return _as_csv(kept)
    if form is Form.HTML:
        from advice_line.audit.reports import paper_html  # noqa: PLC0415

        return paper_html.write(kept)
    if form is Form.PDF:
        from advice_line.audit.reports import paper_pdf  # noqa: PLC0415

        return paper_pdf.write(kept)
    if form is Form.WORD:
        from advice_line.audit.reports import paper_docx  # noqa: PLC0415

        return paper_docx.write(kept)
    from advice_line.audit.reports import sheets  # noqa: PLC0415

    return sheets.write(kept)


def _as_json(kept: Stored) -> dict[str, Any]:
    content = kept.report.model_dump(mode="json", by_alias=True)
    made = kept.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return content | {"revision": kept.revision, "made_at": made, "words": kept.words}


def _as_csv(kept: Stored) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(("line", "period", "revision", *COLUMNS))
    report, revision = kept.report, str(kept.revision)
    for each in report.figures:
        own = (report.line, report.period, revision)
        writer.writerow([*own, *(_cell(each, name) for name in COLUMNS)])
    for part in report.breakdowns:
        own = (report.line, part.period, revision)
        for row in part.rows:
            writer.writerow([*own, *(_cell(row, name, part) for name in COLUMNS)])
    # The mark by which a spreadsheet program knows that names are in UTF-8.
    return made.getvalue().encode("utf-8-sig")


def _cell(of: Figure | Row, name: str, part: Breakdown | None = None) -> str:
    """Of a row of a breakdown what it has not itself is its breakdown's."""
    value = getattr(of, name, getattr(part, name, None))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else repr(value)
