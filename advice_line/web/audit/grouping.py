"""Measures by what they are about: those that say something as rows, the others by name and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from advice_line.audit.figures.silence import Why
from advice_line.audit_kinds import Group
from advice_line.web.audit import wording

T = TypeVar("T")


@dataclass(frozen=True)
class Grouped(Generic[T]):
    """`key` is by what the contents of the page lead here; `silent` are (why, rows)."""

    key: str
    name: str
    rows: tuple[T, ...]
    silent: tuple[tuple[str, tuple[T, ...]], ...]


def grouped(group: Group, rows: Iterable[tuple[T, Why | None]]) -> Grouped[T]:
    """Each row with why it says nothing, None where it does."""
    listed = list(rows)
    by_why = ((each.value, tuple(row for row, why in listed if why is each)) for each in Why)
    return Grouped(
        key=group.value,
        name=wording.GROUPS[group],
        rows=tuple(row for row, why in listed if why is None),
        silent=tuple((why, of) for why, of in by_why if of),
    )


def anchor(measure: str) -> str:
    return measure.replace(".", "-")
