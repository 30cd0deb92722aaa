"""The corners of the shapes, so that they look alike wherever they are drawn."""

from advice_line.audit.spc.scene import Dot, Shape

_FILLED = frozenset({Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE, Shape.TRIANGLE})
_Corners = tuple[tuple[float, float], ...]
# Of one look to the eye, a diamond has to reach farther than a circle.
_FORMS: dict[Shape, tuple[_Corners, ...]] = {
    Shape.DIAMOND: (((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),),
    Shape.SQUARE: (((-1, -1), (1, -1), (1, 1), (-1, 1)),),
    Shape.BOX: (((-1, -1), (1, -1), (1, 1), (-1, 1)),),
    Shape.TRIANGLE: (((0, -1.3), (1.25, 0.95), (-1.25, 0.95)),),
    Shape.CROSS: (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8))),
}


def filled(dot: Dot) -> bool:
    return dot.shape in _FILLED and not dot.hollow


def corners(dot: Dot) -> list[_Corners]:
    """The lines of a shape that is no circle; a cross has two."""
    return [
        tuple((round(dot.x + x * dot.size, 2), round(dot.y + y * dot.size, 2)) for x, y in form)
        for form in _FORMS[dot.shape]
    ]
