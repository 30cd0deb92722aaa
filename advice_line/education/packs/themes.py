"""What was asked about again and again in a month: by the subject that was chosen, and by words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from advice_line.education.finding import repeats
from advice_line.ledger.work import Work
from advice_line.rules import small_numbers
from advice_line.rules.topics import TOPICS
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line

FEWEST = 2
MOST_REPEATS, _WORDS = 8, 4


@dataclass(frozen=True)
class Theme:
    """`practices` are those that are known, such as "6 practices" or "fewer than 5 practices"; a
    query of none still counts."""

    label: str
    queries: int
    practices: str

    @property
    def said(self) -> str:
        return f"asked {self.queries:,} times by {self.practices}"


def of(cases: Iterable[Case], small_number: int) -> tuple[Theme, ...]:
    """The most frequent first. What nobody asked twice is no theme. `small_number` is
    SMALL_NUMBER."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.topic in TOPICS:
            groups[case.topic].append(case)
    themes = [
        (len(found), len({each.practice_mark for each in found} - {None}), TOPICS[topic])
        for topic, found in groups.items()
        if len(found) >= FEWEST
    ]
    ordered = sorted(themes, key=lambda each: (-each[0], -each[1], each[2]))
    return tuple(
        Theme(label, queries, small_numbers.practices(practices, small_number))
        for queries, practices, label in ordered
    )


def repeated(work: Work, line: Line, month: str, small_number: int) -> tuple[Theme, ...]:
    """Of approved questions alone, each by words that stand in every one of them."""
    found = repeats.of_month(work, line, month, small_number)[:MOST_REPEATS]
    return tuple(Theme(_named(each), len(each.cases), each.practices) for each in found)


def _named(repeat: repeats.Repeat) -> str:
    words = ", ".join(repeat.words[:_WORDS])
    return f"{repeat.about}: {words}" if repeat.about else words[:1].upper() + words[1:]
