"""The NHS's two icons as scenes: a ring with a letter, so that neither needs its colour."""

from collections.abc import Iterator
from math import cos, pi, sin

from advice_line.audit.spc.points import Assurance, Variation
from advice_line.audit.spc.scene import Anchor, Item, Look, Scene, Stroke, Words
from advice_line.audit.spc.words import ASSURANCES, VARIATIONS

SIDE = 64.0
_MIDDLE, _RADIUS, _THICK = SIDE / 2, SIDE / 2 - 3, 4.0
_VARIATIONS = {
    Variation.COMMON: (Look.COMMON, ""),
    Variation.IMPROVEMENT_HIGH: (Look.IMPROVEMENT, "H"),
    Variation.IMPROVEMENT_LOW: (Look.IMPROVEMENT, "L"),
    Variation.CONCERN_HIGH: (Look.CONCERN, "H"),
    Variation.CONCERN_LOW: (Look.CONCERN, "L"),
    Variation.NEITHER_HIGH: (Look.NEITHER, "H"),
    Variation.NEITHER_LOW: (Look.NEITHER, "L"),
}
_ASSURANCES = {
    Assurance.HIT: (Look.IMPROVEMENT, "P"),
    Assurance.FAILED: (Look.CONCERN, "F"),
    Assurance.HIT_AND_MISS: (Look.COMMON, "?"),
}


def variation(of: Variation) -> Scene:
    look, letter = _VARIATIONS[of]
    steps = {"H": (51.0, 45.0, 48.0, 40.0), "L": (40.0, 46.0, 43.0, 51.0)}.get(letter)
    line = _wave(32.0, 8.0) if steps is None else _steps(steps)
    return _scene(VARIATIONS[of], look, letter, [line])


def assurance(of: Assurance) -> Scene:
    """The wave is the process, the dashes the target: through it, or apart from it."""
    look, letter = _ASSURANCES[of]
    lines = [_wave(46.0, 5.0), ((15.0, 46.0), (49.0, 46.0))]
    if of is not Assurance.HIT_AND_MISS:
        lines = [_wave(43.0, 3.5), ((20.0, 52.0), (44.0, 52.0))]
    return _scene(ASSURANCES[of], look, letter, lines)


def _scene(
    title: str, look: Look, letter: str, lines: list[tuple[tuple[float, float], ...]]
) -> Scene:
    ring = tuple(
        (
            round(_MIDDLE + _RADIUS * cos(step * pi / 24), 2),
            round(_MIDDLE + _RADIUS * sin(step * pi / 24), 2),
        )
        for step in range(49)
    )
    items: list[Item] = [Stroke(ring, look, _THICK)]
    items.append(Stroke(lines[0], look, 3.0))
    items += [Stroke(each, Look.TARGET, 2.0, (4, 2)) for each in lines[1:]]
    if letter:
        items.append(Words(_MIDDLE, 34.0, letter, look, 26.0, Anchor.MIDDLE, bold=True))
    return Scene(SIDE, SIDE, title, title, tuple(items))


def _wave(y: float, high: float) -> tuple[tuple[float, float], ...]:
    return tuple(_waving(y, high))


def _waving(y: float, high: float) -> Iterator[tuple[float, float]]:
    for step in range(25):
        yield 16 + step * 32 / 24, round(y - high * sin(step * pi / 6), 2)


def _steps(heights: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    return tuple((20 + 8 * place, high) for place, high in enumerate(heights))
