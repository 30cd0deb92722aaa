"""The same scene as a PDF and as a picture: what is drawn in a page is drawn there too."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from math import dist

import pytest
from fpdf import FPDF
from fpdf.fonts import TTFFont
from PIL import Image
from pypdf import PdfReader

from advice_line.audit.spc import icon_scenes, over_time, pdf, picture, shapes, xmr
from advice_line.audit.spc.dashes import pieces
from advice_line.audit.spc.palette import COLOURS
from advice_line.audit.spc.picture import Fonts
from advice_line.audit.spc.points import Assurance, Begin, Point, Variation
from advice_line.audit.spc.scene import Dot, Look, Scene, Stroke, Words, wide
from advice_line.audit.spc.words import Note
from advice_line.audit_kinds import Better, Unit
from advice_line.paper import faces

EVERYDAY = Fonts(
    faces.FONTS / "DejaVuSans-Everyday.ttf", faces.FONTS / "DejaVuSans-Bold-Everyday.ttf"
)


@pytest.fixture
def scene() -> Scene:
    values = [0.71, 0.78, 0.74, 0.8, 0.76, None, 0.79, 0.75, 0.72, 0.81, 0.77, 0.73, 0.4] * 2
    points = [Point(f"W{place}", value) for place, value in enumerate(values)]
    points[20] = Point("W20", 0.72, 0.8)
    chart = xmr.chart(
        points,
        unit=Unit.SHARE,
        better=Better.HIGHER,
        target=0.9,
        begins=[Begin("W13", "A second radiologist sits in.")],
    )
    return over_time.scene(chart, "Answered", [Note("W3", "new guideline")], foot=True)


@pytest.fixture
def page() -> Iterator[FPDF]:
    made = FPDF()
    faces.give(made, ["Answered"])
    made.add_page()
    yield made
    # A document that was never written keeps the files of its fonts open.
    for each in made.fonts.values():
        if isinstance(each, TTFFont):
            each.close()


def test_a_pdf_has_every_word_of_the_scene_as_text(scene: Scene, page: FPDF) -> None:
    high = pdf.draw(page, scene, left=18, top=20, width=174, face=faces.FACE, shown=faces.shown)
    assert high == pytest.approx(scene.height * 174 / scene.width)
    read = PdfReader(BytesIO(bytes(page.output()))).pages[0].extract_text()
    for each in scene.items:
        if isinstance(each, Words):
            assert each.text in read


def test_a_pdf_is_as_it_was_before_with_its_pens(scene: Scene, page: FPDF) -> None:
    page.set_draw_color(1, 2, 3)
    before = (page.draw_color, page.line_width, page.text_color)
    pdf.draw(page, scene, left=18, top=20, width=174, face=faces.FACE)
    assert (page.draw_color, page.line_width, page.text_color) == before


def test_a_picture_has_each_dot_in_its_colour_where_it_is(scene: Scene) -> None:
    made = Image.open(BytesIO(picture.png(scene, EVERYDAY, scale=2))).convert("RGB")
    assert made.size == (round(scene.width * 2), round(scene.height * 2))
    dots = [each for each in scene.items if isinstance(each, Dot)]
    filled = [each for each in dots if shapes.filled(each)]
    (hollow,) = (each for each in dots if each.hollow)
    assert {each.look for each in filled} >= {Look.COMMON, Look.CONCERN}
    for each in filled:
        found = made.getpixel((round(each.x * 2), round(each.y * 2)))
        assert isinstance(found, tuple)
        assert found == COLOURS[each.look]
    assert made.getpixel((round(hollow.x * 2), round(hollow.y * 2))) == (255, 255, 255)
    assert made.getpixel((2, 2)) == (255, 255, 255)


def test_a_picture_is_small_and_the_same_each_time(scene: Scene) -> None:
    once = picture.png(scene, EVERYDAY)
    assert once == picture.png(scene, EVERYDAY)
    assert len(once) < 100_000


def test_no_text_is_wider_on_paper_than_it_was_taken_for(scene: Scene, page: FPDF) -> None:
    for each in scene.items:
        if isinstance(each, Words):
            page.set_font(faces.FACE, "B" if each.bold else "", each.size)
            # Points for points: the unit of both is that of the size.
            drawn = page.get_string_width(each.text) * page.k
            assert drawn <= wide(each.text, each.size) + 0.01, each.text


@pytest.mark.parametrize("dash", [(6.0, 4.0), (10.0, 3.0, 2.0, 3.0)])
def test_dashes_are_as_long_as_they_are_said_to_be_round_a_corner_too(
    dash: tuple[float, ...],
) -> None:
    line = Stroke(((0, 0), (33, 0), (33, 50)), Look.LIMIT, 1, dash)
    found = list(pieces(line))
    assert len(found) > 3
    for piece in found[:-1]:
        assert round(sum(dist(*each) for each in pairwise(piece)), 6) in dash
    inked = sum(dist(*each) for piece in found for each in pairwise(piece))
    assert inked / 83 == pytest.approx(sum(dash[::2]) / sum(dash), abs=0.1)


def test_no_two_icons_are_alike_without_their_colour_and_each_is_told() -> None:
    """A letter tells the way, and beside it stand the words."""
    letters = {}
    for each in Variation:
        drawn = icon_scenes.variation(each)
        assert drawn.said == drawn.title != ""
        letters[each] = "".join(item.text for item in drawn.items if isinstance(item, Words))
    assert letters[Variation.COMMON] == ""
    for each, letter in letters.items():
        if each is not Variation.COMMON:
            assert letter == ("H" if each.name.endswith("HIGH") else "L")
    found = {
        next(item.text for item in icon_scenes.assurance(each).items if isinstance(item, Words))
        for each in Assurance
    }
    assert found == {"P", "F", "?"}
