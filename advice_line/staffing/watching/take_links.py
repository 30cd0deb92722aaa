"""The secret part of the address in a notice by which whoever was told of a gap may go on."""

import base64
import hmac

from sqlmodel import Session, col, select

from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault
from advice_line.tables.watch import RotaBundle

PAGE = "/rota/take"
_ID = 16


def token(vault: Vault, bundle: RotaBundle) -> str:
    """Derived, never stored."""
    return f"{bundle.public_id}{_signature(vault, bundle.public_id)}"


def find(session: Session, vault: Vault, token: str) -> RotaBundle:
    """The notice that a token belongs to. Raises `errors.NotFound` for a forged or unknown one."""
    public_id, signature = token[:_ID], token[_ID:]
    if not hmac.compare_digest(signature.encode(), _signature(vault, public_id).encode()):
        raise NotFound
    found = session.exec(select(RotaBundle).where(col(RotaBundle.public_id) == public_id)).first()
    if found is None:
        raise NotFound
    return found


def _signature(vault: Vault, public_id: str) -> str:
    return base64.urlsafe_b64encode(vault.sign(public_id, "take")[:15]).decode()
