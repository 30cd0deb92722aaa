"""Takes the card of an alert to its channel, as it is true at that moment."""

from sqlmodel import col

from advice_line.call_kinds import AlarmKind
from advice_line.desk.alerting import rows
from advice_line.desk.chat import alert_cards, posting
from advice_line.desk.guards import alarms
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.chat import ChatNotice, ChatSender
from advice_line.ports.notices import Receipt, Slip
from advice_line.tables.alerts import Alert
from advice_line.tables.chat import AlertCard
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM


class AlertCourier:
    def __init__(self, ledger: Ledger, chat: ChatSender, public_url: str) -> None:
        self._ledger = ledger
        self._chat = chat
        self._public_url = public_url

    def show(self, slip: Slip) -> Receipt | None:
        """None where its line has no channel any more."""
        found = self._card(slip)
        if found is None:
            return None
        row, card = found
        message = posting.shown(
            row.message,
            lambda message: self._chat.update_notice(row.channel, message, card),
            lambda: self._chat.post_notice(row.channel, card, slip.public_id),
        )
        with self._ledger.work(SYSTEM.label) as work:
            shown = alert_cards.digest(card)
            _keep(work, slip, message=message, shown=shown, shown_at=work.now)
            alarms.ended(work, AlarmKind.CHAT_CHANNEL, _line(work, slip))
        return Receipt(message)

    def find(self, slip: Slip) -> Receipt | None:
        """Of one that was only changed nobody needs to ask: it is changed once more."""
        found = self._card(slip)
        if found is None or found[0].message is not None or slip.first_tried_at is None:
            return None
        message = self._chat.find_posted(found[0].channel, slip.public_id, slip.first_tried_at)
        if message is None:
            return None
        with self._ledger.work(SYSTEM.label) as work:
            # What it shows is not known: the next look changes it.
            _keep(work, slip, message=message)
        return Receipt(message)

    def _card(self, slip: Slip) -> tuple[AlertCard, ChatNotice] | None:
        with self._ledger.work(SYSTEM.label) as work:
            alert = work.session.get_one(Alert, slip.subject_id)
            row = alert_cards.of(work, alert)
            if row is None:
                return None
            card = alert_cards.card(work, alert, self._public_url)
            work.let_go()
            return row, card


def lost(work: Work, slip: Slip, code: str) -> None:
    """Whoever is to see to the alert was told by a text."""
    alarms.stands(work, AlarmKind.CHAT_CHANNEL, _line(work, slip), code=code)


def _keep(work: Work, slip: Slip, **to: object) -> None:
    work.change(AlertCard, col(AlertCard.alert_id) == slip.subject_id, **to)


def _line(work: Work, slip: Slip) -> Line:
    return rows.line(work, work.session.get_one(Alert, slip.subject_id))
