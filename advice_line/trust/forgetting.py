"""All by which somebody had come in is forgotten, so that who is let in under their key again
starts with nothing of it (H15)."""

from typing import Any

from sqlmodel import col, delete

from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Authenticator, Passkey, RecoveryCode
from advice_line.tables.rota_exchange import RotaFeed
from advice_line.tables.trust import AccessLink
from advice_line.trust import identities, sign_in_changes


def forget(work: Work, person: Responder) -> None:
    """Passkeys, authenticator and recovery codes, who they are at the hospital's sign-in, links of
    calls that were not used, and their calendar addresses."""
    whose = person.id or 0
    gone: dict[str, Any] = {
        table.__tablename__: work.run(delete(table).where(col(table.responder_id) == whose))
        for table in (Passkey, RecoveryCode, Authenticator)
    }
    gone["identities"] = identities.unlink(work, person, None)
    links = col(AccessLink.responder_id) == whose, col(AccessLink.expires_at) > work.now
    gone["links"] = work.change(AccessLink, *links, expires_at=work.now)
    feeds = col(RotaFeed.made_by_id) == whose, col(RotaFeed.revoked_at).is_(None)
    gone["feeds"] = work.change(RotaFeed, *feeds, revoked_at=work.now)
    if any(gone.values()):
        sign_in_changes.note(work, "sign_in.forgotten", whose, **gone)
