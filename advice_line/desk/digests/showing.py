"""What a digest shows. Until it is approved that is read anew each time; then what was approved is
kept by reference, with a mark of each text, and things only leave: what was approved is what stands
on the page and in every mail (H04, H08)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from advice_line.directory.guidance import changes
from advice_line.directory.guidance.changes import Change
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line
from advice_line.tables.meetings import AgendaItem, Meeting

MOST_POINTS = 10


@dataclass(frozen=True)
class Showing:
    """`points` are cases whose learning point stands with none of the `questions`; `cases` are the
    references of all whose words it holds."""

    points: tuple[Case, ...]
    changes: tuple[Change, ...]
    questions: tuple[Case, ...]
    cases: frozenset[str]


def of(work: Work, line: Line, digest: PracticeDigest) -> Showing:
    return _now(work, line, digest) if digest.approved_at is None else _kept(work, line, digest)


def to_keep(work: Work, showing: Showing) -> dict[str, Any]:
    """As the digest's row keeps it: references and version ids, and no word of a case."""
    return {
        "points": [[each.reference, _mark(work, _point(each))] for each in showing.points],
        "questions": [[each.reference, _mark(work, _question(each))] for each in showing.questions],
        "changes": [each.version for each in showing.changes],
    }


def seen(work: Work, showing: Showing) -> str:
    """By which it is known whether somebody approves what they saw."""
    return _mark(work, json.dumps(to_keep(work, showing)))


def _now(work: Work, line: Line, digest: PracticeDigest) -> Showing:
    approved = _approved(work, line, digest.questions)
    # In the order in which they were chosen.
    questions = [approved[each] for each in digest.questions if each in approved]
    points = list(_with_points(work, line, digest))[:MOST_POINTS]
    told = {each.learning_point for each in questions}
    once = {each.learning_point: each for each in reversed(points)}
    return Showing(
        tuple(
            each
            for each in points
            if each.learning_point not in told and once[each.learning_point] is each
        ),
        changes.of(work, line, digest.since, digest.until),
        tuple(questions),
        frozenset(each.reference for each in (*questions, *points)),
    )


def _kept(work: Work, line: Line, digest: PracticeDigest) -> Showing:
    points, questions = (digest.shown.get(name, []) for name in ("points", "questions"))
    approved = _approved(work, line, [reference for reference, _ in (*points, *questions)])
    standing = [
        approved[reference]
        for reference, mark in points
        if reference in approved and _mark(work, _point(approved[reference])) == mark
    ]
    asked = [
        approved[reference]
        for reference, mark in questions
        if reference in approved and _mark(work, _question(approved[reference])) == mark
    ]
    return Showing(
        tuple(standing),
        changes.of_versions(work, line, digest.shown.get("changes", [])),
        tuple(asked),
        frozenset(each.reference for each in (*standing, *asked)),
    )


def _approved(work: Work, line: Line, references: Iterable[str]) -> dict[str, Case]:
    wanted = select(Case).where(
        col(Case.line_id) == line.id,
        col(Case.reference).in_(list(references)),
        col(Case.state) == CaseState.APPROVED,
    )
    return {each.reference: each for each in work.session.exec(wanted)}


def _with_points(work: Work, line: Line, digest: PracticeDigest) -> Iterable[Case]:
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
            # What nobody came to was not learned.
            col(AgendaItem.standing).is_not(None),
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
    return [each for each in {case.reference: case for case in found}.values() if _point(each)]


def _point(case: Case) -> str:
    return case.learning_point or ""


def _question(case: Case) -> str:
    return json.dumps([case.question, case.advice, case.learning_point])


def _mark(work: Work, text: str) -> str:
    return work.vault.mark(text, "digest")
