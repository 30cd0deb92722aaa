"""A case that was withdrawn on request, as anybody of the library sees it: that it was, and nothing
else."""

from advice_line.kinds import CaseState
from advice_line.tables.cases import Case

SAID = "Withdrawn on request"


def is_objected(case: Case) -> bool:
    return case.state == CaseState.OBJECTED


def as_seen(case: Case) -> Case:
    """The case itself, or one of its reference, its line and its day alone."""
    if not is_objected(case):
        return case
    return Case(
        id=case.id,
        reference=case.reference,
        line_id=case.line_id,
        born_at=case.born_at,
        state=case.state,
    )
