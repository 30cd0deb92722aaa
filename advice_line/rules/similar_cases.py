"""Which cases are like one: those that share with it words that few others have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from advice_line.rules import dull_words

MOST, FEWEST_SHARED, MOST_SHOWN = 5, 2, 6


@dataclass(frozen=True)
class Alike:
    """`shared` are the words that both have, those of the fewest cases first."""

    id: int
    shared: Sequence[str]


def alike(words: Sequence[str], others: Mapping[int, Sequence[str]]) -> list[Alike]:
    """The likest first: by the weight of what is shared beside the weight of all that either has.
    What shares fewer than two words is not like it."""
    own = set(words) - dull_words.stems()
    sets = {each: set(other) - dull_words.stems() for each, other in others.items()}
    counted = Counter(word for other in sets.values() for word in other)
    total = len(sets) + 1

    def weight(these: set[str]) -> float:
        # In a fixed order: a sum of floats is another in another order.
        return sum(log(1 + total / (1 + counted[word])) for word in sorted(these))

    found = [
        (weight(own & other) / weight(own | other), each, own & other)
        for each, other in sets.items()
        if len(own & other) >= FEWEST_SHARED
    ]
    found.sort(key=lambda each: (-each[0], -each[1]))
    return [
        Alike(each, sorted(shared, key=lambda word: (counted[word], word))[:MOST_SHOWN])
        for _, each, shared in found[:MOST]
    ]
