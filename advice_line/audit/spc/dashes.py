"""A broken line as its pieces, for what draws none itself."""

from collections.abc import Iterator
from itertools import cycle, pairwise
from math import dist

from advice_line.audit.spc.scene import Stroke

Spot = tuple[float, float]


def pieces(stroke: Stroke) -> Iterator[tuple[Spot, ...]]:
    """The dashes of a line, each with its corners; all of it in one where it is whole."""
    if not stroke.dash:
        yield stroke.points
        return
    lengths = cycle(stroke.dash)
    left, inked = next(lengths), True
    piece = [stroke.points[0]]
    for start, end in pairwise(stroke.points):
        gone, whole = 0.0, dist(start, end)
        while whole - gone > left:
            gone += left
            share = gone / whole
            spot = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if inked:
                yield (*piece, spot)
            piece, inked, left = [spot], not inked, next(lengths)
        left -= whole - gone
        piece.append(end)
    if inked and len(piece) > 1:
        yield tuple(piece)
