"""The card of a query always shows what is true, whoever changed it and on whatever face.

A sweep compares what a card shows with what it should show: at once where the query has moved on or
falls late, and each minute while it is open, for what moves no query (a due time, a task). What
differs becomes one row of the outbox; while that is on its way there is no second one, so that no
older card overtakes a newer.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select

from advice_line.desk.chat import cards
from advice_line.desk.query import moving
from advice_line.kinds import Channel, QueryState
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.tables.chat import ChatCard
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 200
OPEN_EVERY, DONE_EVERY = timedelta(minutes=1), timedelta(hours=1)
ON_ITS_WAY_EVERY = timedelta(seconds=5)
# How often a channel that takes nothing is tried again.
TRIED_EVERY = timedelta(minutes=5)
# One message a second to a channel is what chat services take.
APART = timedelta(seconds=1)
# A query older than this gets no card any more, and the card of one that is done changes no more.
OLDEST = timedelta(days=30)
_WRITTEN = (Channel.EMAIL, Channel.FORM, Channel.SMS, Channel.CHAT)
ON_ITS_WAY = (OutgoingState.WAITING, OutgoingState.SENDING)
_CARDS = col(Outgoing.kind) == NoticeKind.CHAT_CARD


class Showing:
    def __init__(self, ledger: Ledger, public_url: str) -> None:
        self._ledger = ledger
        self._public_url = public_url

    def look(self) -> int:
        """How many cards were found to show something else than what is true."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            found = {*_without_card(work), *_to_look_at(work)}
        return sum(self._look(each) for each in sorted(found))

    def _look(self, query_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            return look_at(work, moving.locked(work, query_id), self._public_url)


def look_at(work: Work, query: Query, public_url: str) -> bool:
    """Have the card of this query changed where it does not show what is true; whether it is now
    on its way. Nothing where its line has no channel."""
    row = _card_of(work, query)
    if row is None:
        return False
    card = cards.card(work, query, public_url)
    if cards.digest(card) == row.shown:
        _look_again(work, query, row, _next_look(query, work.now, cards.turns_late_at(card)))
        return False
    newest = _newest(work, query)
    if newest is not None and newest.state in ON_ITS_WAY:
        _look_again(work, query, row, work.now + ON_ITS_WAY_EVERY)
        return False
    return _send(work, query, row, newest)


def _send(work: Work, query: Query, row: ChatCard, newest: Outgoing | None) -> bool:
    """Anew, or once more what came to nothing."""
    if newest is not None and newest.state == OutgoingState.DEAD:
        _look_again(work, query, row, work.now + TRIED_EVERY)
        return outbox.retry(work, newest.public_id)
    number = 1 + _count(work, query)
    outbox.put(
        work,
        NoticeKind.CHAT_CARD,
        once=f"{NoticeKind.CHAT_CARD}:{query.public_id}:{number}",
        channel=OutChannel.CHAT,
        recipient=Recipient.COLLEAGUES,
        query=query.id,
        after=_free_from(work, row.channel),
    )
    _look_again(work, query, row, work.now + ON_ITS_WAY_EVERY)
    return True


def _card_of(work: Work, query: Query) -> ChatCard | None:
    """In its line's channel as that is now: where it was another's, what is open is shown anew."""
    channel = work.session.get_one(Line, query.line_id).slack_channel
    row = work.session.get(ChatCard, query.id)
    if channel is not None and row is None:
        return work.add(ChatCard(query_id=query.id or 0, channel=channel))
    if row is None or row.channel == channel:
        return row
    if channel is None or query.state not in cards.OPEN:
        _look_again(work, query, row, None)
        return None
    work.update(row, channel=channel, message=None, shown=None)
    return row


def _look_again(work: Work, query: Query, row: ChatCard, at: datetime | None) -> None:
    work.update(row, looked_version=query.version, look_at=at)


def _next_look(query: Query, now: datetime, late_at: datetime | None) -> datetime | None:
    if query.state in cards.OPEN:
        return min(now + OPEN_EVERY, late_at or now + OPEN_EVERY)
    return now + DONE_EVERY if query.received_at > now - OLDEST else None


def _free_from(work: Work, channel: str) -> datetime:
    """After the last that waits for the same channel."""
    statement = (
        select(func.max(Outgoing.next_try_at))
        .join(ChatCard, col(ChatCard.query_id) == col(Outgoing.query_id))
        .where(
            _CARDS, col(Outgoing.state) == OutgoingState.WAITING, col(ChatCard.channel) == channel
        )
    )
    last = work.session.exec(statement).one()
    return work.now if last is None else max(work.now, last + APART)


def _newest(work: Work, query: Query) -> Outgoing | None:
    statement = (
        select(Outgoing)
        .where(_CARDS, col(Outgoing.query_id) == query.id)
        .order_by(col(Outgoing.id).desc())
        .limit(1)
    )
    return work.session.exec(statement).first()


def _count(work: Work, query: Query) -> int:
    statement = select(func.count()).where(_CARDS, col(Outgoing.query_id) == query.id)
    return work.session.exec(statement.select_from(Outgoing)).one()


def _without_card(work: Work) -> Iterator[int]:
    """What somebody has to take, and every written question; of a call that somebody has taken
    already the channel need not know. Also one that is open again after all."""
    waits = or_(col(Query.state) == QueryState.WAITING, col(Query.channel).in_(_WRITTEN))
    statement = (
        select(Query.id)
        .join(Line, col(Line.id) == col(Query.line_id))
        .outerjoin(ChatCard, col(ChatCard.query_id) == col(Query.id))
        .where(
            col(Query.state).in_(cards.OPEN),
            col(ChatCard.look_at).is_(None),
            waits,
            col(Query.received_at) > work.now - OLDEST,
            col(Line.slack_channel).is_not(None),
        )
        .order_by(col(Query.id))
        .limit(BATCH)
    )
    yield from (each for each in work.session.exec(statement) if each is not None)


def _to_look_at(work: Work) -> Iterator[int]:
    moved = col(ChatCard.looked_version) != col(Query.version)
    statement = (
        select(ChatCard.query_id)
        .join(Query, col(Query.id) == col(ChatCard.query_id))
        .where(col(ChatCard.look_at).is_not(None), or_(moved, col(ChatCard.look_at) <= work.now))
        .order_by(col(ChatCard.look_at))
        .limit(BATCH)
    )
    yield from work.session.exec(statement)
