"""Holes of the rota as every page shows them: the next few, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rota import gaps

SHOWN = 3


@dataclass(frozen=True)
class Hole:
    starts_at: datetime
    ends_at: datetime
    deserted: bool


def shown_holes(found: Sequence[gaps.Hole]) -> list[Hole]:
    return [Hole(each.start, each.end, each.deserted) for each in found[:SHOWN]]
