"""Words that joined a query after it had come, and that nobody has read who is to: its owner, or
where nobody owns it any responder. What a query came with is read as it is opened."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.call_kinds import MessageKind
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Query
from advice_line.trust.sessions import staff

SHOWN = "words.shown"
_JOINING = (Channel.SMS, Channel.EMAIL, Channel.FORM, Channel.CHAT, Channel.API)


@dataclass(frozen=True)
class Unread:
    """How many texts, and when the first of them came; `written`: or mails, or what else is no
    text."""

    texts: int
    since: datetime
    written: bool


def of(work: Work, queries: Collection[int | None]) -> Mapping[int | None, Unread]:
    """No row where all was read."""
    came = _joined(work, queries)
    shown = _shown(work, {query for query, *_ in came}) if came else {}
    unread: dict[int | None, list[tuple[datetime, str]]] = defaultdict(list)
    for query, at, owner, channel in came:
        read = shown.get((query, owner))
        if read is None or read < at:
            unread[query].append((at, channel))
    return {query: _unread(each) for query, each in unread.items()}


def by(work: Work, query: Query, reader: int | None) -> bool:
    """Whether words have joined it that this reader has not been shown, whoever else has."""
    came = _joined(work, [query.id])
    read = _shown(work, [query.id]).get((query.id, reader)) if came else None
    return any(read is None or read < at for _, at, *_ in came)


def _joined(
    work: Work, queries: Collection[int | None]
) -> Sequence[tuple[int, datetime, int | None, str]]:
    first = select(func.min(Contact.id)).where(col(Contact.query_id).in_(queries))
    statement = (
        select(Message.query_id, Message.at, Query.owner_id, Message.channel)
        .join(Query, col(Query.id) == col(Message.query_id))
        .where(
            col(Message.query_id).in_(queries),
            col(Message.kind) == MessageKind.INCOMING,
            col(Message.channel).in_(_JOINING),
            col(Message.contact_id).not_in(first.group_by(col(Contact.query_id))),
        )
        .order_by(col(Message.id))
    )
    return work.session.exec(statement).all()


def _unread(came: Sequence[tuple[datetime, str]]) -> Unread:
    written = any(channel != Channel.SMS for _, channel in came)
    return Unread(len(came), came[0][0], written)


def _shown(
    work: Work, queries: Collection[int | None]
) -> dict[tuple[int | None, int | None], datetime]:
    """When their words were last shown, by query and reader; reader None is whoever it was."""
    people = {staff(person).label: person.id for person in work.session.exec(select(Responder))}
    statement = (
        select(TrailEntry.query_id, TrailEntry.actor, TrailEntry.at)
        .where(col(TrailEntry.query_id).in_(queries), col(TrailEntry.action) == SHOWN)
        .order_by(col(TrailEntry.id))
    )
    shown: dict[tuple[int | None, int | None], datetime] = {}
    for query, actor, at in work.session.exec(statement):
        shown[query, people.get(actor)] = shown[query, None] = at
    return shown
