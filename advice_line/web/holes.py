"""Holes of the rota as every page shows them: the next few, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rota.gaps import Finding

SHOWN = 3


@dataclass(frozen=True)
class Hole:
    starts_at: datetime
    ends_at: datetime


def shown_holes(findings: Sequence[Finding]) -> list[Hole]:
    return [Hole(each.start, each.end) for each in findings[:SHOWN]]
