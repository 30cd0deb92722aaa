"""A case of the audit's sample offered for teaching by who leads or teaches: its author then finds
it among theirs to check, as one that they had offered themselves. Who objects to being taught about
is heard here as everywhere."""

from sqlmodel import col, select

from advice_line.audit.appropriateness import rows
from advice_line.education.cases import objected
from advice_line.errors import Conflict
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.trust.roles import Action, Actor, require


class OfferingSampled:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def offer(self, by: Actor, audit_id: str, sampled_id: str, token: str) -> None:
        """Raises `errors.Conflict` where it is not to be taught, or nobody is there to check it,
        and before the audit is closed: its author would know that it was drawn."""
        require(by, Action.KEEP_SAMPLE)
        with self._ledger.work(by.label) as work:
            found = rows.audit(work, by, Action.KEEP_SAMPLE, audit_id, lock=True)
            item = rows.one(work, found.audit, sampled_id)
            if found.audit.closed_at is None:
                raise Conflict("Close the audit first: until then nobody knows what was drawn.")
            case = work.session.exec(
                select(Case).where(col(Case.query_id) == item.query_id)
            ).first()
            _may_be_taught(work, case)
            assert case is not None
            if inbox.receive(work, rows.PAGE, token) and work.update(
                case, col(Case.nominated_at).is_(None), nominated_at=work.now
            ):
                work.record("case.nominated", subject=f"case:{case.reference}")


def _may_be_taught(work: Work, case: Case | None) -> None:
    if case is None:
        raise Conflict("What this query held was deleted: it is not taught.")
    if objected.is_objected(case):
        raise Conflict("This case was withdrawn on request: it is not taught.")
    if case.state == CaseState.WITHDRAWN:
        raise Conflict("This case was taken out of teaching: it is not offered again.")
    author = work.session.get(Responder, case.author_id) if case.author_id else None
    if author is None or author.ended_at is not None:
        raise Conflict("Who signed this advice is not here any more: nobody could check its text.")
