"""What a requester was asked of their question, and what they answered: it belongs to what the
advice rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.query import reading, writers
from advice_line.ledger.work import Work
from advice_line.tables.messages import Message
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query

WORDS = "messages.sealed_words"


@dataclass(frozen=True)
class Answer:
    """`by` is who of the practice wrote it, "Dr Sam Vale, GP"; None for whoever asked."""

    words: str = field(repr=False)
    by: str | None


@dataclass(frozen=True)
class Exchange:
    """`answers` are what was written from then on until they were asked again: none, none."""

    asked_at: datetime
    asked: str = field(repr=False)
    answers: tuple[Answer, ...] = field(repr=False)


def of(work: Work, query: Query, until: datetime) -> tuple[Exchange, ...]:
    """The oldest first, as they stood at `until`."""
    asked = [each for each in reading.rows_of(work, AskedBack, query) if each.asked_at <= until]
    if not asked:
        return ()
    theirs = _theirs(work, query, until)
    ends = [*(each.asked_at for each in asked[1:]), until]
    return tuple(
        Exchange(
            row.asked_at,
            _words(work, work.session.get_one(Message, row.message_id)),
            tuple(_between(work, theirs, row.asked_at, end)),
        )
        for row, end in zip(asked, ends, strict=True)
    )


def _theirs(work: Work, query: Query, until: datetime) -> Sequence[Message]:
    statement = (
        select(Message)
        .where(
            col(Message.query_id) == query.id,
            col(Message.kind) == MessageKind.INCOMING,
            col(Message.at) <= until,
            col(Message.withdrawn_at).is_(None),
            col(Message.sealed_words).is_not(None),
        )
        .order_by(col(Message.id))
    )
    return work.session.exec(statement).all()


def _between(
    work: Work, theirs: Sequence[Message], start: datetime, end: datetime
) -> Iterator[Answer]:
    for each in theirs:
        if start < each.at <= end:
            yield Answer(_words(work, each), writers.of(work, each))


def _words(work: Work, message: Message) -> str:
    return work.vault.open(message.sealed_words, WORDS) if message.sealed_words else ""
