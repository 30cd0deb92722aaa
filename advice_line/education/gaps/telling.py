"""Who is told by mail of guidance that is missing: whoever keeps pages on the subject, or else
whoever may decide. One mail for all of it, once a week at most, and never with a word of a case."""

from advice_line.desk.digests import telling, waiting_gaps
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import NoticeKind
from advice_line.trust.roles import SYSTEM, Action, require


class Telling:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def tell(self) -> int:
        """How many were told."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            once = telling.week(work)
            return sum(
                telling.tell(work, NoticeKind.GAPS_WAIT, once, person, person.id)
                for person in lookups.responders(work.session)
                if waiting_gaps.of(work, person)
            )
