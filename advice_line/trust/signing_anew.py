"""Signs what is kept here anew under the current SECRET_KEY, while the service runs: receipts of
what was deleted, and the trail's heads. What nobody who holds a key of this site signed is left as
it is, for `audit verify` and the receipt's page to name.

What was sent out is not here to be signed: links, calendar addresses, heads and backups that lie
elsewhere, lists of erasures. They hold while the former key is in OLD_SECRET_KEYS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from advice_line.ledger import heads, secret_keys
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import DeletionReceipt
from advice_line.tables.ledger import TrailHead
from advice_line.tables.rota_exchange import RotaFeed
from advice_line.tables.trust import AccessLink
from advice_line.trust import deletions
from advice_line.trust.roles import SYSTEM

BATCH = 100


@dataclass(frozen=True)
class Out:
    """What was given out before the current key was used and holds under a former one alone:
    `links` until `last` at the latest, `feeds` until they are made anew."""

    links: int
    last: datetime | None
    feeds: int


@dataclass(frozen=True)
class SignedAnew:
    """How many receipts and heads were; `unknown` are signed by no key that is held."""

    receipts: int
    heads: int
    unknown: int
    out: Out


def sign_anew(ledger: Ledger) -> SignedAnew:
    """In batches of their own transactions; a run that was cut short is simply run again."""
    receipts, unknown_receipts = _walk(ledger, DeletionReceipt, _receipt)
    of_days, unknown_heads = _walk(ledger, TrailHead, _head)
    unknown = unknown_receipts + unknown_heads
    with ledger.work(SYSTEM.label) as work:
        if receipts or of_days:
            work.record("keys.signed_anew", receipts=receipts, heads=of_days, unknown=unknown)
        return SignedAnew(receipts, of_days, unknown, _out(work))


def _walk(
    ledger: Ledger, table: type[Any], signature: Callable[[Work, Any], str | None]
) -> tuple[int, int]:
    after: int | None = 0
    changed = unknown = 0
    while after is not None:
        with ledger.work(SYSTEM.label) as work:
            signed = select(table).where(col(table.id) > after, col(table.signature).is_not(None))
            rows = work.session.exec(signed.order_by(col(table.id)).limit(BATCH)).all()
            for row in rows:
                anew = signature(work, row)
                if anew is None:
                    unknown += 1
                elif anew != row.signature:
                    changed += work.update(row, table.signature == row.signature, signature=anew)
            after = rows[-1].id if len(rows) == BATCH else None
    return changed, unknown


def _receipt(work: Work, row: DeletionReceipt) -> str | None:
    digest = row.digest or ""
    if not work.vault.is_signed_text(digest, deletions.PURPOSE, row.signature or ""):
        return None
    return work.vault.sign(digest, deletions.PURPOSE).hex()


def _head(work: Work, row: TrailHead) -> str | None:
    head = heads.of_row(row)
    return heads.signed(work.vault, head).signature if heads.is_ours(work.vault, head) else None


def _out(work: Work) -> Out:
    current = secret_keys.current_since(work)
    if current is None:
        return Out(0, None, 0)
    before = current.first_used_at
    links = select(func.count(), func.max(AccessLink.expires_at)).where(
        col(AccessLink.made_at) < before, col(AccessLink.expires_at) > work.now
    )
    feeds = select(func.count()).where(
        col(RotaFeed.made_at) < before, col(RotaFeed.revoked_at).is_(None)
    )
    count, last = work.session.exec(links).one()
    return Out(count, last, work.session.exec(feeds).one())
