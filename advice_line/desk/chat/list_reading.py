"""The chat's own list, read every few minutes and once more at night: what people wrote while
nothing of ours heard it is kept as if it had just come (H26). What we have is not touched."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlmodel import col, select

from advice_line.desk.chat import cards
from advice_line.desk.chat.door import Chat
from advice_line.desk.chat.unheard import DIRECT
from advice_line.errors import DeliveryFailed, DeliveryRefused
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.chat import ChatNotice, ChatRefusal
from advice_line.ports.chat_desk import ChatService, DirectWords, Refused, WordsChanged
from advice_line.rules import chat_words, list_reading
from advice_line.tables.chat import ChatCard, ChatReading
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require

# From when its card was last changed, which is as it is answered or closed.
_TALKED_OF = timedelta(days=3)
_log = structlog.get_logger()


class ListReading:
    def __init__(self, ledger: Ledger, desk: Chat, chat: ChatService, public_url: str) -> None:
        self._ledger = ledger
        self._desk = desk
        self._history = chat.history
        self._sender = chat.sender
        self._ask_at = f"{public_url}/ask"

    def read_due(self) -> int:
        """How many pieces were handed to the desk, which knows those that it has."""
        require(SYSTEM, Action.SWEEP)
        return sum(
            self._read(place, read, since)
            for place, read in self._places()
            if (since := self._since(place)) is not None
        )

    def read_at_night(self) -> int:
        """The same over the last two days, whatever was read of them."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            since = work.now - list_reading.NIGHTLY
        return sum(self._read(place, read, since) for place, read in self._places())

    def _places(self) -> list[tuple[str, Callable[[datetime], int]]]:
        with self._ledger.look(SYSTEM.label) as work:
            channels = _cards_by_channel(work)
        talks = [
            (channel, lambda since, of=channel, each=cards_of: self._threads(of, each, since))
            for channel, cards_of in channels.items()
        ]
        return [(DIRECT, self._direct), *talks]

    def _since(self, place: str) -> datetime | None:
        """None where it is not due yet."""
        with self._ledger.look(SYSTEM.label) as work:
            row = work.session.get(ChatReading, place)
            if not list_reading.due(row.read_at if row else None, work.now):
                return None
            return list_reading.since(row.read_until if row else None, work.now)

    def _read(self, place: str, read: Callable[[datetime], int], since: datetime) -> int:
        with self._ledger.look(SYSTEM.label) as work:
            until = work.now
        try:
            found = read(since)
        except DeliveryFailed as error:
            _log.warning("chat_not_read", place=place, code=error.code)
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            _note(work, place, until)
        return found

    def _threads(self, channel: str, threads: list[str], since: datetime) -> int:
        written = [
            each
            for thread in threads
            for each in self._history.thread_words(channel, thread, since)
        ]
        for each in written:
            if isinstance(each, WordsChanged):
                self._desk.words_changed(each)
            else:
                self._desk.thread_words(each)
        return len(written)

    def _direct(self, since: datetime) -> int:
        written = self._history.direct_words(since)
        for each in written:
            if isinstance(each, WordsChanged):
                self._desk.words_changed(each)
                continue
            answer = self._desk.direct_words_found(each)
            if isinstance(answer, Refused) and self._desk.claims_refusal(each):
                self._refuse(each, answer)
        return len(written)

    def _refuse(self, event: DirectWords, answer: Refused) -> None:
        """Aloud, as when we were there; where the chat takes nothing now, at the next reading."""
        try:
            self._say(event, answer)
        except DeliveryFailed:
            self._desk.refusal_ended(event, told=False)
            raise
        self._desk.refusal_ended(event, told=True)

    def _say(self, event: DirectWords, answer: Refused) -> None:
        notice = ChatNotice((answer.sentence,), self._ask_at, chat_words.ASK_TITLE)
        try:
            self._sender.tell(event.account, notice, f"refused-{event.key}")
        except DeliveryRefused as error:
            if error.code == ChatRefusal.NOT_LET_IN:
                raise
            _log.warning("chat_refusal_untold", code=error.code)


def _cards_by_channel(work: Work) -> dict[str, list[str]]:
    """Of what is still open, and what was not long ago: nobody talks for long about what is
    done."""
    lately = col(ChatCard.shown_at) > work.now - _TALKED_OF
    statement = (
        select(ChatCard.channel, ChatCard.message)
        .join(Query, col(Query.id) == col(ChatCard.query_id))
        .where(col(ChatCard.message).is_not(None), col(Query.state).in_(cards.OPEN) | lately)
        .order_by(col(ChatCard.query_id))
    )
    found: dict[str, list[str]] = {}
    for channel, message in work.session.exec(statement):
        found.setdefault(channel, []).append(message or "")
    return found


def _note(work: Work, place: str, until: datetime) -> None:
    row = work.session.get(ChatReading, place)
    if row is None:
        work.add(ChatReading(place=place, read_until=until, read_at=work.now))
    else:
        work.update(row, read_until=until, read_at=work.now)
