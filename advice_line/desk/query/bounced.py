"""Whether mails to an address came back for good (H17)."""

from advice_line.desk.query import arrivals
from advice_line.ledger.work import Work
from advice_line.tables.mails import BouncedAddress


def is_bounced(work: Work, address: str) -> bool:
    """And nobody has mended that."""
    row = work.session.get(BouncedAddress, arrivals.address_mark(work, address))
    return row is not None and row.mended_at is None
