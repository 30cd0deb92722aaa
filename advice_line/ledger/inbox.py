"""Each event from outside is taken once: its row is written before anything else happens."""

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.writing import Writing
from advice_line.tables.ledger import InboxEvent

_EVENTS = table_of(InboxEvent)
_KEEP = (
    update(_EVENTS)
    .where(_EVENTS.c.source == bindparam("from_source"), _EVENTS.c.external_id == bindparam("key"))
    .values(answer=bindparam("given"))
)

_CHANGE = _KEEP.where(_EVENTS.c.answer == bindparam("was"))


def receive(work: Writing, source: str, key: str) -> bool:
    """Whether this event is new. A repeat waits until the first one's transaction has ended."""
    return insert_once(
        work.session,
        InboxEvent,
        ("source", "external_id"),
        source=source,
        external_id=key,
        received_at=work.now,
        answer=None,
    )


def answer_of(work: Writing, source: str, key: str) -> str | None:
    """What was answered the first time; None where nothing was kept or the event is unknown."""
    return work.session.execute(
        select(_EVENTS.c.answer).where(_EVENTS.c.source == source, _EVENTS.c.external_id == key)
    ).scalar_one_or_none()


def keep(work: Writing, source: str, key: str, answer: str) -> None:
    """Keep the answer of a received event, so that a retry hears the same."""
    work.session.execute(_KEEP, {"from_source": source, "key": key, "given": answer})


def change(work: Writing, source: str, key: str, was: str, answer: str) -> bool:
    """Keep another answer where it is still `was`; whether it was."""
    here = {"from_source": source, "key": key, "was": was, "given": answer}
    result = work.session.execute(_CHANGE, here)
    return bool(result.rowcount)  # type: ignore[attr-defined]  # a Core DML result has it


def newest(session: Session, limit: int, source: str | None = None) -> list[InboxEvent]:
    """The newest first; every source unless one is named."""
    wanted = select_rows(InboxEvent).order_by(col(InboxEvent.id).desc()).limit(limit)
    if source is not None:
        wanted = wanted.where(col(InboxEvent.source) == source)
    return list(session.exec(wanted))
