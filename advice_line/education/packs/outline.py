"""What a month's pack says, in the order of the meeting: one outline behind slides and papers.

Slides and papers show a choice of cases, so that a month of thousands is still a meeting; Markdown,
HTML and JSON hold every approved one.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from advice_line.audit.reports.content import Series
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.packs.month import NOT_KNOWN, Count, Month, Taught
from advice_line.education.packs.themes import Theme

MOST_CASES = 20
# With fewer queries a bar says no more than its number, and is drawn as if it were a trend.
FEWEST_TO_CHART = 4
# What XML cannot hold, and marks that would turn the text around them.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Chart:
    """`finding` is what the figures say, as a title; `said` tells all of them in words."""

    finding: str
    title: str
    rows: tuple[tuple[str, int], ...]

    @property
    def said(self) -> str:
        told = "; ".join(f"{label} {number}" for label, number in self.rows)
        return f"Bar chart. {self.title}: {told}."


@dataclass(frozen=True)
class Part:
    """A labelled text of a case."""

    label: str
    text: str


@dataclass(frozen=True)
class Pictured:
    """`name` is such as "Picture 1 of 2"; `content` a JPEG, empty where the pack only says what it
    shows."""

    name: str
    words: str
    content: bytes

    @property
    def said(self) -> str:
        return f"{self.name}. {self.words}"

    @property
    def address(self) -> str:
        """It travels inside the page."""
        return f"data:image/jpeg;base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True)
class Told:
    """`asked` is read before the room answers, as the `pictures` are seen; `answered` after it."""

    number: int
    head: str
    source: str
    asked: tuple[Part, ...]
    answered: tuple[Part, ...]
    learning_point: str | None
    pictures: tuple[Pictured, ...] = ()


@dataclass(frozen=True)
class Outline:
    line: str
    label: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]
    counts: tuple[Count, ...]
    themes: tuple[tuple[str, str], ...]
    most: str
    cases: tuple[Told, ...]
    not_shown: str | None
    unapproved: str | None
    learning_points: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    met: str | None
    learned: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str, str], ...]
    audited: tuple[Series, ...] = ()


def of(month: Month, most: int = MOST_CASES) -> Outline:
    shown = chosen(month.cases, most)
    cases = tuple(_told(number, case) for number, case in enumerate(shown, start=1))
    met, charted = month.last_meeting, month.total >= FEWEST_TO_CHART
    return Outline(
        line=plain(month.line),
        label=month.label,
        figures=tuple(_figures(month)),
        charts=tuple(_chart(each) for each in month.counts if charted and _tells(each)),
        counts=tuple(each for each in month.counts if _tells(each)),
        themes=tuple((plain(each.label), each.said) for each in (*month.themes, *month.repeats)),
        most=_most(month.themes or month.repeats),
        cases=cases,
        not_shown=_not_shown(len(month.cases) - len(shown), month.label),
        unapproved=_unapproved(month.unapproved),
        learning_points=tuple(
            (f"Case {each.number}", each.learning_point) for each in cases if each.learning_point
        ),
        changes=tuple(
            (plain(each.title), plain(f"{each.what}\n{month.address(each)}"))
            for each in month.changes
        ),
        met=met.day if met else None,
        learned=tuple((each.about, plain(each.point)) for each in met.learned) if met else (),
        actions=tuple(
            (plain(each.what), plain(each.who), plain(each.state))
            for each in (met.actions if met else ())
        ),
        audited=month.audited,
    )


def chosen(cases: Sequence[Taught], most: int = MOST_CASES) -> tuple[Taught, ...]:
    """As many as a meeting can look at: the nominated first, of these one of each subject before a
    second one of any; in the order of the month."""
    if len(cases) <= most:
        return tuple(cases)
    seen: dict[str | None, int] = {}
    ranked = []
    for place, case in enumerate(cases):
        turn = seen[case.about] = seen.get(case.about, 0) + 1
        ranked.append((not case.nominated, turn, place))
    places = sorted(place for _, _, place in islice(sorted(ranked), most))
    return tuple(cases[place] for place in places)


def plain(text: str) -> str:
    """Without what no file of an office program can hold."""
    return _UNSHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


def _most(themes: Sequence[Theme]) -> str:
    """Such as "Spine came up most: asked 12 times by 6 practices"; all that came up as often."""
    first = [each for each in themes if each.queries == themes[0].queries]
    if len(first) < 2:
        return "".join(f"{plain(each.label)} came up most: {each.said}" for each in first)
    names = [plain(each.label) for each in first[:3]]
    if len(first) > 3:
        names[2:] = [f"{len(first) - 2} more"]
    return f"{', '.join(names[:-1])} and {names[-1]} came up most: each {first[0].queries:,} times"


def _figures(month: Month) -> list[tuple[str, str]]:
    practices, approved = month.practices, len(month.cases)
    figures = [
        (f"{month.total:,}", "query" if month.total == 1 else "queries"),
        (
            f"{practices:,}",
            "practice or department" if practices == 1 else "practices and departments",
        ),
        (
            f"{approved:,}",
            "case approved for teaching" if approved == 1 else "cases approved for teaching",
        ),
    ]
    if month.unapproved:
        figures.append((f"{month.unapproved:,}", "counted, not approved, not shown"))
    return figures


def _tells(count: Count) -> bool:
    """Whether anything is known of it at all."""
    return any(row.label != NOT_KNOWN for row in count.rows)


def _chart(count: Count) -> Chart:
    rows = tuple((row.label, row.count) for row in count.rows)
    return Chart(finding(count), count.title, rows)


def finding(count: Count) -> str:
    """Such as "About what: Spine first, 9 of 20"."""
    total = sum(row.count for row in count.rows)
    known = [row for row in count.rows if row.label != NOT_KNOWN]
    first = [row for row in known if row.count == known[0].count]
    if len(first) > 1:
        # Of more than two the names stand in the chart, and no title holds them.
        names = " and ".join(row.label for row in first) if len(first) == 2 else f"{len(first)}"
        return f"{count.title}: {names} alike, {first[0].count} each of {total}"
    if first[0].count == total:
        return f"{count.title}: {first[0].label}, all {total}"
    return f"{count.title}: {first[0].label} first, {first[0].count} of {total}"


def _told(number: int, case: Taught) -> Told:
    asked = [Part("Question", plain(case.question) or "The question was not written down.")]
    if case.would_have_done:
        asked.append(Part("Would have done otherwise", case.would_have_done))
    answered = []
    if case.advice.strip():
        answered.append(Part("Advice", plain(case.advice)))
    else:
        answered.append(Part("Advice", "No advice is recorded for this case."))
    if case.outcome:
        answered.append(Part("Outcome", f"{case.outcome[0].upper()}{case.outcome[1:]}."))
    point = plain(case.learning_point or "").strip() or None
    if point:
        answered.append(Part("Learning point", point))
    return Told(
        number=number,
        head=case.about or "A case",
        source=f"{case.reference}, {case.practice}",
        asked=tuple(asked),
        answered=tuple(answered),
        learning_point=point,
        pictures=pictured(case.pictures),
    )


def pictured(pictures: Sequence[Shown]) -> tuple[Pictured, ...]:
    of = f" of {len(pictures)}" if len(pictures) > 1 else ""
    return tuple(
        Pictured(f"Picture {place}{of}" if of else "Picture", plain(each.words), each.content)
        for place, each in enumerate(pictures, start=1)
    )


def _not_shown(number: int, label: str) -> str | None:
    if not number:
        return None
    are = "case is" if number == 1 else "cases are"
    return (
        f"{number:,} more approved {are} not shown here. Every one is in the library under {label},"
        " and in this pack as page (HTML), Markdown or JSON."
    )


def _unapproved(number: int) -> str | None:
    if not number:
        return None
    are = "case is" if number == 1 else "cases are"
    return f"{number:,} more {are} counted and not shown: nobody has approved their text."
