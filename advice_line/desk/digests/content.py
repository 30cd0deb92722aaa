"""What a digest says: of cases that are approved at that moment, and no other (H08). It names no
practice but the reader's own, and no person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import case, col, func, select

from advice_line.desk.digests import showing
from advice_line.desk.query import practices
from advice_line.directory.guidance.changes import Change
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules import days, digest_figures
from advice_line.rules.digest_figures import Figure
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line, Organisation


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
    shown = showing.of(work, line, digest)
    return Content(
        line=line.name,
        month=month_name(digest.month),
        points=tuple(each.learning_point or "" for each in shown.points),
        changes=shown.changes,
        questions=tuple(_question(each) for each in shown.questions),
        figures=_figures(work, digest, practice) if practice else (),
        cases=shown.cases,
    )


def month_name(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return f"{days.MONTHS[first.month - 1].capitalize()} {first.year}"


def asked(work: Work, line_id: int, since: datetime, until: datetime) -> Counter[str]:
    """How many questions each practice asked, by its mark. That a patient objects to teaching does
    not make a practice one that never asked; a wrong number or a test call was no question."""
    withdrawn = CaseState.WITHDRAWN.value
    was = case((col(Case.state) == CaseState.OBJECTED, Case.state_before), else_=Case.state)
    wanted = (
        select(Case.practice_mark, func.count())
        .where(
            col(Case.line_id) == line_id,
            col(Case.born_at) >= since,
            col(Case.born_at) < until,
            col(Case.practice_mark).is_not(None),
            was.is_distinct_from(withdrawn),
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
