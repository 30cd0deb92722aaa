"""Measures how much of the corpus is found: `python -m tests.rules.corpus.measure`."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from advice_line.rules.deidentify import deidentify
from tests.rules.corpus import make
from tests.rules.corpus.make import Mark, Note


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


def main() -> None:
    tallies = measure([*make.corpus(), *make.born_with_a_cue()])
    for kind, tally in sorted(tallies.items()):
        line = f"{kind:32} {tally.right:5} of {tally.of:5}  {tally.share:.3f}"
        sys.stdout.write(f"{line}\n")
        for text in tally.wrong[:8]:
            sys.stdout.write(f"    {text!r}\n")


if __name__ == "__main__":
    main()
