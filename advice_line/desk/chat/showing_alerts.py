"""The card of an alert always shows what is true, whoever changed it: a sweep compares what each
shows of those that are open, or were when it was shown. What differs becomes one row of the outbox;
there is no second one while that is on its way, and what came to nothing is tried again."""

from collections.abc import Iterator
from itertools import islice

from sqlmodel import col, or_, select

from advice_line.desk.alerting import rows
from advice_line.desk.chat import alert_cards
from advice_line.desk.chat.showing import ON_ITS_WAY, TRIED_EVERY
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.tables.alerts import Alert
from advice_line.tables.chat import AlertCard
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 200


class ShowingAlerts:
    def __init__(self, ledger: Ledger, public_url: str) -> None:
        self._ledger = ledger
        self._public_url = public_url

    def look(self) -> int:
        """How many cards were found to show something else than what is true."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            found = list(islice(_untrue(work, self._public_url), BATCH))
        return sum(self._look(each) for each in found)

    def _look(self, alert_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            alert = rows.locked(work, alert_id)
            row = alert_cards.of(work, alert)
            if row is None:
                return False
            card = alert_cards.card(work, alert, self._public_url)
            if row.shown == alert_cards.digest(card):
                work.update(row, followed=alert_cards.is_open(alert))
                return False
            return _send(work, alert, row)


def _untrue(work: Work, public_url: str) -> Iterator[int]:
    wanted = (
        select(Alert, AlertCard)
        .join(Line, col(Line.id) == col(Alert.line_id))
        .outerjoin(AlertCard, col(AlertCard.alert_id) == col(Alert.id))
        .where(
            col(Line.slack_channel).is_not(None),
            or_(rows.to_see_to(), col(AlertCard.followed).is_(True)),
        )
        .order_by(col(Alert.id))
    )
    for alert, row in work.session.exec(wanted):
        over = not alert_cards.is_open(alert)
        if over or _differs(work, alert, row, public_url):
            yield alert.id or 0


def _differs(work: Work, alert: Alert, row: AlertCard | None, public_url: str) -> bool:
    if row is None:
        return True
    moved = row.channel != rows.line(work, alert).slack_channel
    return moved or row.shown != alert_cards.digest(alert_cards.card(work, alert, public_url))


def _send(work: Work, alert: Alert, row: AlertCard) -> bool:
    wanted = select(Outgoing).where(col(Outgoing.once) == _once(alert, row.sent))
    newest = work.session.exec(wanted).first()
    if newest is not None and newest.state in ON_ITS_WAY:
        return False
    if newest is not None and newest.state == OutgoingState.DEAD:
        rested = newest.settled_at is not None and newest.settled_at <= work.now - TRIED_EVERY
        return rested and outbox.retry(work, newest.public_id)
    work.update(row, sent=row.sent + 1, followed=True)
    outbox.put(
        work,
        NoticeKind.ALERT_SHOWN,
        once=_once(alert, row.sent),
        channel=OutChannel.CHAT,
        recipient=Recipient.COLLEAGUES,
        subject=alert.id,
    )
    return True


def _once(alert: Alert, number: int) -> str:
    return f"{NoticeKind.ALERT_SHOWN}:{alert.public_id}:{number}"
