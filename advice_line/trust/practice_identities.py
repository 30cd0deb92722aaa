"""Who at the practices' own sign-on is whom: one subject of one issuer is one person. Nobody of the
staff is among them, nor is anybody of these among the staff (`trust/identities.py`)."""

from sqlmodel import col, delete, select

from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.practices import PracticeIdentity


def whose(work: Work, issuer: str, subject: str) -> int | None:
    """The requester's id; that they came is kept."""
    same = select(PracticeIdentity).where(
        col(PracticeIdentity.issuer) == issuer, col(PracticeIdentity.subject) == subject
    )
    row = work.session.exec(same).first()
    if row is None:
        return None
    work.update(row, used_at=work.now)
    return row.requester_id


def is_linked(work: Work, requester_id: int, issuer: str) -> bool:
    mine = select(PracticeIdentity.id).where(
        col(PracticeIdentity.requester_id) == requester_id, col(PracticeIdentity.issuer) == issuer
    )
    return work.session.exec(mine).first() is not None


def link(work: Work, requester_id: int, issuer: str, subject: str) -> None:
    """From now on whoever the issuer calls this is this person."""
    made = insert_once(
        work.session,
        PracticeIdentity,
        ("issuer", "subject"),
        requester_id=requester_id,
        issuer=issuer,
        subject=subject,
        linked_at=work.now,
        used_at=work.now,
    )
    if made:
        work.record("practice_identity.linked", subject=f"requester:{requester_id}")


def forget(work: Work, requester_id: int) -> None:
    """Of somebody who is of no practice any more: whoever is invited again may come as another."""
    work.run(delete(PracticeIdentity).where(col(PracticeIdentity.requester_id) == requester_id))
