"""Practices to choose from, as the directory names them."""

from collections import Counter
from collections.abc import Sequence

from advice_line.tables.directory import Organisation
from advice_line.web.rendering import Choice


def choices(organisations: Sequence[Organisation]) -> list[Choice]:
    """By name, and by their code where two have the same."""
    names = Counter(each.name for each in organisations)
    return [Choice(each.key, _named(each, alone=names[each.name] == 1)) for each in organisations]


def _named(of: Organisation, *, alone: bool) -> str:
    said = of.name if alone else f"{of.name} ({of.key})"
    return f"{said}, code closed" if of.closed_on else said
