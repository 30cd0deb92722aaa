"""What a digest says, read anew each time: of cases that are approved at that moment, and no other
(H08). It names no practice but the reader's own, and no person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, func, select

from advice_line.desk.query import practices
from advice_line.directory.guidance import changes
from advice_line.directory.guidance.changes import Change
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules import days, digest_figures
from advice_line.rules.digest_figures import Figure
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.meetings import AgendaItem, Meeting

MOST_POINTS = 10


@dataclass(frozen=True)
class Question:
    reference: str
    about: str | None
    question: str
    advice: str
    learning_point: str | None


@dataclass(frozen=True)
class Content:
    """`points` are those that stand with none of the `questions`; `cases` are the references of all
    that it tells of; `figures` are the reader's practice's own, none where nobody reads it for
    one."""

    line: str
    month: str
    points: tuple[str, ...]
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    figures: tuple[Figure, ...]
    cases: frozenset[str]

    @property
    def nothing(self) -> bool:
        return not (self.points or self.changes or self.questions)


def of(work: Work, digest: PracticeDigest, practice: Organisation | None) -> Content:
    line = work.session.get_one(Line, digest.line_id)
    chosen = _chosen(work, digest)
    points = _points(work, line, digest)
    below = {each.learning_point for each in chosen}
    return Content(
        line=line.name,
        month=month_name(digest.month),
        points=tuple(dict.fromkeys(said for _, said in points if said not in below)),
        changes=changes.of(work, line, digest.since, digest.until),
        questions=tuple(_question(each) for each in chosen),
        figures=_figures(work, digest, practice) if practice else (),
        cases=frozenset((*(each.reference for each in chosen), *(ref for ref, _ in points))),
    )


def month_name(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return f"{days.MONTHS[first.month - 1].capitalize()} {first.year}"


def asked(work: Work, line_id: int, since: datetime, until: datetime) -> Counter[str]:
    """How many questions each practice asked, by its mark: whatever became of their cases. That a
    patient objects to teaching does not make a practice one that never asked."""
    wanted = (
        select(Case.practice_mark, func.count())
        .where(
            col(Case.line_id) == line_id,
            col(Case.born_at) >= since,
            col(Case.born_at) < until,
            col(Case.practice_mark).is_not(None),
        )
        .group_by(col(Case.practice_mark))
    )
    return Counter({mark: count for mark, count in work.session.exec(wanted) if mark})


def mark(work: Work, practice: Organisation) -> str:
    return str(practices.of_case(work, practice)["practice_mark"])


def year_before(until: datetime) -> datetime:
    """For counting; a leap day counts as the day before."""
    day = 28 if (until.month, until.day) == (2, 29) else until.day
    return until.replace(year=until.year - 1, day=day)


def _chosen(work: Work, digest: PracticeDigest) -> list[Case]:
    """In the order in which they were chosen."""
    wanted = select(Case).where(
        col(Case.line_id) == digest.line_id,
        col(Case.reference).in_(digest.questions),
        col(Case.state) == CaseState.APPROVED,
    )
    found = {each.reference: each for each in work.session.exec(wanted)}
    return [found[each] for each in digest.questions if each in found]


def _points(work: Work, line: Line, digest: PracticeDigest) -> list[tuple[str, str]]:
    """Of what the month's meetings discussed first, then of its own cases."""
    approved = (
        col(Case.line_id) == line.id,
        col(Case.state) == CaseState.APPROVED,
        col(Case.learning_point).is_not(None),
    )
    of_meetings = (
        select(Case)
        .join(AgendaItem, col(AgendaItem.case_id) == col(Case.id))
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .where(
            *approved,
            col(Meeting.learned_at).is_not(None),
            col(Meeting.starts_at) >= digest.since,
            col(Meeting.starts_at) < digest.until,
        )
        .order_by(col(Meeting.starts_at), col(AgendaItem.position))
    )
    of_month = (
        select(Case)
        .where(*approved, col(Case.born_at) >= digest.since, col(Case.born_at) < digest.until)
        .order_by(col(Case.nominated_at).is_(None), col(Case.id))
        .limit(MOST_POINTS)
    )
    found = (*work.session.exec(of_meetings), *work.session.exec(of_month))
    return list(_once(found))[:MOST_POINTS]


def _once(found: Iterable[Case]) -> Iterable[tuple[str, str]]:
    for case in {each.reference: each for each in found}.values():
        if case.learning_point:
            yield case.reference, case.learning_point


def _question(case: Case) -> Question:
    return Question(
        reference=case.reference,
        about=about(case.topic, case.modality),
        question=case.question or "",
        advice=case.advice or "",
        learning_point=case.learning_point,
    )


def _figures(work: Work, digest: PracticeDigest, practice: Organisation) -> tuple[Figure, ...]:
    own, small = mark(work, practice), digest.small_number
    spans = {
        f"Questions in {month_name(digest.month)}": digest.since,
        "Questions in the twelve months until then": year_before(digest.until),
    }
    return tuple(
        digest_figures.figure(label, asked(work, digest.line_id, since, digest.until), own, small)
        for label, since in spans.items()
    )
