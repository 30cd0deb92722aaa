"""The month's pack in every form: the same bytes each time, and nothing in it of anybody."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader

from advice_line.education.packs import pack
from advice_line.education.packs.month import Count, Row
from advice_line.education.packs.pack import Form
from advice_line.paper.pages import MARGIN
from tests.education import packed, reading, rendered

# What libraries write of themselves and of who wrote them.
TRACES = ("python-pptx", "python-docx", "Steve Canny", "XlsxWriter", "Macintosh", "fpdf")


@pytest.mark.parametrize("form", Form)
def test_the_same_month_gives_the_same_bytes(form: Form) -> None:
    assert pack.write(packed.usual(), form) == pack.write(packed.usual(), form)


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("form", [Form.SLIDES, Form.WORD, Form.PDF])
def test_nothing_says_who_made_it_with_what_or_when(form: Form) -> None:
    content = pack.write(packed.usual(), form)
    every = reading.words(content, form)
    for trace in TRACES:
        assert trace not in every
    if form is Form.PDF:
        assert b"fpdf" not in content
        return
    with ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [each for each in archive.namelist() if "thumbnail" in each]
        (core,) = (etree.fromstring(archive.read("docProps/core.xml")).xpath("string(.)"),)
        assert core == "Example advice line: November 2026en-GB"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("month", [packed.odd, packed.nothing, packed.one, packed.thousands])
def test_each_form_takes_whatever_month_there_is(form: Form, month: object) -> None:
    assert callable(month)
    made = month()
    said = reading.words(pack.write(made, form), form)
    assert "November 2026" in said
    if form is not Form.JSON:
        assert ("No case of this month has been approved" in said) is (not made.cases)
        assert "None" not in said.split()


@pytest.mark.parametrize("form", [Form.SLIDES, Form.WORD, Form.PDF, Form.HTML, Form.MARKDOWN])
def test_nothing_has_a_heading_of_which_there_is_none(form: Form) -> None:
    heads = (
        "eetings agreed",
        "e agreed, and how",
        "earned on",
        "changed in guidance",
        "of guidance changed",
        "again and again",
    )
    none = reading.words(pack.write(packed.nothing(), form), form)
    assert not [each for each in heads if each in none]
    every = reading.words(pack.write(packed.usual(), form), form)
    assert "4 November 2026" in every
    assert "A cough of three weeks needs a film first." in every
    assert "Spine, MRI: night, pain, weeks" in every
    assert "Ask for a second bleep" in every
    assert "Night pain is now a reason for MRI." in every
    assert "asked 12 times by 6 practices" in every


def test_word_reads_it_by_headings_tables_and_the_texts_of_its_charts() -> None:
    content = pack.write(packed.usual(), Form.WORD)
    document = Document(BytesIO(content))
    heads = [
        each.text
        for each in document.paragraphs
        if each.style and (each.style.name or "").startswith("Heading")
    ]
    assert "Case 1: Spine, MRI" in heads
    assert "About what: Spine first, 12 of 40" in heads
    drawn = [each.get("descr") for each in document.element.xpath(".//wp:docPr")]
    charts = [each for each in drawn if each.startswith("Bar chart.")]
    assert (len(charts), len(drawn)) == (4, 6)
    assert drawn[4:] == ["Plain film of the spine."] * 2, "pictures, by what they show"
    numbers = document.element.xpath(".//wp:docPr/@id")
    assert len(set(numbers)) == len(numbers)
    assert all(table._tbl.xpath(".//w:tblHeader") for table in document.tables)
    with ZipFile(BytesIO(content)) as archive:
        assert len([each for each in archive.namelist() if each.endswith(".xlsx")]) == len(charts)


@pytest.mark.parametrize(("form", "suffix"), [(Form.WORD, "docx"), (Form.PDF, "pdf")])
@pytest.mark.parametrize("month", [packed.usual, packed.odd])
def test_on_paper_every_word_lies_inside_the_margins(
    form: Form, suffix: str, month: object, tmp_path: Path
) -> None:
    assert callable(month)
    pages = rendered.pages(pack.write(month(), form), suffix, tmp_path)
    assert pages
    for number, page in enumerate(pages, start=1):
        assert page.words, f"page {number} is empty"
        for word in page.words:
            assert 30 < word.left < word.right < page.width - 30, f"{number}: {word.text[:40]}"
            assert 20 < word.top < word.bottom < page.height - 15, f"{number}: {word.text[:40]}"


@pytest.mark.parametrize("cases", range(1, 8))
def test_no_label_stands_alone_at_the_foot_of_a_page(cases: int) -> None:
    content = pack.write(packed.month(*map(packed.case, range(cases))), Form.PDF)
    labels = {"Question", "Would have done otherwise", "Advice", "Outcome", "Learning point"}
    for page in PdfReader(BytesIO(content)).pages:
        *_, last, foot = page.extract_text().split("\n")
        assert " of " in foot
        assert last not in labels


@pytest.mark.parametrize("bars", [2, 5, 9, 14])
def test_a_chart_stands_whole_on_its_page_with_its_names_within_the_margin(bars: int) -> None:
    name = "Imaging would have been requested and was not advised"
    counts = [
        Count(f"Chart {chart}", tuple(Row(f"{name} {chart}-{bar}.", 9) for bar in range(bars)))
        for chart in range(4)
    ]
    content = pack.write(packed.month(counts=tuple(counts)), Form.PDF)
    pages = PdfReader(BytesIO(content)).pages
    starts: list[float] = []
    for page in pages:
        page.extract_text(
            visitor_text=lambda text, _, tm, *__: starts.append(tm[4]) if text.strip() else None
        )
    assert min(starts) > MARGIN / 25.4 * 72 - 1
    texts = [" ".join(page.extract_text().split()) for page in pages]
    for chart in range(4):
        on = {place for place, text in enumerate(texts) if f"{chart}-" in text}
        assert len(on) == 1
        assert f"Chart {chart}:" in texts[on.pop()]


def test_the_page_is_one_file_without_scripts_and_its_bars_have_words() -> None:
    page = pack.write(packed.odd(), Form.HTML).decode()
    assert "<b>&amp;amp;" not in page
    assert "&lt;b&gt;&amp;amp;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count('aria-hidden="true"') == page.count("<svg")
