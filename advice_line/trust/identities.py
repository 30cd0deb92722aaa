"""Who at the hospital's sign-in is whom of the service: one subject of one issuer is one person."""

from sqlmodel import col, delete, select

from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderIdentity
from advice_line.trust_kinds import LinkedHow


def link(work: Work, person: Responder, issuer: str, subject: str, how: LinkedHow, by: str) -> bool:
    """From now on whoever the issuer calls this is this person; False where it is somebody's
    already, theirs or another's."""
    made = insert_once(
        work.session,
        ProviderIdentity,
        ("issuer", "subject"),
        responder_id=person.id,
        issuer=issuer,
        subject=subject,
        linked_how=how,
        linked_by=by,
        linked_at=work.now,
        used_at=work.now if how is LinkedHow.EMAIL else None,
    )
    if made:
        work.record("identity.linked", subject=f"responder:{person.key}", how=how)
    return made


def whose(work: Work, issuer: str, subject: str) -> Responder | None:
    row = _row(work, issuer, subject)
    return work.session.get_one(Responder, row.responder_id) if row is not None else None


def used(work: Work, issuer: str, subject: str) -> Responder | None:
    """The same, and when they came is kept."""
    row = _row(work, issuer, subject)
    if row is None:
        return None
    work.update(row, used_at=work.now)
    return work.session.get_one(Responder, row.responder_id)


def is_linked(work: Work, person: Responder, issuer: str) -> bool:
    row = select(ProviderIdentity.id).where(
        col(ProviderIdentity.responder_id) == person.id, col(ProviderIdentity.issuer) == issuer
    )
    return work.session.exec(row).first() is not None


def unlink(work: Work, person: Responder, subject: str | None) -> int:
    """All that they are, or this subject alone; how many."""
    theirs = delete(ProviderIdentity).where(col(ProviderIdentity.responder_id) == person.id)
    if subject is not None:
        theirs = theirs.where(col(ProviderIdentity.subject) == subject)
    return work.run(theirs)


def _row(work: Work, issuer: str, subject: str) -> ProviderIdentity | None:
    return work.session.exec(
        select(ProviderIdentity).where(
            col(ProviderIdentity.issuer) == issuer, col(ProviderIdentity.subject) == subject
        )
    ).first()
