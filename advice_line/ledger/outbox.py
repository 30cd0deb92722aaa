"""What is to be told: rows of ids, written with their cause, sent after the commit by the sender.

    waiting → sending → sent → delivered
                     ↘ dead      ↘ dead (the vendor says later that it failed)
                     ↘ withdrawn (it no longer applied when its turn came)

`sending` without a live claim means that the end of an attempt is not known: the vendor is asked
before anything is tried again. A `dead` row is settled once its courier has been told of the loss.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, func, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.writing import Writing
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.tables.columns import opaque
from advice_line.tables.ledger import Outgoing

# Such a row leads to nothing any more, unless somebody tries it again.
CAME_TO_NOTHING = (OutgoingState.DEAD, OutgoingState.WITHDRAWN)
_ROWS = table_of(Outgoing)
_BEFORE_SENT = (OutgoingState.WAITING, OutgoingState.SENDING)
_HANDED_OVER = (OutgoingState.SENDING, OutgoingState.SENT)


def put(
    work: Writing,
    kind: NoticeKind,
    *,
    once: str,
    channel: OutChannel,
    recipient: Recipient,
    query: int | None = None,
    person: int | None = None,
    subject: int | None = None,
    after: datetime | None = None,
) -> bool:
    """Queue one notice, to be sent now or not before `after`; the same `once` is queued once, and
    whether it is now is what is returned.

    `query`, `person` and `subject` are row ids (`subject` of whatever the kind is about).
    """
    new = insert_once(
        work.session,
        Outgoing,
        ("once",),
        public_id=opaque(),
        once=once,
        kind=kind.value,
        channel=channel.value,
        recipient=recipient.value,
        query_id=query,
        person_id=person,
        subject_id=subject,
        made_at=work.now,
        state=OutgoingState.WAITING.value,
        attempts=0,
        unknown_ends=0,
        next_try_at=after or work.now,
    )
    work.told = work.told or new
    return new


def waits(session: Session, kind: NoticeKind) -> bool:
    wanted = select_rows(Outgoing.id).where(*_waiting_of(kind))
    return session.exec(wanted.limit(1)).first() is not None


def set_aside(work: Writing, kind: NoticeKind) -> int:
    """What waits of this kind goes to nobody any more; how many did."""
    away = {"state": OutgoingState.WITHDRAWN.value, "settled_at": work.now, "next_try_at": None}
    result = work.session.execute(update(_ROWS).where(*_waiting_of(kind)).values(**away))
    work.session.expire_all()
    return _count(result)


def _waiting_of(kind: NoticeKind) -> tuple[ColumnElement[bool], ...]:
    return _ROWS.c.kind == kind.value, _ROWS.c.state == OutgoingState.WAITING.value


def moved(
    work: Writing, public_id: str, external_id: str, delivered: bool, failure: str | None
) -> bool:
    """The vendor's news of one row; True if it changed it. States only move forward (H16).

    News may overtake the sender's own commit, so it also settles a row that is still `sending`.
    After a failure the sender tells the courier, which turns the loss into a task.
    """
    states: tuple[OutgoingState, ...]
    to: dict[str, Any]
    if delivered:
        states = (*_BEFORE_SENT, OutgoingState.SENT)
        to = {"state": OutgoingState.DELIVERED.value, "settled_at": work.now}
    elif failure is None:
        states = _BEFORE_SENT
        to = {"state": OutgoingState.SENT.value, "settled_at": work.now}
    else:
        states = _HANDED_OVER
        to = {
            "state": OutgoingState.DEAD.value,
            "settled_at": None,
            "claimed_until": work.now,
            "failure": failure,
        }
    result = work.session.execute(
        update(_ROWS)
        .where(
            _ROWS.c.public_id == public_id,
            _ROWS.c.state.in_([state.value for state in states]),
            or_(_ROWS.c.external_id.is_(None), _ROWS.c.external_id == external_id),
        )
        .values(external_id=external_id, claimed_by=None, **to)
    )
    work.session.expire_all()
    changed = _count(result) == 1
    work.told = work.told or (changed and failure is not None)
    return changed


def retry(work: Writing, public_id: str) -> bool:
    """Try a dead row once more, at once; False if there is no dead row of this id.

    Where an earlier end is unknown the vendor is asked first.
    """
    dead = (
        _ROWS.c.public_id == public_id,
        _ROWS.c.state == OutgoingState.DEAD.value,
        _ROWS.c.settled_at.is_not(None),
    )
    afresh = {"claimed_by": None, "external_id": None, "settled_at": None, "failure": None}
    known = work.session.execute(
        update(_ROWS)
        .where(*dead, _ROWS.c.unknown_ends == 0)
        .values(state=OutgoingState.WAITING.value, next_try_at=work.now, **afresh)
    )
    unknown = work.session.execute(
        update(_ROWS)
        .where(*dead, _ROWS.c.unknown_ends > 0)
        .values(
            state=OutgoingState.SENDING.value,
            claimed_until=work.now,
            unknown_ends=1,
            **afresh,
        )
    )
    work.session.expire_all()
    changed = _count(known) + _count(unknown) == 1
    work.told = work.told or changed
    return changed


def rows(
    session: Session, states: tuple[OutgoingState, ...] = (), limit: int = 200
) -> list[Outgoing]:
    """The newest first; every state unless some are named."""
    wanted = select_rows(Outgoing).order_by(col(Outgoing.id).desc()).limit(limit)
    if states:
        wanted = wanted.where(col(Outgoing.state).in_([state.value for state in states]))
    return list(session.exec(wanted))


@dataclass(frozen=True)
class Standing:
    """What is left in the outbox: rows tried and waiting for another try, and the dead."""

    retry_waiting: int
    dead: int
    next_due: datetime | None


def standing(session: Session) -> Standing:
    waiting = _ROWS.c.state == OutgoingState.WAITING.value
    sending = _ROWS.c.state == OutgoingState.SENDING.value
    tried = or_(waiting & (_ROWS.c.attempts > 0), sending)
    counts = session.execute(
        select(
            select(func.count()).select_from(_ROWS).where(tried).scalar_subquery(),
            select(func.count())
            .select_from(_ROWS)
            .where(_ROWS.c.state == OutgoingState.DEAD.value)
            .scalar_subquery(),
        )
    ).one()
    instants = [
        session.execute(select(func.min(_ROWS.c.next_try_at)).where(waiting)).scalar_one(),
        session.execute(select(func.min(_ROWS.c.claimed_until)).where(sending)).scalar_one(),
    ]
    due = min((at for at in instants if at is not None), default=None)
    return Standing(retry_waiting=counts[0], dead=counts[1], next_due=due)


def _count(result: object) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
