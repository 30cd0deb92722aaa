"""What to do next, as the demonstration's page shows it."""

from dataclasses import dataclass
from typing import Any

from advice_line.demo import ways
from advice_line.demo.ways import Step, Way


@dataclass(frozen=True)
class Advised:
    """`target` is what to look at on this page, `href` another page; `fill` offers to have an
    example written into the record, `keys` shows all keys of the GP's phone, `passes` offers to let
    time pass, `beside` is another page with its label that may be opened as well."""

    step: Step
    words: str
    target: str | None = None
    href: str | None = None
    label: str | None = None
    fill: bool = False
    keys: bool = False
    passes: bool = False
    beside: tuple[str, str] | None = None


def shown(advised: Advised, way: Way) -> dict[str, Any]:
    """NEXT of the page."""
    return {
        "number": ways.number(way, advised.step),
        "of": len(way),
        "words": advised.words,
        "target": advised.target,
        "href": advised.href,
        "label": advised.label,
        "fill": advised.fill,
        "keys": advised.keys,
        "passes": advised.passes,
        "beside": _link(advised.beside),
    }


def _link(beside: tuple[str, str] | None) -> dict[str, str] | None:
    return {"href": beside[0], "label": beside[1]} if beside else None
