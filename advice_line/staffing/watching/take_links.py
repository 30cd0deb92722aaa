"""The secret part of the address in a notice by which whoever was told of a gap may go on."""

import base64

from sqlmodel import Session, col, select

from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault
from advice_line.tables.watch import RotaBundle

PAGE = "/rota/take"
_PURPOSE = "take"
_ID = 16


def token(vault: Vault, bundle: RotaBundle) -> str:
    """Derived, never stored."""
    return f"{bundle.public_id}{_written(vault.sign(bundle.public_id, _PURPOSE)).decode()}"


def find(session: Session, vault: Vault, token: str) -> RotaBundle:
    """The notice that a token belongs to. Raises `errors.NotFound` for a forged or unknown one."""
    public_id, signature = token[:_ID], token[_ID:]
    if not vault.is_signed(public_id, _PURPOSE, signature.encode(), _written):
        raise NotFound
    found = session.exec(select(RotaBundle).where(col(RotaBundle.public_id) == public_id)).first()
    if found is None:
        raise NotFound
    return found


def _written(signature: bytes) -> bytes:
    return base64.urlsafe_b64encode(signature[:15])
