"""What its readers make of a case: to discuss, or that the standard of care was met. It is said of
what is counted, so that a case needs no approved text for it."""

from advice_line.directory import within
from advice_line.education.cases import by_reference, objected
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.case_tags import CaseStatus
from advice_line.tables.cases import Case
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


class Judging:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def say(self, by: Actor, reference: str, status: str, token: str) -> None:
        """An empty `status` takes back what was said.

        Raises `errors.Invalid` for another word, and `errors.Conflict` for a case that was
        withdrawn.
        """
        require(by, Action.JUDGE_CASE)
        if status and status not in set(CaseStatus):
            raise Invalid([Problem("status", "Choose one of the two, or neither.")])
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.JUDGE_CASE, reference, lock=True)
            if not may(work, case, by):
                raise Conflict("This case was withdrawn: nothing more is said of it.")
            if inbox.receive(work, PAGE, token):
                note(work, case, status)


def note(work: Work, case: Case, status: str) -> None:
    """As `say`, of a case that its door has found."""
    if (case.status or "") == status:
        return
    before = case.status
    work.update(case, status=status or None)
    subject = f"case:{case.reference}"
    work.record("case.status_set", subject=subject, before=before, after=case.status)


def may(work: Work, case: Case, by: Actor) -> bool:
    """Nothing more is said of a case that was withdrawn."""
    taught = not objected.is_objected(case) and case.state != CaseState.WITHDRAWN
    return taught and within.may(work.session, by, Action.JUDGE_CASE, case.line_id)
