"""Whether mails to an address came back for good (H17)."""

from advice_line.directory import bounced
from advice_line.ledger.work import Work


def is_bounced(work: Work, address: str) -> bool:
    """And nobody has mended that."""
    return bounced.since(work, address) is not None
