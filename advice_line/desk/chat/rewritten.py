"""What somebody wrote in the chat as it stands now: as they wrote it first, or by its last edit."""

from sqlmodel import col, select

from advice_line.desk.questions import arriving
from advice_line.ledger.work import Work
from advice_line.ports.chat_desk import WordsChanged
from advice_line.tables.messages import Message


def stands(work: Work, first: Message, event: WordsChanged) -> bool:
    """Whether nothing is new in this edit: its words are those that stand, as where the chat's own
    list was read after it, or a later edit has come before it."""
    last = every(work, first)[-1]
    if last.amends_id is not None and _at(last) > event.at.timestamp():
        return True
    return _words(work, last) == event.words


def every(work: Work, first: Message) -> list[Message]:
    """What they wrote at first and instead of it, the oldest first."""
    statement = select(Message).where(
        (col(Message.id) == first.id) | (col(Message.amends_id) == first.id)
    )
    rows = work.session.exec(statement.order_by(col(Message.id))).all()
    return sorted(rows, key=lambda row: 0.0 if row.amends_id is None else _at(row))


def key(first: str, event: WordsChanged) -> str:
    """Of the edit of what has that key."""
    return f"{first}:{event.at.timestamp()}"


def _at(row: Message) -> float:
    return float((row.external_id or "").rpartition(":")[2])


def _words(work: Work, row: Message) -> str:
    return work.vault.open(row.sealed_words, arriving.WORDS) if row.sealed_words else ""
