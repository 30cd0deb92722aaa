"""The letters of a PDF: the everyday ones where they suffice, all that there are otherwise; what it
says is the same (decision 0007)."""

import io
from dataclasses import replace

import pypdf
import pytest
from fpdf import FPDF
from fpdf.fonts import TTFFont

from advice_line.desk.letter import letter_pdf
from advice_line.paper import faces
from tests.web.contexts_letter import letter


def said(content: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def given(text: str) -> list[TTFFont]:
    document = FPDF()
    faces.give(document, [text])
    fonts = [each for each in document.fonts.values() if isinstance(each, TTFFont)]
    for each in fonts:
        each.close()
    return fonts


def read_from(text: str) -> set[str]:
    return {each.ttffile.name for each in given(text)}


def test_a_letter_says_the_same_with_everyday_letters_as_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = letter(requester_name="Dr Łucja Ŵyn", advice="eGFR ≥ 30 ml/min, 5 µg → 10 µg; ½ a day.")
    everyday = letter_pdf.render(full)
    monkeypatch.setattr(faces, "everyday", frozenset)
    assert said(letter_pdf.render(full)) == said(everyday)
    assert "Dr Łucja Ŵyn" in said(everyday)


def test_everyday_letters_are_as_wide_and_as_many_in_both_weights() -> None:
    for cut, whole in zip(given("A"), given("Я"), strict=True):
        assert set(cut.cmap) == faces.everyday()
        assert {each: cut.cw[each] for each in cut.cmap} == {
            each: whole.cw[each] for each in cut.cmap
        }


@pytest.mark.parametrize("name", ["Яна Пример", "Նմուշ", "Nguyễn"])
def test_a_name_in_other_letters_is_set_from_the_whole_fonts(name: str) -> None:
    assert read_from("Dr Łucja Ŵyn\n≥ ½") == {
        "DejaVuSans-Everyday.ttf",
        "DejaVuSans-Bold-Everyday.ttf",
    }
    assert read_from(name) == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"}
    printed = said(letter_pdf.render(replace(letter(), requester_name=name)))
    assert name in printed
    assert letter_pdf.NOT_ALL_SHOWN not in " ".join(printed.split())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Wang 王小明, GP", "Wang [U+738B U+5C0F U+660E], GP"),
        ("דוד", "[U+05D3 U+05D5 U+05D3]"),  # set from the left it would read backwards
        ("سارة ب", "[U+0633 U+0627 U+0631 U+0629] [U+0628]"),
        ("\U0001fa7b seen", "[U+1FA7B] seen"),
        ("5\tmg", "5    mg"),
        ("Yes \u2764\ufe0f", "Yes \u2764\ufe0f"),
        ("Dr [U+4E2D] as typed", "Dr [U+4E2D] as typed"),
    ],
)
def test_what_no_font_has_is_written_by_its_code(typed: str, shown: str) -> None:
    assert faces.shown(typed) == shown
    printed = " ".join(said(letter_pdf.render(letter(advice=typed))).split())
    assert (letter_pdf.NOT_ALL_SHOWN in printed) == (shown.count("[U+") > typed.count("[U+"))


def test_a_letter_with_codes_in_it_needs_no_more_than_everyday_letters() -> None:
    assert read_from(faces.shown("王小明")) == read_from("Wang")
