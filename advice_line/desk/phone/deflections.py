"""A desk's telephone rung for a caller: a row of its own, settled once, and the trail says how."""

from sqlmodel import col, select

from advice_line.call_kinds import DeflectionState
from advice_line.ledger.work import Work
from advice_line.rules.desks import Desk
from advice_line.tables.queries import Contact, Deflection


def ring(work: Work, contact: Contact, desk: Desk) -> Deflection:
    row = work.add(
        Deflection(
            query_id=contact.query_id,
            contact_id=contact.id or 0,
            key=desk.key,
            reason=desk.reason,
            rung_at=work.now,
            state=DeflectionState.RINGING,
        )
    )
    _record(work, row, DeflectionState.RINGING)
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
    return work.session.exec(
        select(Deflection).where(
            col(Deflection.contact_id) == contact.id,
            col(Deflection.state) == DeflectionState.RINGING,
        )
    ).first()


def withdraw(work: Work, contact: Contact) -> None:
    ringing = ringing_for(work, contact)
    if ringing is not None:
        settle(work, ringing, DeflectionState.WITHDRAWN)


def _record(work: Work, row: Deflection, state: DeflectionState) -> None:
    work.record(f"deflection.{state}", query=row.query_id, subject=f"deflection:{row.public_id}")
