"""What was asked about again and again in a month: here by the subject that was chosen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from advice_line.rules.topics import TOPICS
from advice_line.tables.cases import Case

FEWEST = 2


@dataclass(frozen=True)
class Theme:
    """`practices` are those that are known; a query of none still counts."""

    label: str
    queries: int
    practices: int

    @property
    def said(self) -> str:
        by = "1 practice" if self.practices == 1 else f"{self.practices} practices"
        return f"asked {self.queries:,} times" + (f" by {by}" if self.practices else "")


def of(cases: Iterable[Case]) -> tuple[Theme, ...]:
    """The most frequent first. What nobody asked twice is no theme."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.topic in TOPICS:
            groups[case.topic].append(case)
    themes = [
        Theme(TOPICS[topic], len(found), len({each.practice_mark for each in found} - {None}))
        for topic, found in groups.items()
        if len(found) >= FEWEST
    ]
    return tuple(sorted(themes, key=lambda each: (-each.queries, -each.practices, each.label)))
