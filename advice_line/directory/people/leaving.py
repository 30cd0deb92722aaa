"""The access of somebody of the service ends at once, or begins again with the roles they had."""

from sqlmodel import col

from advice_line.directory import role_changes
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.trust import sessions


def end(work: Work, person: Responder) -> int | None:
    """Their sessions end, and they may do nothing any more, whatever a setup file says of them. How
    many sessions ended; None where their access had ended before."""
    before = person.model_copy()
    if not work.update(person, col(Responder.ended_at).is_(None), ended_at=work.now):
        return None
    ended = sessions.end_all(work, before.id or 0)
    work.record("user.ended", subject=f"responder:{before.key}", sessions=ended)
    role_changes.record(work, before.key, before, person)
    return ended


def again(work: Work, person: Responder) -> bool:
    """False where nobody had ended it."""
    before = person.model_copy()
    if not work.update(person, col(Responder.ended_at).is_not(None), ended_at=None):
        return False
    work.record("user.again", subject=f"responder:{before.key}")
    role_changes.record(work, before.key, before, person)
    return True
