"""What of a report would be told otherwise today, figure by figure, of told values alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from advice_line.audit.reports.content import Figure

DEFINED_ANEW = "its definition is another now"
GONE = "it is not counted any more"


@dataclass(frozen=True)
class Change:
    """`why` is a sentence's end where the figure itself does not say it."""

    name: str
    then: str
    now: str
    why: str | None = None


def between(then: Iterable[Figure], now: Iterable[Figure]) -> list[Change]:
    """A measure that is new since is none of the report's."""
    today = {each.id: each for each in now}
    found = []
    for each in then:
        other = today.get(each.id)
        if other is None:
            found.append(Change(each.name, each.sentence, "", GONE))
        elif other.version != each.version:
            found.append(Change(each.name, each.sentence, other.sentence, DEFINED_ANEW))
        elif _told(other) != _told(each):
            found.append(Change(each.name, _said(each), _said(other)))
    return found


def _told(figure: Figure) -> tuple[object, ...]:
    """Not the sentence: ours are put otherwise now and then."""
    of = figure
    numbers = (of.numerator, of.denominator, of.value, of.ninetieth, of.low, of.high)
    return of.state, *numbers, of.completeness, of.known is None


def _said(figure: Figure) -> str:
    return f"{figure.sentence}, {figure.known}" if figure.known else figure.sentence
