"""The month as slides: every one opened again, and looked at as an office program shows it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from advice_line.education.packs import pack, slide_look
from advice_line.education.packs.month import Month
from advice_line.education.packs.outline import MOST_CASES
from advice_line.education.packs.pack import Form
from advice_line.education.packs.themes import Theme
from advice_line.errors import Invalid
from advice_line.paper import office_look
from tests.education import packed, rendered

MONTHS = {
    "usual": packed.usual,
    "odd": packed.odd,
    "nothing": packed.nothing,
    "one": packed.one,
    "thousands": packed.thousands,
}


def opened(month: Month, template: Path | None = None) -> Any:
    return Presentation(BytesIO(pack.write(month, Form.SLIDES, template)))


def said(slide: Any) -> str:
    return "\n".join(each.text_frame.text for each in slide.shapes if each.has_text_frame)


@pytest.mark.parametrize("name", MONTHS)
def test_no_placeholder_is_empty_and_each_slide_has_its_title_number_and_notes(name: str) -> None:
    for place, slide in enumerate(opened(MONTHS[name]()).slides):
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.notes_slide.notes_text_frame.text.strip()
        numbered = False
        for shape in slide.placeholders:
            numbered |= "slidenum" in shape._element.xml
            assert "slidenum" in shape._element.xml or shape.text_frame.text.strip(), shape.name
        assert numbered or place == 0
        for chart in (each for each in slide.shapes if each.has_chart):
            assert chart._element.xpath(".//p:cNvPr")[0].get("descr").startswith("Bar chart.")


@pytest.mark.parametrize("name", ["usual", "odd"])
def test_rendered_every_word_lies_inside_its_slide_above_the_foot(
    name: str, tmp_path: Path
) -> None:
    """LibreOffice's own lines, not those that we reckon with."""
    pages = rendered.pages(pack.write(MONTHS[name](), Form.SLIDES), "pptx", tmp_path)
    assert len(pages) == len(opened(MONTHS[name]()).slides)
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            where = f"slide {number}: {word.text}"
            assert 0.03 * page.width < word.left < word.right < 0.97 * page.width, where
            assert word.bottom < 0.915 * page.height or word.top > 0.92 * page.height, where


def test_twenty_pages_flow_over_slides_and_lose_no_word() -> None:
    slides = [said(each) for each in opened(packed.odd()).slides]
    long = [each for each in slides if each.startswith("Case 1: Spine, MRI (")]
    assert len(long) > 10
    words = " ".join(long).split()
    assert words.count("night") == packed.TWENTY_PAGES.split().count("night")


def test_what_is_written_from_the_right_is_told_as_such() -> None:
    marked = [each for each in opened(packed.odd()).slides if 'rtl="1"' in each._element.xml]
    assert len(marked) == 2


def test_a_case_without_advice_says_so_and_a_month_without_cases_too() -> None:
    assert "No advice is recorded for this case." in "".join(map(said, opened(packed.odd()).slides))
    none = [said(each) for each in opened(packed.nothing()).slides]
    assert "No case of this month has been approved yet." in none[-1]
    assert len(none) == 3


def test_of_thousands_it_shows_a_choice_and_says_how_many_it_does_not() -> None:
    slides = [said(each) for each in opened(packed.thousands()).slides]
    assert len(slides) < 60
    assert any("2,980 more approved cases are not shown here" in each for each in slides)
    heads = {each.split(":")[0] for each in slides if each.startswith("Case ")}
    assert len(heads) == MOST_CASES


def test_the_question_is_read_before_the_advice_is_seen() -> None:
    slides = [said(each) for each in opened(packed.one()).slides]
    asked, answered = [each for each in slides if each.startswith("Case 1: Spine, MRI")]
    assert "lumbar" not in asked
    assert "lumbar" in answered
    assert answered.count("Night pain 0 is a reason for MRI.") == 1, "whole, and not as its title"
    assert slides.index(asked) < slides.index(answered)


def test_a_picture_has_a_slide_between_question_and_advice_and_words_for_who_cannot_see_it() -> (
    None
):
    slides = list(opened(packed.usual()).slides)
    titles = [each.shapes.title.text_frame.text for each in slides]
    first = titles.index("Case 7: Spine, MRI, picture 1 of 2")
    assert titles[first - 1 : first + 3] == [
        "Case 7: Spine, MRI",
        "Case 7: Spine, MRI, picture 1 of 2",
        "Case 7: Spine, MRI, picture 2 of 2",
        "Case 7: Spine, MRI: what was advised",
    ]
    for slide, (wide, tall) in zip(
        slides[first : first + 2], ((900, 1200), (1600, 500)), strict=True
    ):
        (shown,) = (each for each in slide.shapes if each.shape_type == MSO_SHAPE_TYPE.PICTURE)
        assert shown._element.xpath(".//p:cNvPr")[0].get("descr") == "Plain film of the spine."
        assert "Plain film of the spine." in slide.notes_slide.notes_text_frame.text
        assert abs(shown.width / shown.height - wide / tall) < 0.01
        assert shown.left > 0 < shown.top - slide.shapes.title.top - slide.shapes.title.height
        assert shown.left + shown.width < slide_look.WIDTH
        assert shown.top + shown.height < slide_look.HEIGHT * 0.92, "above the foot"


def test_titles_say_what_the_figures_say() -> None:
    titles = [each.shapes.title.text_frame.text for each in opened(packed.usual()).slides]
    assert "About what: Spine first, 12 of 40" in titles
    assert "Which imaging: MRI and CT alike, 14 each of 40" in titles
    assert "With what outcome: 6 alike, 5 each of 30" in titles
    assert not [each for each in titles if each.startswith("What came of it")]
    assert "Spine came up most: asked 12 times by 6 practices" in titles


def test_what_came_up_as_often_is_named_beside_it() -> None:
    names = ["Abdomen and pelvis", "Head and neck", "Spine", "Chest"]
    themes = [Theme(name, 6, "6 practices") for name in names]
    said = {
        2: "Abdomen and pelvis and Head and neck came up most: each 6 times",
        3: "Abdomen and pelvis, Head and neck and Spine came up most: each 6 times",
        4: "Abdomen and pelvis, Head and neck and 2 more came up most: each 6 times",
    }
    for number, title in said.items():
        less = Theme("Child", 2, "fewer than 5 practices")
        made = packed.month(themes=(*themes[:number], less))
        assert title in [each.shapes.title.text_frame.text for each in opened(made).slides]


def test_every_word_stands_out_from_its_ground(tmp_path: Path) -> None:
    """WCAG 2.2, 1.4.3, of what is drawn: of numbers in charts too."""
    pages = rendered.pages(pack.write(packed.usual(), Form.SLIDES), "pptx", tmp_path)
    pale = [each for each in rendered.contrasts(pages, tmp_path) if each[1] < 4.5]
    assert not pale


def test_words_that_do_not_stand_out_are_found(tmp_path: Path) -> None:
    made = opened(packed.one())
    title = made.slides[1].shapes.title
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x8A, 0x98, 0xA3)
    made.save(str(tmp_path / "pale.pptx"))
    pages = rendered.pages((tmp_path / "pale.pptx").read_bytes(), "pptx", tmp_path)
    pale = {word for word, found in rendered.contrasts(pages, tmp_path) if found < 4.5}
    assert pale == set(title.text_frame.text.split())


def test_slides_use_no_other_colours_than_those() -> None:
    known = {
        office_look.INK,
        office_look.QUIET,
        office_look.BLUE,
        office_look.DEEP,
        office_look.SHADE,
    }
    used: set[str] = set()
    for slide in opened(packed.usual()).slides:
        used.update(slide._element.xpath(".//a:srgbClr/@val"))
    assert used <= known


def test_a_sites_own_template_is_taken_with_its_look_and_without_its_slides(tmp_path: Path) -> None:
    own = tmp_path / "own.pptx"
    mine = Presentation(BytesIO(pack.template()))
    mine.slides.add_slide(mine.slide_layouts[0]).shapes.title.text = "Larkspur, old slide"
    mine.core_properties.author = "Larkspur"
    mine.slide_width = Emu(13_000_000)
    mine.save(str(own))
    made = opened(packed.one(), own)
    assert made.slide_width == 13_000_000
    assert "Larkspur" not in "".join(map(said, made.slides)) + made.core_properties.author


def test_a_template_that_lacks_something_is_refused_and_told_what(tmp_path: Path) -> None:
    own = tmp_path / "own.pptx"
    mine = Presentation(BytesIO(pack.template()))
    mine.slide_layouts.remove(
        next(each for each in mine.slide_layouts if each.name == "Pack chart")
    )
    text = next(each for each in mine.slide_layouts if each.name == "Pack text")
    next(each for each in text.shapes if each.name == "Text").name = "Body"
    mine.save(str(own))
    with pytest.raises(Invalid) as refused:
        pack.write(packed.one(), Form.SLIDES, own)
    told = refused.value.problems[0].message
    assert 'the placeholder "Text" in the layout "Pack text"' in told
    assert 'the layout "Pack chart" with the placeholders "Title" and "Chart"' in told
    assert "education template" in told


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_presentation_is_refused(content: bytes, tmp_path: Path) -> None:
    own = tmp_path / "own.pptx"
    own.write_bytes(content)
    with pytest.raises(Invalid, match="no presentation"):
        pack.write(packed.one(), Form.SLIDES, own)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        pack.write(packed.one(), Form.SLIDES, tmp_path / "none.pptx")
