"""Addresses from which a mail of ours came back for good (H17)."""

from datetime import datetime

from sqlmodel import col

from advice_line.ledger.work import Work
from advice_line.tables.directory import RequesterAddress
from advice_line.tables.mails import BouncedAddress


def mark(work: Work, address: str) -> str:
    return work.vault.mark(address.lower(), "address")


def since(work: Work, address: str) -> datetime | None:
    """When it came back; None where nothing has, or somebody has mended that."""
    row = work.session.get(BouncedAddress, mark(work, address))
    return row.bounced_at if row is not None and row.mended_at is None else None


def reaches(work: Work, address: str) -> None:
    """Mails to it reach somebody, by the word of a person or by a code that was typed."""
    own = (
        col(BouncedAddress.address_mark) == mark(work, address),
        col(BouncedAddress.mended_at).is_(None),
    )
    if work.change(BouncedAddress, *own, mended_at=work.now):
        work.change(RequesterAddress, col(RequesterAddress.address) == address, bounced_at=None)
        work.record("address.mended")
