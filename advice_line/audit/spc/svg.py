"""A scene as SVG that stands in a page: told in words, without ids that clash, and without inline
styles, which the page's content security policy refuses.

The stylesheet gives each look its colour in either scheme; the attributes here are for where there
is none.
"""

from collections.abc import Sequence
from html import escape

from advice_line.audit.spc.palette import COLOURS
from advice_line.audit.spc.scene import Anchor, Dot, Item, Scene, Shape, Stroke, Words
from advice_line.audit.spc.shapes import corners, filled

_BOLD = ' font-weight="bold"'


def svg(scene: Scene, key: str) -> str:
    """`key` is its own on the page: of letters, digits and hyphens."""
    told = (
        f'<title id="{key}-title">{escape(scene.title)}</title>'
        f'<desc id="{key}-said">{escape(scene.said)}</desc>'
    )
    return _element(
        scene, f'role="img" aria-labelledby="{key}-title" aria-describedby="{key}-said"', told
    )


def ornament(scene: Scene) -> str:
    """Beside words that say the same."""
    return _element(scene, 'aria-hidden="true"', "")


def _element(scene: Scene, attributes: str, told: str) -> str:
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="al-spc" focusable="false"'
        f' viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" {attributes}>'
    )
    return "".join((head, told, *map(_item, scene.items), "</svg>"))


def _item(item: Item) -> str:
    if isinstance(item, Stroke):
        return _stroke(item)
    return _dot(item) if isinstance(item, Dot) else _words(item)


def _stroke(item: Stroke) -> str:
    dash = f' stroke-dasharray="{" ".join(map(_n, item.dash))}"' if item.dash else ""
    return (
        f'<polyline class="al-spc-line al-spc-{item.look}" fill="none"'
        f' stroke="{_hex(item.look)}" stroke-width="{_n(item.width)}"{dash}'
        f' points="{_points(item.points)}"/>'
    )


def _dot(item: Dot) -> str:
    colour = _hex(item.look)
    inked = f'fill="{colour}" stroke="none"' if filled(item) else f'fill="none" stroke="{colour}"'
    kind = "dot" if filled(item) else "open"
    attributes = f'class="al-spc-{kind} al-spc-{item.look}" {inked}'
    if item.shape in (Shape.CIRCLE, Shape.RING):
        where = f'cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.size)}"'
        return f"<circle {attributes} {where}/>"
    if item.shape is Shape.CROSS:
        return "".join(
            f'<polyline {attributes} points="{_points(each)}"/>' for each in corners(item)
        )
    return f'<polygon {attributes} points="{_points(corners(item)[0])}"/>'


def _words(item: Words) -> str:
    anchor = "" if item.anchor is Anchor.START else f' text-anchor="{item.anchor}"'
    return (
        f'<text class="al-spc-words al-spc-{item.look}" x="{_n(item.x)}" y="{_n(item.y)}"'
        f' font-size="{_n(item.size)}" fill="{_hex(item.look)}"{anchor}'
        f"{_BOLD if item.bold else ''}>{escape(item.text)}</text>"
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _hex(look: str) -> str:
    return "#{:02x}{:02x}{:02x}".format(*COLOURS[look])


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
