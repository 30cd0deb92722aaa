"""By which words a case is found, and how a search asks for them on either engine.

What is kept of a case is one text of words: stems of its approved text and, by triggers, marks of
what is counted of it, such as "=topic:spine". No word that somebody types begins with "=".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from advice_line.rules import dull_words, stems
from advice_line.rules.search_words import EVERYWHERE, MOST, SHORTEST_BEGINNING

# A case of twenty pages has fewer.
_MOST_KEPT = 20_000


@dataclass(frozen=True)
class Asked:
    """Each of the `words`, and of each of the `marks` (by name) one of its values."""

    words: tuple[str, ...] = ()
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def may_begin(self) -> bool:
        return any(len(each) >= SHORTEST_BEGINNING for each in self.words)


def kept(*texts: str) -> str:
    """Words of every text, in their order, without those that stand everywhere."""
    return " ".join(each for text in texts for each in _telling(text))[: 40 * _MOST_KEPT]


def telling(text: str) -> list[str]:
    """Those of `kept` by which two questions may be the same."""
    return [each for each in kept(text).split() if each not in dull_words.stems()]


def typed(text: str) -> tuple[str, ...]:
    """At most eight of what was typed, each once; none where nothing but "the" was."""
    return tuple(dict.fromkeys(_telling(text)))[:MOST]


def more_than_asked(text: str) -> bool:
    """Whether words were typed that `typed` leaves out."""
    return len(dict.fromkeys(_telling(text))) > MOST


def for_sqlite(asked: Asked, *, begins: bool = False) -> str:
    """For FTS5's MATCH: quoted, so that no word is taken for an operator."""
    words = [f'"{each}"{_star(each, "*", begins)}' for each in asked.words]
    either = [" OR ".join(f'"{mark}"' for mark in marks) for marks in _marks(asked)]
    return " AND ".join((*words, *(f"({each})" for each in either)))


def for_postgresql(asked: Asked, *, begins: bool = False) -> str:
    """For a cast to tsquery, which takes each word as it stands."""
    words = [f"'{each}'{_star(each, ':*', begins)}" for each in asked.words]
    either = [" | ".join(f"'{mark}'" for mark in marks) for marks in _marks(asked)]
    return " & ".join((*words, *(f"({each})" for each in either)))


def weight(words: Iterable[str], text: str) -> int:
    """How often they stand in what is kept of a case."""
    standing = text.split()
    return sum(standing.count(each) for each in words)


def _telling(text: str) -> Iterable[str]:
    return (each for each in stems.words(text) if each not in EVERYWHERE)


def _marks(asked: Asked) -> Iterable[list[str]]:
    for name, values in asked.marks.items():
        yield [f"={name}:{value.lower()}" for value in values]


def _star(word: str, star: str, begins: bool) -> str:
    """With one or two letters most words begin."""
    return star if begins and len(word) >= SHORTEST_BEGINNING else ""
