"""Takes outgoing rows of the chat: a card as it is true at that moment, and what a person is told.

Both are made from the rows when they are sent. A channel that takes nothing is an alarm to those
who lead the line; who cannot be told there gets a text instead: nothing waits for the chat.
"""

from collections.abc import Callable
from time import monotonic

from sqlmodel import col

from advice_line.call_kinds import AlarmKind
from advice_line.desk.chat import alert_courier, cards, direct, home, homes, posting
from advice_line.desk.chat.resting import Resting
from advice_line.desk.guards import alarms
from advice_line.desk.owed import tasks
from advice_line.desk.questions import capping
from advice_line.desk.receipts import facts
from advice_line.desk.sending import held
from advice_line.desk.tracers import asking
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.chat import ChatSender, QueryCard
from advice_line.ports.notices import Receipt, Slip
from advice_line.tables.chat import ChatCard
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM

# Of these their asker has read already that their question is kept, or waits on a page.
_SAID_ALREADY = frozenset({NoticeKind.QUESTION_RECEIVED, NoticeKind.TRACER_CODE})


class ChatCourier:
    def __init__(
        self,
        ledger: Ledger,
        chat: ChatSender,
        public_url: str,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        """`ticks` are seconds of the machine, by which a chat that hangs is known."""
        self._ledger = ledger
        self._chat = chat
        self._public_url = public_url
        self._resting = Resting(ticks)
        self._alerts = alert_courier.AlertCourier(ledger, chat, public_url)

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._resting.asked():
            return self._deliver(slip)

    def find(self, slip: Slip) -> Receipt | None:
        with self._resting.asked():
            return self._find(slip)

    def _deliver(self, slip: Slip) -> Receipt | None:
        if slip.kind == NoticeKind.CHAT_CARD:
            return self._show(slip)
        if slip.kind == NoticeKind.CHAT_HOME:
            return self._show_home(slip)
        if slip.kind == NoticeKind.ALERT_SHOWN:
            return self._alerts.show(slip)
        with self._ledger.look(SYSTEM.label) as work:
            held.refuse(work, slip)
        if capping.holds(self._ledger, slip):
            return None
        with self._ledger.look(SYSTEM.label) as work:
            told = direct.told(work, slip, self._public_url)
        if told is None:
            return None
        return Receipt(self._chat.tell(told.account, told.notice, slip.public_id))

    def _find(self, slip: Slip) -> Receipt | None:
        # A home is shown once more: it replaces what stands there.
        if slip.first_tried_at is None or slip.kind == NoticeKind.CHAT_HOME:
            return None
        if slip.kind == NoticeKind.CHAT_CARD:
            return self._find_card(slip)
        if slip.kind == NoticeKind.ALERT_SHOWN:
            return self._alerts.find(slip)
        with self._ledger.look(SYSTEM.label) as work:
            told = direct.told(work, slip, self._public_url)
        if told is None:
            return None
        found = self._chat.find_told(told.account, slip.public_id, slip.first_tried_at)
        return Receipt(found) if found else None

    def lost(self, slip: Slip, code: str) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            subject = f"outgoing:{slip.public_id}"
            work.record("outgoing.dead", query=slip.query_id, subject=subject, code=code)
            if slip.kind == NoticeKind.CHAT_CARD:
                alarms.stands(work, AlarmKind.CHAT_CHANNEL, _line(work, slip), code=code)
            elif slip.recipient == Recipient.RESPONDER:
                direct.by_text(work, slip)
            elif slip.kind == NoticeKind.CHAT_HOME:
                homes.rests(work, slip.person_id or 0)
            elif slip.kind == NoticeKind.ALERT_SHOWN:
                alert_courier.lost(work, slip, code)
            elif slip.kind == NoticeKind.TRACER_ASKED:
                asking.lost(work, slip)
            elif code == facts.CODE_CLOSED:
                facts.lost(work, slip, code, nowhere=False)
            elif slip.kind not in _SAID_ALREADY:
                tasks.owe(work, slip.query_id or 0, TaskKind.CHECK_BOUNCE, work.now)

    def _show(self, slip: Slip) -> Receipt:
        row, card = self._card(slip)
        message = posting.shown(
            row.message,
            lambda message: self._chat.update_query(row.channel, message, card),
            lambda: self._chat.post_query(row.channel, card, slip.public_id),
        )
        self._shown(slip, message, card)
        return Receipt(message)

    def _show_home(self, slip: Slip) -> Receipt | None:
        """As it is true at this moment; None for who has no account any more."""
        with self._ledger.look(SYSTEM.label) as work:
            account = work.session.get_one(Responder, slip.person_id).slack_user
            shown = home.of_account(work, account, self._public_url) if account else None
            work.let_go()
        if account is None or shown is None:
            return None
        self._chat.show_home(account, shown)
        with self._ledger.work(SYSTEM.label) as work:
            homes.keep(work, slip.person_id or 0, shown)
        return Receipt(slip.public_id, final=True)

    def _card(self, slip: Slip) -> tuple[ChatCard, QueryCard]:
        with self._ledger.look(SYSTEM.label) as work:
            query = work.session.get_one(Query, slip.query_id)
            row = work.session.get_one(ChatCard, query.id)
            card = cards.card(work, query, self._public_url)
            work.let_go()
            return row, card

    def _shown(self, slip: Slip, message: str, card: QueryCard) -> None:
        """What it shows now; compared once more at once, for it may have changed meanwhile."""
        with self._ledger.work(SYSTEM.label) as work:
            self._keep(work, slip, message=message, shown=cards.digest(card), shown_at=work.now)
            alarms.ended(work, AlarmKind.CHAT_CHANNEL, _line(work, slip))

    def _find_card(self, slip: Slip) -> Receipt | None:
        """Of one that was only changed nobody needs to ask: it is changed once more."""
        row, _ = self._card(slip)
        if row.message is not None or slip.first_tried_at is None:
            return None
        found = self._chat.find_posted(row.channel, slip.public_id, slip.first_tried_at)
        if found is None:
            return None
        with self._ledger.work(SYSTEM.label) as work:
            # What it shows is not known: the next look changes it.
            self._keep(work, slip, message=found)
        return Receipt(found)

    def _keep(self, work: Work, slip: Slip, **to: object) -> None:
        work.change(ChatCard, col(ChatCard.query_id) == slip.query_id, look_at=work.now, **to)


def _line(work: Work, slip: Slip) -> Line:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id)
