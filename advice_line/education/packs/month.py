"""A month's cases as figures and teaching texts: counted whole, shown only where approved.

Guide §3.3.1 and §5: every query is a primary-care MDT case, and the month's cases are the education
meeting. Unapproved cases are counted, never shown. Counts are whole but those
of practices behind a subject, as in the library: what is counted are closed
lists of the cases that the meeting sees anyway, never anybody's words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from advice_line.audit.reports.content import Series
from advice_line.directory.guidance import changes
from advice_line.directory.guidance.changes import Change
from advice_line.directory_kinds import OrganisationKind
from advice_line.education.cases.month_of import bounds, practice_letters
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.packs import last_meeting, themes
from advice_line.education.packs.last_meeting import LastMeeting
from advice_line.education.packs.themes import Theme
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules import tracer_form
from advice_line.rules.labels import WOULD_HAVE_DONE
from advice_line.rules.outcomes import WORDS as OUTCOME_WORDS
from advice_line.rules.outcomes import Outcome
from advice_line.rules.topics import MODALITIES, TOPICS, about
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.written_kinds import WouldHaveDone

_KINDS = {
    OrganisationKind.PRACTICE: "Practices",
    OrganisationKind.DEPARTMENT: "Hospital departments",
}
NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Row:
    label: str
    count: int


@dataclass(frozen=True)
class Count:
    title: str
    rows: tuple[Row, ...]

    @property
    def pairs(self) -> tuple[tuple[str, int], ...]:
        return tuple((row.label, row.count) for row in self.rows)


@dataclass(frozen=True)
class Taught:
    """An approved case: the only one whose words may leave."""

    reference: str
    practice: str
    about: str | None
    question: str
    advice: str
    would_have_done: str | None
    outcome: str | None
    learning_point: str | None
    nominated: bool = True
    pictures: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Month:
    """`repeats` were asked in much the same words, `audited` are the line's own figures over time,
    and `public_url` is where pages of guidance are; only a pack is asked for them."""

    line: str
    month: str
    label: str
    total: int
    practices: int
    unapproved: int
    counts: tuple[Count, ...]
    cases: tuple[Taught, ...]
    themes: tuple[Theme, ...] = ()
    changes: tuple[Change, ...] = ()
    last_meeting: LastMeeting | None = None
    repeats: tuple[Theme, ...] = ()
    audited: tuple[Series, ...] = ()
    public_url: str = ""

    @property
    def references(self) -> frozenset[str]:
        """Of every case of which words stand here, also of an earlier month."""
        met = self.last_meeting.references if self.last_meeting else ()
        return frozenset((*(each.reference for each in self.cases), *met))

    def address(self, change: Change) -> str:
        return f"{self.public_url}{change.path}"

    @property
    def pictures(self) -> Mapping[str, str]:
        """Of every picture that is shown or told of here, by its id the reference of its case."""
        return {picture.id: case.reference for case in self.cases for picture in case.pictures}


def of(work: Work, line: Line, month: str, small_number: int) -> Month:
    """Without what a desk has seen to, where nobody's advice was asked, and without those to whose
    teaching somebody objects. `small_number` is SMALL_NUMBER. Raises `errors.Invalid` for a month
    that is not one such as 2026-11."""
    first, after = bounds(month, line.time_zone)
    cases = list(
        work.session.exec(
            select(Case)
            .where(
                col(Case.line_id) == line.id,
                col(Case.born_at) >= first,
                col(Case.born_at) < after,
                col(Case.state).not_in((CaseState.WITHDRAWN, CaseState.OBJECTED)),
            )
            .order_by(col(Case.id))
        )
    )
    practices = practice_letters(cases)
    approved = [case for case in cases if case.state == CaseState.APPROVED]
    return Month(
        line=line.name,
        month=month,
        label=f"{date.fromisoformat(f'{month}-01'):%B %Y}",
        total=len(cases),
        practices=len(practices),
        unapproved=len(cases) - len(approved),
        counts=tuple(_counts(cases)),
        cases=tuple(_taught(case, practices) for case in approved),
        themes=themes.of(cases, small_number),
        changes=changes.of(work, line, first, after),
        last_meeting=last_meeting.of(work, line, after),
    )


def whole(work: Work, line: Line, month: str, small_number: int) -> Month:
    """With what was asked in much the same words, which takes a second or more."""
    repeats = themes.repeated(work, line, month, small_number)
    return replace(of(work, line, month, small_number), repeats=repeats)


def _counts(cases: list[Case]) -> Iterable[Count]:
    kinds = {kind.value: words for kind, words in _KINDS.items()}
    outcomes = {outcome.value: words.capitalize() for outcome, words in OUTCOME_WORDS.items()}
    would = {kind.value: words for kind, words in WOULD_HAVE_DONE.items()}
    otherwise = (case.would_have_done for case in cases)
    yield _count("Queries by who asked", (case.organisation_kind for case in cases), kinds)
    yield _count("About what", (case.topic for case in cases), TOPICS)
    yield _count("Which imaging", (case.modality for case in cases), MODALITIES)
    yield _count("What they would have done otherwise", otherwise, would)
    yield _count("With what outcome", (case.outcome for case in cases), outcomes)
    yield _count("What came of it", (case.traced for case in cases), tracer_form.TRACED)


def _count(title: str, values: Iterable[str | None], words: Mapping[str, str]) -> Count:
    """Most frequent first, the unknown last."""
    counted = Counter(words.get(value or "", NOT_KNOWN) for value in values)
    order = sorted(counted, key=lambda label: (label == NOT_KNOWN, -counted[label], label))
    return Count(title, tuple(Row(label, counted[label]) for label in order))


def _taught(case: Case, practices: Mapping[str, str]) -> Taught:
    return Taught(
        reference=case.reference,
        practice=practices.get(case.practice_mark or "", "Practice not known"),
        about=about(case.topic, case.modality),
        question=case.question or "",
        advice=case.advice or "",
        would_have_done=(
            WOULD_HAVE_DONE[WouldHaveDone(case.would_have_done)] if case.would_have_done else None
        ),
        outcome=OUTCOME_WORDS[Outcome(case.outcome)] if case.outcome else None,
        learning_point=case.learning_point,
        nominated=case.nominated_at is not None,
    )
