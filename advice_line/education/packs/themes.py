"""What was asked about again and again in a month: by the subject that was chosen, and by words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from advice_line.education.finding import repeats
from advice_line.ledger.work import Work
from advice_line.rules.topics import TOPICS
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line

FEWEST = 2
MOST_REPEATS, _WORDS = 8, 4


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


def repeated(work: Work, line: Line, month: str) -> tuple[Theme, ...]:
    """Of approved questions alone, each by words that stand in every one of them; counted whole,
    as the pack counts (decision 0010)."""
    found = repeats.of_month(work, line, month, small_number=0)[:MOST_REPEATS]
    return tuple(Theme(_named(each), len(each.cases), int(each.practices)) for each in found)


def _named(repeat: repeats.Repeat) -> str:
    words = ", ".join(repeat.words[:_WORDS])
    return f"{repeat.about}: {words}" if repeat.about else words[:1].upper() + words[1:]
