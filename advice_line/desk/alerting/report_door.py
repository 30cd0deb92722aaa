"""The staff's door to where somebody differs from an issued report, and to what is owed of that."""

from collections.abc import Mapping

from advice_line.desk.alerting import differing
from advice_line.desk.query import theirs
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


class Reports:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def differences(self, by: Actor, reference: str) -> tuple[differing.Differs, ...]:
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            return differing.of(work, theirs.query(work, by, Action.SEE_QUERY, reference))

    def differ(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> bool:
        """From the issued report: whether it changes management, for then an alert is to be
        started. Raises `errors.Invalid`."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.CLAIM, reference)
            if not inbox.receive(work, PAGE, token):
                return inbox.answer_of(work, PAGE, token) == "yes"
            changes = differing.differ(work, query, by.responder_id or 0, form)
            inbox.keep(work, PAGE, token, "yes" if changes else "no")
            return changes

    def addendum(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """Somebody has seen that it exists. Raises `errors.Invalid`, `errors.Conflict`."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                differing.addendum_exists(work, query, by.responder_id or 0, form)

    def no_alert(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """None is needed after all, with why. Raises `errors.Invalid`, `errors.Conflict`."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                differing.no_alert(work, query, by.responder_id or 0, form)
