"""Measures how much is found: `python -m tests.rules.corpus.measure` prints the table of
docs/safety/deidentification.md, and what was missed."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advice_line.rules.deidentify import deidentify
from tests.rules.corpus import letters, make
from tests.rules.corpus.make import Mark, Note

_NAMED = {
    "clinical": "clinical words that stay",
    "any name": "any name without a title (no claim)",
}


@dataclass
class Tally:
    """`right` of `of`; `wrong` holds what was missed, or taken though it should stay."""

    of: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / self.of


def measure(notes: Iterable[Note]) -> dict[str, Tally]:
    """By kind: of what has to go, how much went whole; of the clinical words, how many stayed."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for note in notes:
        gone = {
            place
            for removal in deidentify(note.text, note.known).removals
            for place in range(removal.start, removal.end)
        }
        for mark in note.marks:
            tally = tallies[mark.kind]
            tally.of += 1
            if _is_right(note.text, mark, gone):
                tally.right += 1
            else:
                tally.wrong.append(note.text[max(0, mark.start - 20) : mark.end + 10])
    return dict(tallies)


def _is_right(text: str, mark: Mark, gone: set[int]) -> bool:
    places = range(mark.start, mark.end)
    if mark.kind == "clinical":
        return gone.isdisjoint(places)
    telling = {place for place in places if text[place].isalnum()}
    if mark.kind == "known name" and text[mark.start : mark.end].endswith(("'s", "’s")):
        telling.discard(mark.end - 1)
    return telling <= gone


def everything() -> dict[str, dict[str, Tally]]:
    """By column of the table: the corpus with which the rules were made, the same generator from
    seeds that were never looked at, and sentences that were written after the rules."""
    other = (each for seed in (40_001, 40_002) for each in make.corpus(150, seed))
    return {
        "corpus": measure([*make.corpus(), *make.born_with_a_cue()]),
        "other seeds": measure([*other, *make.born_with_a_cue(150, 40_003)]),
        "new sentences": measure(letters.letters()),
    }


def table(measured: Mapping[str, Mapping[str, Tally]]) -> str:
    """As Markdown; three figures behind the point are never rounded up to 1."""
    kinds = sorted({kind for tallies in measured.values() for kind in tallies})
    rows = [f"| what | {' | '.join(measured)} |", f"|---|{'---|' * len(measured)}"]
    for kind in kinds:
        cells = [_cell(tallies.get(kind)) for tallies in measured.values()]
        rows.append(f"| {_NAMED.get(kind, kind)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(tally: Tally | None) -> str:
    if tally is None:
        return "–"
    return f"{tally.right * 1000 // tally.of / 1000:.3f} of {tally.of}"


def main() -> None:
    measured = everything()
    sys.stdout.write(f"{table(measured)}\n")
    for column, tallies in measured.items():
        for kind, tally in sorted(tallies.items()):
            for text in tally.wrong[:8]:
                sys.stdout.write(f"{column}, {kind}: {text!r}\n")


if __name__ == "__main__":
    main()
