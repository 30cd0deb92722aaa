"""A desk rung for a caller, or something said to them: a row of its own, settled once, and the
trail says how."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.call_kinds import DeflectionKind, DeflectionState
from advice_line.ledger.work import Work
from advice_line.rules.desks import Desk
from advice_line.tables.queries import Contact, Deflection

# Between the carrier's asking and the first word of what it got.
ON_ITS_WAY = timedelta(seconds=3)


def ring(work: Work, contact: Contact, desk: Desk) -> Deflection:
    return _add(work, contact, DeflectionKind.DESK, desk.key, desk.reason, DeflectionState.RINGING)


def tell(work: Work, contact: Contact, kind: DeflectionKind, key: str, reason: str) -> Deflection:
    """What is said or texted instead of a desk that is rung."""
    return _add(work, contact, kind, key, reason, DeflectionState.TOLD)


def _add(
    work: Work,
    contact: Contact,
    kind: DeflectionKind,
    key: str,
    reason: str,
    state: DeflectionState,
) -> Deflection:
    row = work.add(
        Deflection(
            query_id=contact.query_id,
            contact_id=contact.id or 0,
            kind=kind,
            key=key,
            reason=reason,
            rung_at=work.now,
            state=state,
        )
    )
    _record(work, row, state)
    return row


def settle(work: Work, row: Deflection, to: DeflectionState, *also_from: DeflectionState) -> bool:
    """Settle one that still rings (or is in a state of `also_from`); False when none does."""
    settled = work.update(
        row,
        col(Deflection.state).in_((DeflectionState.RINGING, *also_from)),
        state=to,
        settled_at=work.now,
    )
    if settled:
        _record(work, row, to)
    return settled


def ringing_for(work: Work, contact: Contact) -> Deflection | None:
    return _in_state(work, contact, DeflectionState.RINGING)


def told_for(work: Work, contact: Contact) -> Deflection | None:
    """What the caller is being told now."""
    return _in_state(work, contact, DeflectionState.TOLD)


def told_again(work: Work, row: Deflection, words: timedelta, silence: int) -> None:
    """`words` is how long they take, `silence` how many seconds are left for a key after them."""
    until = work.now + words + timedelta(seconds=silence) + ON_ITS_WAY
    work.update(row, told_until=until)


def heard(work: Work, row: Deflection) -> None:
    if row.heard_at is None:
        work.update(row, heard_at=work.now)


def heard_by(work: Work, contact: Contact) -> Deflection | None:
    """What the caller was told before they hung up."""
    return _in_state(work, contact, DeflectionState.ANSWERED)


def _in_state(work: Work, contact: Contact, state: DeflectionState) -> Deflection | None:
    return work.session.exec(
        select(Deflection).where(
            col(Deflection.contact_id) == contact.id, col(Deflection.state) == state
        )
    ).first()


def withdraw(work: Work, contact: Contact) -> None:
    ringing = ringing_for(work, contact)
    if ringing is not None:
        settle(work, ringing, DeflectionState.WITHDRAWN)


def _record(work: Work, row: Deflection, state: DeflectionState) -> None:
    work.record(f"deflection.{state}", query=row.query_id, subject=f"deflection:{row.public_id}")
