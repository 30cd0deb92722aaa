"""A chart as it is drawn: every point where its value is, told in words too, as its table says."""

import re
from itertools import pairwise
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.spc import (
    axis,
    funnel,
    funnel_words,
    over_time,
    parts,
    places,
    svg,
    values,
    words,
    xmr,
)
from advice_line.audit.spc.funnel import Spot
from advice_line.audit.spc.parts import BROAD, NARROW, Size
from advice_line.audit.spc.points import Begin, Chart, Point
from advice_line.audit.spc.scene import Anchor, Dot, Look, Scene, Shape, Stroke, Words, wide
from advice_line.audit.spc.words import Note
from advice_line.audit_kinds import Better, Unit

MONTHS = [
    f"{month} {year}"
    for year in (24, 25, 26)
    for month in [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ]
]
SHARES = [0.71, 0.78, 0.74, 0.8, 0.76, None, 0.79, 0.75, 0.72, 0.81, 0.77, 0.73, 0.78, 0.4] + [
    0.75 + place * 0.01 for place in range(16)
]
NOTES = [Note("Mar 25", "new guideline & <card>"), Note("Apr 25", "the number moved")]


def thirty(begins: tuple[Begin, ...] = ()) -> Chart:
    points = [Point(label, value) for label, value in zip(MONTHS, SHARES, strict=False)]
    return xmr.chart(points, unit=Unit.SHARE, better=Better.HIGHER, target=0.9, begins=begins)


def dots(scene: Scene) -> list[Dot]:
    """Of the points, without those of the key."""
    found = [each for each in scene.items if isinstance(each, Dot)]
    return [each for each in found if each.shape not in (Shape.RING, Shape.BOX)][:30]


def texts(scene: Scene) -> list[Words]:
    return [each for each in scene.items if isinstance(each, Words)]


@pytest.mark.parametrize("size", [BROAD, NARROW])
def test_every_point_of_the_table_stands_where_its_value_is(size: Size) -> None:
    chart = thirty()
    scene = over_time.scene(chart, "Answered in a minute", NOTES, size=size)
    rows = words.rows(chart, words.numbered(chart, NOTES))
    found = dots(scene)
    assert len(rows) == len(found) == 30
    ticks = [each for each in texts(scene) if re.fullmatch(r"\d+%", each.text)]
    low, high = ticks[0], ticks[-1]
    one = (low.y - high.y) / (int(high.text[:-1]) - int(low.text[:-1]))
    for row, dot in zip(rows, found, strict=True):
        if row.value == words.GAP:
            assert (dot.shape, dot.look) == (Shape.CROSS, Look.QUIET)
            continue
        drawn = int(low.text[:-1]) + (low.y - size.letters * 0.35 - dot.y) / one
        assert float(row.value[:-1]) == pytest.approx(drawn, abs=0.06)
        assert (dot.shape, dot.look) == parts.SHAPES[row.nature]
    assert [each.x for each in found] == sorted(each.x for each in found)


def test_no_two_natures_look_alike_without_their_colour() -> None:
    shapes = [shape for shape, _ in parts.SHAPES.values()]
    assert len(set(shapes)) == len(shapes)
    lines = (Look.MEAN, Look.LIMIT, Look.TARGET, Look.BEGIN, Look.NOTE)
    assert len({parts.DASHES.get(look, ()) for look in lines}) == len(lines)


@pytest.mark.parametrize("size", [BROAD, NARROW])
def test_nothing_stands_outside_the_drawing_and_no_names_touch(size: Size) -> None:
    chart = thirty((Begin("Feb 25", "a second radiologist"),))
    scene = over_time.scene(chart, "Answered", NOTES, size=size, foot=True)
    for each in scene.items:
        spots = each.points if isinstance(each, Stroke) else [(each.x, each.y)]
        for x, y in spots:
            assert 0 <= x <= scene.width
            assert 0 <= y <= scene.height
    names = [each for each in texts(scene) if each.text in MONTHS]
    assert names[-1].text == "Jun 26"
    for one, other in pairwise(names):
        apart = (wide(one.text, size.letters) + wide(other.text, size.letters)) / 2
        assert other.x - one.x > apart
    room = {Anchor.START: 1, Anchor.MIDDLE: 0.5, Anchor.END: 0}
    for each in texts(scene):
        assert each.x + wide(each.text, each.size) * room[each.anchor] <= scene.width + 1


def test_a_chart_is_told_in_words_with_its_marks_and_what_it_leaves_out() -> None:
    chart = thirty((Begin("Feb 25", "A second radiologist joined"),))
    said = over_time.scene(chart, "Answered", NOTES).said
    for part in (
        "30 points from Jan 24 to Jun 26.",
        "The newest is 90% (Jun 26).",
        "Target 90%.",
        "1 point is left out: nothing, or too small to tell.",
        "as in NHS England's workbook. They are of Feb 25 to Jun 26, the newest that have any.",
        "Mark 1, Mar 25: new guideline & <card>.",
        "Mark A, Feb 25: limits begin anew. A second radiologist joined.",
    ):
        assert part in said


def test_limits_that_no_value_can_reach_are_said_but_not_drawn() -> None:
    points = [Point(str(place), value) for place, value in enumerate([0.0, 3.0, 0.0, 1.0] * 4)]
    chart = xmr.chart(points, unit=Unit.COUNT, better=Better.LOWER)
    scene = over_time.scene(chart, "Bounced advice")
    limits = [each for each in scene.items if isinstance(each, Stroke) and each.look is Look.LIMIT]
    assert len(limits) == 2  # the upper, and the key's
    assert "limits −4.50 to 6.50" in scene.said
    assert [each.text for each in texts(scene)][:4] == ["0", "2", "4", "6"]


def test_limits_and_their_line_break_where_they_begin_anew() -> None:
    chart = thirty((Begin("Feb 25", "a second radiologist"),))
    scene = over_time.scene(chart, "Answered")
    strokes = [each for each in scene.items if isinstance(each, Stroke)]
    means = [each.points for each in strokes if each.look is Look.MEAN]
    assert len(means) == 3  # one a phase, and the key's
    assert means[0][-1][0] == means[1][0][0] == strokes_of(scene, Look.BEGIN)[0].points[0][0]


def strokes_of(scene: Scene, look: Look) -> list[Stroke]:
    return [each for each in scene.items if isinstance(each, Stroke) and each.look is look]


@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_a_young_chart_has_its_points_and_says_why_it_has_no_limits(count: int) -> None:
    points = [Point(str(place), 5.0) for place in range(count)]
    chart = xmr.chart(points, unit=Unit.COUNT, better=Better.HIGHER)
    scene = over_time.scene(chart, "Questions", foot=True)
    assert len([e for e in scene.items if isinstance(e, Dot)]) == count
    assert not strokes_of(scene, Look.LIMIT)
    assert "too few for limits" in " ".join(each.text for each in texts(scene))
    if count:
        assert "too few for limits" in scene.said


def test_the_svg_is_whole_has_no_style_of_its_own_and_its_ids_are_the_pages_choice() -> None:
    drawn = svg.svg(over_time.scene(thirty(), "A & B", NOTES), "waits")
    root = ElementTree.fromstring(drawn)  # noqa: S314 # our own words
    assert root.get("role") == "img"
    assert "style=" not in drawn
    assert re.findall(r' id="([^"]+)"', drawn) == ["waits-title", "waits-said"]
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (
        "waits-title",
        "waits-said",
    )
    title, said = root[0], root[1]
    assert (title.text, "new guideline & <card>" in str(said.text)) == ("A & B", True)


@pytest.mark.parametrize(
    ("value", "unit", "said", "brief"),
    [
        (0.934, Unit.SHARE, "93.4%", "93.4%"),
        (1.0, Unit.SHARE, "100%", "100%"),
        (0.0, Unit.SHARE, "0%", "0%"),
        (75.0, Unit.SECONDS, "75 seconds", "75 s"),
        (5251.2, Unit.SECONDS, "1 hour 28 minutes", "1 h 28 min"),
        (7199.0, Unit.SECONDS, "2 hours", "2 h"),
        (1.0, Unit.MINUTES, "1 minute", "1 min"),
        (12.55, Unit.MINUTES, "12.6 minutes", "12.6 min"),
        (3.216, Unit.PER_1000, "3.22 per 1,000", "3.22"),
        (12345.0, Unit.COUNT, "12,345", "12,345"),
        (-3.05, Unit.NUMBER, "−3.05", "−3.05"),
        (-0.0001, Unit.NUMBER, "0.00", "0.00"),
    ],
)
def test_values_are_told_with_what_they_are_of(
    value: float, unit: Unit, said: str, brief: str
) -> None:
    assert (values.said(value, unit), values.brief(value, unit)) == (said, brief)


@given(
    st.lists(st.floats(0, 1e7, allow_subnormal=False), min_size=1, max_size=30),
    st.sampled_from([Unit.COUNT, Unit.SECONDS, Unit.NUMBER]),
)
def test_an_axis_holds_all_values_in_few_round_steps(found: list[float], unit: Unit) -> None:
    scale = axis.scale(found, unit, 100, 0)
    assert scale.low <= min(found) <= max(found) <= scale.high
    assert 2 <= len(scale.ticks()) <= 8
    labels = [values.tick(each, unit, scale.step) for each in scale.ticks()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("most", "named"),
    [
        (40, ["0 s", "10 s", "20 s", "30 s", "40 s", "50 s"]),
        (300, ["0", "2 min", "4 min", "6 min"]),
        (5_400, ["0", "30 min", "1 h", "1 h 30 min", "2 h"]),
        (36_000, ["0", "3 h", "6 h", "9 h", "12 h"]),
        (604_800, ["0", "48 h", "96 h", "144 h", "192 h"]),
    ],
)
def test_an_axis_of_long_times_is_read_like_a_clock(most: float, named: list[str]) -> None:
    scale = axis.scale([0, most], Unit.SECONDS, 100, 0)
    assert [values.tick(each, Unit.SECONDS, scale.step) for each in scale.ticks()] == named


@pytest.mark.parametrize("size", [BROAD, NARROW])
def test_a_funnel_stands_where_its_table_says_and_names_whom_it_may(size: Size) -> None:
    spots = [Spot(62, 100), Spot(55, 90), Spot(3, 4), Spot(20, 80, "Your practice")]
    made = funnel.funnel(spots, better=Better.HIGHER, target=0.7)
    scene = places.scene(made, "Helpful replies", "Replies checked", size=size)
    drawn = [each for each in scene.items if isinstance(each, Dot)][: len(spots)]
    assert drawn[0].y > drawn[2].y
    assert drawn[0].x > drawn[1].x > drawn[3].x > drawn[2].x
    assert (drawn[3].shape, drawn[3].look) == (Shape.SQUARE, Look.CONCERN)
    assert [each.text for each in texts(scene) if each.bold] == ["Your practice"]
    rows = funnel_words.rows(made)
    assert [each.of for each in rows] == ["100", "90", "80", "4"]  # no order of merit
    assert [each.label for each in rows].count("not named") == 3
    assert rows[2].says == "worse than chance: lower, beyond 3 standard deviations"
    assert "Your practice: 25% of 80, worse than chance" in scene.said
    for each in scene.items:
        found = each.points if isinstance(each, Stroke) else [(each.x, each.y)]
        assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in found)


def test_every_unit_has_words() -> None:
    for unit in Unit:
        assert values.said(0.5, unit)
        assert values.brief(0.5, unit)
        assert values.tick(0.5, unit, 0.5)


def test_the_twenty_seventh_phase_is_one_like_the_first() -> None:
    points = [Point(str(place), 1.0) for place in range(30)]
    begins = [Begin(str(place), "moved") for place in range(1, 29)]
    chart = xmr.chart(points, unit=Unit.COUNT, better=Better.HIGHER, begins=begins)
    marks = words.numbered(chart)
    assert len({each.key for each in marks}) == 28
    boxes = [e for e in over_time.scene(chart, "Moved").items if isinstance(e, Dot)]
    assert sum(each.shape is Shape.BOX for each in boxes) == 28


@pytest.mark.parametrize("size", [parts.BROAD, parts.NARROW])
def test_the_least_that_a_value_can_be_is_hollow_with_a_line_up_to_the_most(size: Size) -> None:
    points = [Point(label, 0.7 + 0.01 * (place % 3)) for place, label in enumerate(MONTHS[:14])]
    points[5] = Point(MONTHS[5], 0.7, 0.78)
    chart = xmr.chart(points, unit=Unit.SHARE, better=Better.HIGHER)
    drawn = over_time.scene(chart, "Answered", size=size)
    (hollow,) = (each for each in drawn.items if isinstance(each, Dot) and each.hollow)
    lines = [each.points for each in drawn.items if isinstance(each, Stroke)]
    (up,) = (of for of in lines if of[0][0] == of[-1][0] == hollow.x)
    assert up[-1][1] < up[0][1] <= hollow.y - hollow.size
    # Nothing is drawn through it.
    for of in lines:
        assert all(dist(spot, (hollow.x, hollow.y)) >= hollow.size - 0.02 for spot in of)
    assert any("The least it can be" in each.text for each in texts(drawn))
    assert words.rows(chart)[5].value == "70% to 78%"
    assert "1 point is the least that can be, and hollow" in drawn.said
    assert 'class="al-spc-open al-spc-common"' in svg.svg(drawn, "key")


def test_a_chart_says_of_which_points_its_limits_are() -> None:
    """A reader who holds the page of a measure and a report sees why two charts differ."""
    assert words.honest(thirty())[-1].endswith("They are of Jan 24 to Jun 26.")
