"""Whether a question was worth its responder's time: one tap of whoever wrote the advice, for the
audit alone, where it is told of all together and of nobody by name."""

from advice_line.desk.letter import letters
from advice_line.desk.query import theirs
from advice_line.errors import Invalid, NotAllowed, Problem
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Action, Actor, require


class Worth:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def said(self, by: Actor, reference: str, answer: str) -> None:
        """It may be changed. Raises `errors.NotAllowed` for whoever did not write the newest
        version, and only then `errors.Invalid` for an `answer` other than "yes" and "no"."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            newest = letters.newest(work, query.id or 0)
            if newest is None or newest.author_id != by.responder_id:
                raise NotAllowed("Only who wrote the advice says whether it was worth their time.")
            if answer not in ("yes", "no"):
                raise Invalid([Problem("worth", "Choose Yes or No.")])
            yes = answer == "yes"
            if newest.worth_it is not yes:
                work.update(newest, worth_it=yes)
                subject = f"advice:{newest.public_id}"
                work.record("advice.judged", query=query.id, subject=subject)
