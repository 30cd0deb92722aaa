"""Questions that were asked again and again, by their tags and words, and why they are one.

TF-IDF and complete linkage (scikit-learn): in a cluster each is like each other, not only like its
neighbour, so that no chain of likenesses joins what has nothing in common. What explains a cluster
is what every one of its cases has, and nothing else.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Cosine distance: in no cluster are two cases further from each other.
FURTHEST = 0.7
FEWEST, MOST_TERMS = 2, 6


@dataclass(frozen=True)
class Text:
    """`words` are stems of the question; `tags` such as "topic:spine"."""

    id: int
    tags: frozenset[str]
    words: Sequence[str]


@dataclass(frozen=True)
class Cluster:
    """`ids` in their order; `tags` and `terms` (the rarest first) stand in every one of them."""

    ids: Sequence[int]
    tags: Sequence[str]
    terms: Sequence[str]


def clusters(texts: Sequence[Text]) -> list[Cluster]:
    """The largest first. One whose cases share no word is none: tags alone make no question."""
    worded = sorted((each for each in texts if each.words), key=lambda each: each.id)
    if len(worded) < FEWEST:
        return []
    standing = Counter(word for each in worded for word in set(each.words))
    groups: dict[int, list[Text]] = {}
    for text, label in zip(worded, _labels(worded), strict=True):
        groups.setdefault(label, []).append(text)
    found = [_explained(group, standing) for group in groups.values() if len(group) >= FEWEST]
    told = [each for each in found if each.terms]
    return sorted(told, key=lambda each: (-len(each.ids), each.ids[0]))


def _explained(group: Sequence[Text], standing: Counter[str]) -> Cluster:
    words = set.intersection(*(set(each.words) for each in group))
    tags = frozenset.intersection(*(each.tags for each in group))
    terms = sorted(words, key=lambda word: (standing[word], word))[:MOST_TERMS]
    return Cluster([each.id for each in group], sorted(tags), terms)


def _labels(texts: Sequence[Text]) -> list[int]:
    # It takes a second to load: only where somebody asks for it.
    from advice_line.education.finding import linkage  # noqa: PLC0415

    return linkage.labels([[*each.words, *sorted(each.tags)] for each in texts], FURTHEST)
