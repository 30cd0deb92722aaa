"""One case in a list of the library; its words only where it is approved (H08)."""

from dataclasses import dataclass

from advice_line.kinds import CaseState
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.web import labels

_TO_CHECK = "To check"


@dataclass(frozen=True)
class Row:
    reference: str
    state: str
    state_key: str
    practice: str
    about: str | None
    question: str | None


def row(case: Case, practice: str) -> Row:
    """`practice` is its letter in the month of the case, "" where that is not shown."""
    approved = case.state == CaseState.APPROVED
    return Row(
        reference=case.reference,
        state=state_words(case),
        state_key=case.state,
        practice=practice,
        about=about(case.topic, case.modality),
        question=case.question if approved else None,
    )


def state_words(case: Case) -> str:
    if case.state == CaseState.DRAFT and case.nominated_at is not None:
        return _TO_CHECK
    return labels.CASES[CaseState(case.state)]
