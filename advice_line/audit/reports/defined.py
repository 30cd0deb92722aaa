"""The definitions of a report's measures: each source named once, and once what nearly all of them
leave out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice_line.audit.reports.content import Figure
from advice_line.audit.spc import values

# As definitions put it (`audit/measures`).
_NOTHING, _SAME = "none", "the same"


@dataclass(frozen=True)
class Shared:
    """`left_out` is empty where no one thing is left out of most; `sources` have their numbers, in
    the order in which they first come."""

    left_out: str
    sources: Mapping[str, int]

    @classmethod
    def by(cls, figures: Sequence[Figure]) -> "Shared":
        firsts = Counter(each.exclusions.partition("; ")[0] for each in figures)
        first, count = firsts.most_common(1)[0] if firsts else ("", 0)
        most = first if 2 * count > len(figures) and first != _NOTHING else ""
        named = dict.fromkeys(each.source for each in figures)
        return cls(most, {source: number for number, source in enumerate(named, start=1)})

    def said(self) -> str:
        """Above them all."""
        if not self.left_out:
            return "Numbers in brackets are the sources of the definitions."
        return (
            f"Left out, if nothing else is said: {self.left_out}. Numbers in brackets are the"
            " sources of the definitions."
        )

    def row(self, figure: Figure) -> tuple[str, str]:
        said = [_sentence(figure.counts)]
        if figure.of != _SAME:
            said.append(f"Among: {_sentence(figure.of)}")
        said += self._exclusions(figure.exclusions)
        if figure.target is not None:
            said.append(f"Target: {values.said(figure.target, figure.unit)}.")
        said.append(f"({figure.id}, version {figure.version}) [{self.sources[figure.source]}]")
        return figure.name, " ".join(said)

    def _exclusions(self, text: str) -> list[str]:
        first, _, more = text.partition("; ")
        if not self.left_out:
            return [] if text == _NOTHING else [f"Left out: {_sentence(text)}"]
        if first != self.left_out:
            return ["Left out: nothing." if text == _NOTHING else f"Left out alone: {text}."]
        return [f"Left out too: {more}."] if more else []


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
