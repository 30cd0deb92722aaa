"""Which questions a digest shows: three approved ones, of different subjects where there are, each
with its reason, by closed lists and counts alone. Educators may choose others."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 3


@dataclass(frozen=True)
class Candidate:
    """An approved case. `alike` is how many others of the month asked the same, itself counted;
    `helped` whether it is known that it spared a referral or imaging."""

    reference: str
    topic: str | None
    nominated: bool
    learning_point: bool
    helped: bool
    alike: int = 1


def reasons(case: Candidate, small: int) -> tuple[str, ...]:
    """In words; counts below `small` are not told."""
    said = {
        "Nominated by who advised": case.nominated,
        f"Asked {case.alike} times this month": case.alike >= small,
        "Asked more than once this month": 1 < case.alike < small,
        "It is known that it spared a referral or imaging": case.helped,
        "It has a learning point": case.learning_point,
    }
    return tuple(words for words, holds in said.items() if holds)


def best(cases: Sequence[Candidate]) -> list[str]:
    """References, the best first: one of each subject before a second of any."""
    ordered = sorted(cases, key=_rank)
    seen: dict[str | None, int] = {}
    turns = []
    for place, case in enumerate(ordered):
        turns.append((seen.get(case.topic, 0), place, case.reference))
        seen[case.topic] = seen.get(case.topic, 0) + 1
    return [reference for _, _, reference in sorted(turns)[:MOST]]


def _rank(case: Candidate) -> tuple[int, int, str]:
    weight = 3 * case.nominated + 2 * case.learning_point + 2 * case.helped
    return -(weight + min(case.alike, 5) - 1), -case.alike, case.reference
