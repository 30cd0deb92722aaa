"""One outgoing row in one sender's hands: claimed before the vendor is called, settled after it.

Every settling names the claim, so that a sender whose claim has run out changes nothing, and
neither does one that was overtaken by the vendor's own news.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    or_,
    select,
    update,
)
from sqlmodel import Session

from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.notices import Receipt, Slip
from advice_line.rules.sending import LIMITS
from advice_line.tables.columns import opaque
from advice_line.tables.ledger import Outgoing

_ROWS = table_of(Outgoing)
# What somebody waits for on the telephone never queues behind a mail server that times out.
_FIRST = case(
    (_ROWS.c.channel == OutChannel.LIVE_CALL.value, 0),
    (_ROWS.c.channel == OutChannel.CALL.value, 1),
    (_ROWS.c.channel == OutChannel.SMS.value, 2),
    # Nobody waits for what a system is told, and it may never answer.
    (_ROWS.c.channel == OutChannel.WEBHOOK.value, 4),
    else_=3,
)


class Errand(Enum):
    TRY = auto()
    ASK = auto()
    TELL_LOSS = auto()


@dataclass(frozen=True)
class Claim:
    """`slip.first_tried_at` is None on a first attempt; `tried_at` is when the first one began."""

    token: str
    errand: Errand
    slip: Slip
    row_id: int
    tried_at: datetime
    unknown_ends: int
    failure: str | None

    @property
    def channel(self) -> OutChannel:
        return self.slip.channel


def channels_due(
    session: Session, channels: tuple[OutChannel, ...], now: datetime
) -> tuple[OutChannel, ...]:
    """Those that have something. A plain look, so that an idle sender takes no lock."""
    if not channels:
        return ()
    found = session.execute(_asking(channels), {"now": now}).one()
    return tuple(channel for channel, has in zip(channels, found, strict=True) if has)


def claim(work: Work, channels: tuple[OutChannel, ...], sender: str) -> Claim | None:
    """The most urgent due row, now in this sender's hands; None when there is none to have."""
    found = work.session.execute(_claiming(channels), {"now": work.now}).first()
    if found is None:
        return None
    taken = _claim_of(found, f"{sender}/{opaque(8)}", work.now)
    still_so = and_(
        _ROWS.c.state == found.state, _ROWS.c.claimed_by.is_not_distinct_from(found.claimed_by)
    )
    to: dict[str, Any] = {}
    if taken.errand is Errand.TRY:
        to = {"state": OutgoingState.SENDING.value, "attempts": taken.slip.attempts}
    held = _hold(work, taken, _ROWS.c.id == taken.row_id, still_so, **to)
    return taken if held else None


def try_again(work: Work, asked: Claim) -> Claim | None:
    """Turn a claim that asked in vain into one that tries; None if it is no longer ours."""
    slip = replace(asked.slip, attempts=asked.slip.attempts + 1)
    taken = replace(asked, errand=Errand.TRY, slip=slip)
    return taken if _hold(work, taken, _held(asked), attempts=slip.attempts) else None


def arrived(work: Work, held: Claim, receipt: Receipt) -> bool:
    state = OutgoingState.DELIVERED if receipt.final else OutgoingState.SENT
    return _settle(work, held, state, external_id=receipt.external_id, failure=None)


def withdrawn(work: Work, held: Claim) -> bool:
    return _settle(work, held, OutgoingState.WITHDRAWN)


def later(work: Work, held: Claim, at: datetime, code: str) -> bool:
    """It did not arrive: free for whoever comes first after `at`."""
    to = {"state": OutgoingState.WAITING.value, "next_try_at": at, "claimed_until": None}
    return _change(work, _held(held), claimed_by=None, failure=code, **to)


def unknown(work: Work, held: Claim, ask_at: datetime, code: str, unknown_ends: int) -> bool:
    """It may have arrived: stays `sending`, and the vendor is asked after `ask_at`."""
    to = {"claimed_until": ask_at, "unknown_ends": unknown_ends}
    return _change(work, _held(held), claimed_by=None, failure=code, **to)


def dead(work: Work, held: Claim, code: str) -> bool:
    """Given up; not settled before the courier has been told, by this claim or a later one."""
    return _hold(work, held, _held(held), state=OutgoingState.DEAD.value, failure=code)


def loss_told(work: Work, held: Claim) -> bool:
    return _settle(work, held, OutgoingState.DEAD)


# Built once for the channels of a sender, which looks every second and after each event.
@cache
def _asking(channels: tuple[OutChannel, ...]) -> Executable:
    have: list[ColumnElement[bool]] = [exists().where(_due((channel,))) for channel in channels]
    return select(*have)


@cache
def _claiming(channels: tuple[OutChannel, ...]) -> Select[Any]:
    return (
        select(_ROWS)
        .where(_due(channels))
        .order_by(_FIRST, _ROWS.c.next_try_at, _ROWS.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _due(channels: tuple[OutChannel, ...]) -> ColumnElement[bool]:
    now = bindparam("now", type_=_ROWS.c.next_try_at.type)
    run_out = _ROWS.c.claimed_until <= now
    return and_(
        _ROWS.c.channel.in_([channel.value for channel in channels]),
        or_(
            and_(_ROWS.c.state == OutgoingState.WAITING.value, _ROWS.c.next_try_at <= now),
            and_(_ROWS.c.state == OutgoingState.SENDING.value, run_out),
            and_(_ROWS.c.state == OutgoingState.DEAD.value, _ROWS.c.settled_at.is_(None), run_out),
        ),
    )


def _claim_of(row: Row[Any], token: str, now: datetime) -> Claim:
    errand = {
        OutgoingState.WAITING.value: Errand.TRY,
        OutgoingState.SENDING.value: Errand.ASK,
        OutgoingState.DEAD.value: Errand.TELL_LOSS,
    }[row.state]
    # A claim that ran out in somebody's hands: its sender was killed, and its end is not known.
    orphaned = errand is Errand.ASK and row.claimed_by is not None
    slip = Slip(
        public_id=row.public_id,
        kind=NoticeKind(row.kind),
        channel=OutChannel(row.channel),
        recipient=Recipient(row.recipient),
        query_id=row.query_id,
        person_id=row.person_id,
        subject_id=row.subject_id,
        made_at=row.made_at,
        attempts=row.attempts + (errand is Errand.TRY),
        first_tried_at=row.first_tried_at,
    )
    return Claim(
        token=token,
        errand=errand,
        slip=slip,
        row_id=row.id,
        tried_at=row.first_tried_at or now,
        unknown_ends=row.unknown_ends + orphaned,
        failure=row.failure,
    )


def _hold(work: Work, held: Claim, *where: ColumnElement[bool], **to: Any) -> bool:
    until = work.now + LIMITS[held.channel].claim
    return _change(
        work,
        *where,
        claimed_by=held.token,
        claimed_until=until,
        first_tried_at=held.tried_at,
        unknown_ends=held.unknown_ends,
        **to,
    )


def _settle(work: Work, held: Claim, state: OutgoingState, **to: Any) -> bool:
    return _change(
        work,
        _held(held),
        state=state.value,
        settled_at=work.now,
        claimed_by=None,
        claimed_until=None,
        **to,
    )


def _held(held: Claim) -> ColumnElement[bool]:
    return and_(_ROWS.c.id == held.row_id, _ROWS.c.claimed_by == held.token)


def _change(work: Work, *where: ColumnElement[bool], **to: Any) -> bool:
    return work.run(update(_ROWS).where(*where).values(**to)) == 1
