"""The newest refresh token for mail, kept sealed."""

from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger
from advice_line.tables.consents import MailConsent
from advice_line.trust.roles import CARRIER, Action, require

COLUMN = "mail_consents.sealed_token"


class Consents:
    """Implements `ports.consents.ConsentKept`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def newest(self, given: str) -> str:
        with self._ledger.look(CARRIER.label) as work:
            row = work.session.get(MailConsent, work.vault.mark(given, "consent"))
            if row is None or row.sealed_token is None:
                return given
            return work.vault.open(row.sealed_token, COLUMN)

    def keep(self, given: str, newest: str) -> None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label) as work:
            mark, sealed = work.vault.mark(given, "consent"), work.vault.seal(newest, COLUMN)
            values = {"sealed_token": sealed, "kept_at": work.now}
            if not insert_once(
                work.session, MailConsent, ("given_mark",), given_mark=mark, **values
            ):
                work.update(work.session.get_one(MailConsent, mark), **values)
