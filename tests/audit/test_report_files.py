"""A report's files: the same bytes each time, the same figures in each, and nothing of anybody."""

import csv
import html
import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from advice_line.audit.reports import files
from advice_line.audit.reports.files import Form
from tests.audit import a_report

# What libraries write of themselves and of who wrote them.
TRACES = (b"openpyxl", b"python-docx", b"fpdf", b"Steve Canny", b"Macintosh")


def words_of(content: bytes, form: Form) -> str:
    if form is Form.PDF:
        return " ".join(
            " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
        )
    if form is Form.WORD:
        document = Document(BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*(each.text for each in document.paragraphs), *cells])
    if form is Form.SHEETS:
        book = load_workbook(BytesIO(content))
        found = [cell.value for sheet in book for row in sheet for cell in row]
        return " ".join(str(value) for value in found if value is not None)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", Form)
def test_the_same_report_is_the_same_file_whenever_it_is_written(form: Form) -> None:
    assert files.write(a_report.kept(), form) == files.write(a_report.kept(), form)


@pytest.mark.parametrize("form", Form)
def test_nothing_says_who_made_it_with_what_or_when(form: Form) -> None:
    content = files.write(a_report.kept(), form)
    parts = [content]
    if form in (Form.WORD, Form.SHEETS):
        with ZipFile(BytesIO(content)) as archive:
            assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            parts = [archive.read(name) for name in archive.namelist()]
    assert not [trace for trace in TRACES for part in parts if trace in part]
    assert files.file_name(a_report.kept(), form) == f"hotdoc-2026-10.{form.value}"


@pytest.mark.parametrize("form", [Form.HTML, Form.PDF, Form.WORD, Form.SHEETS])
def test_each_paper_says_figures_words_and_what_is_not_told(form: Form) -> None:
    said = html.unescape(words_of(files.write(a_report.kept(), form), form))
    for wanted in (
        "18 of 20 (90.0%)",
        "at least 90% of 41",
        "of fewer than 5",
        "1 to 31 October 2026. Report 2 of this period, made on 4 November 2026",
        "The clocks change in this period.",
        "812 Imaging",
        "Processed requests",
        "We had two radiologists from the 12th.",
        "34 (4.25 per 1,000 patients)",
        "of 7 more nothing is told",
        "07: New guideline <NG127>",
        "10: limits begin anew. A third radiologist.",
    ):
        assert wanted in said, wanted
    assert "In the lead" not in words_of(files.write(a_report.kept(words=""), form), form)
    assert "None" not in said.split()


def test_the_page_escapes_what_people_wrote_and_needs_nothing_beside_it() -> None:
    page = files.write(a_report.kept(), Form.HTML).decode()
    assert "&lt;Elm&gt;" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_csv_read_again_gives_the_same_figures() -> None:
    content = files.write(a_report.kept(), Form.CSV).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    figures = a_report.kept().report.figures
    parts = [(of, row) for of in a_report.kept().report.breakdowns for row in of.rows]
    whole, broken = rows[: len(figures)], rows[len(figures) :]
    assert [row["id"] for row in whole] == [each.id for each in figures]
    for found, (of, row) in zip(broken, parts, strict=True):
        assert (found["id"], found["period"], found["by"]) == (of.id, of.period, of.by)
        # As a spreadsheet program may be given it.
        assert found["label"].removeprefix("'") == row.label
        for name in ("numerator", "denominator", "value", "low"):
            value = getattr(row, name)
            assert found[name] == "" if value is None else float(found[name]) == value
    for read, each in zip(whole, figures, strict=True):
        for name in ("numerator", "denominator", "value", "ninetieth", "low", "completeness"):
            value = getattr(each, name)
            assert read[name] == "" if value is None else float(read[name]) == value
        assert read["suppressed"] == ("yes" if each.suppressed else "no")


def test_json_is_the_report_as_it_is_kept() -> None:
    found = json.loads(files.write(a_report.kept(), Form.JSON))
    content = a_report.kept().report.model_dump(mode="json", by_alias=True)
    assert {name: found[name] for name in content} == content
    assert (found["revision"], found["words"]) == (2, a_report.WORDS)


def test_what_begins_as_a_formula_is_a_text_in_the_workbook() -> None:
    book = load_workbook(BytesIO(files.write(a_report.kept(), Form.SHEETS)))
    typed = [cell for row in book["Report"] for cell in row if "no formula" in str(cell.value)]
    assert [each.data_type for each in typed] == ["s"]


def test_the_workbooks_formulas_come_to_the_figures(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice")
    given = tmp_path / "given.xlsx"
    given.write_bytes(files.write(a_report.kept(), Form.SHEETS))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    folder = tmp_path / "again"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, str(given)], check=True, capture_output=True, timeout=120)
    reckoned = load_workbook(folder / "given.xlsx", data_only=True)
    written = load_workbook(given)
    report = a_report.kept().report
    by_id: dict[str, float | None] = {each.id: each.value for each in report.figures}
    broken = [row.value for of in report.breakdowns for row in of.rows]
    formulas = 0
    for sheet in written:
        if sheet["A1"].value != "id" or sheet.title == "Data dictionary":
            continue
        for row in range(2, sheet.max_row + 1):
            told = by_id[str(sheet.cell(row, 1).value)]
            if sheet.title == "Broken down":
                told = broken.pop(0)
            formulas += str(sheet.cell(row, 5).value).startswith("=")
            value = reckoned[sheet.title].cell(row, 5).value
            assert value is None if told is None else value == pytest.approx(told)
    assert formulas > 5
    assert not broken


def test_the_workbook_takes_the_end_of_a_bound_for_no_value() -> None:
    stored = a_report.kept()
    first = stored.report.series[0]
    points = [first.points[0].model_copy(update={"value": 0.0, "most": 0.1}), *first.points[1:]]
    drawn = (first.model_copy(update={"points": points}), *stored.report.series[1:])
    report = stored.report.model_copy(update={"series": drawn})
    book = load_workbook(BytesIO(files.write(replace(stored, report=report), Form.SHEETS)))
    bound, value, *_ = book["Over time"].iter_rows(
        min_row=2, min_col=3, max_col=5, values_only=True
    )
    assert bound == (None, 0, 0.1)
    assert value == (points[1].value, None, None)


def test_the_workbook_prints_as_broad_as_a_page_with_its_heads_on_each() -> None:
    book = load_workbook(BytesIO(files.write(a_report.kept(), Form.SHEETS)))
    assert book.sheetnames == [
        "Report", "Figures", "Quarter 2026-Q3", "Broken down", "Over time", "EROC",
        "Data dictionary",
    ]  # fmt: skip
    for sheet in book.worksheets:
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.dimensions.replace("$", "") in sheet.print_area.replace("$", "")
        if sheet.title != "Report":
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.auto_filter.ref == sheet.dimensions
    # A row of two lines is as high as two: a program that prints may not find that out.
    heights = [each.height or 0 for each in book["Data dictionary"].row_dimensions.values()]
    assert max(heights) > 2 * min(heights)
