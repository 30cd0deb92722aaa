"""The receipts of what went: each batch is written into one in the transaction in which it goes, so
that a run that was killed has a receipt of exactly what it deleted.

Names are kept as keyed hashes alone. A receipt is open until it is closed: then a digest of all of
it goes into the trail, whose chain holds it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from advice_line.data_kinds import Cause, Kept
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.tables.data_life import DeletedBatch, DeletionReceipt
from advice_line.tables.ledger import TrailEntry

CLOSED = "data.deleted"
PURPOSE = "receipt"


@dataclass(frozen=True)
class Gone:
    """`name` is such as "mail:7K…": of our own ids alone, never of what was in it."""

    name: str
    at: datetime


def note(work: Work, kept: Kept, rule: str, gone: Sequence[Gone], line: str | None = None) -> None:
    """Into the open receipt of retention, which is opened where there is none."""
    if gone:
        add(work, _open(work), kept, rule, gone, line)


def begin(work: Work, cause: Cause) -> DeletionReceipt:
    return work.add(DeletionReceipt(cause=cause, opened_at=work.now))


def add(
    work: Work,
    receipt: DeletionReceipt,
    kept: str,
    rule: str,
    gone: Sequence[Gone],
    line: str | None = None,
) -> None:
    work.add(
        DeletedBatch(
            receipt_id=receipt.id or 0,
            at=work.now,
            line_key=line,
            kept=kept,
            rule=rule,
            count=len(gone),
            oldest=min(each.at for each in gone),
            newest=max(each.at for each in gone),
            marks=[mark(work, each.name) for each in gone],
        )
    )


def mark(work: Work, name: str) -> str:
    return work.vault.mark(name, "deleted")


def close_open(work: Work) -> DeletionReceipt | None:
    """That of what went since the last; None where nothing did."""
    found = work.session.exec(_OPEN).first()
    if found is not None:
        close(work, found)
    return found


def close(work: Work, receipt: DeletionReceipt) -> None:
    batches = batches_of(work.session, receipt)
    objects = sum(each.count for each in batches)
    digest = _digest(receipt, batches, work.now)
    signature = work.vault.sign(digest, PURPOSE).hex()
    still_open = col(DeletionReceipt.closed_at).is_(None)
    if work.update(
        receipt,
        still_open,
        closed_at=work.now,
        objects=objects,
        digest=digest,
        signature=signature,
    ):
        subject = f"receipt:{receipt.public_id}"
        work.record(CLOSED, subject=subject, objects=objects, digest=digest, cause=receipt.cause)


def by_id(session: Session, public_id: str) -> DeletionReceipt:
    """Raises `errors.NotFound`."""
    wanted = select(DeletionReceipt).where(col(DeletionReceipt.public_id) == public_id.upper())
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound("There is no receipt of this name.")
    return found


def batches_of(session: Session, receipt: DeletionReceipt) -> list[DeletedBatch]:
    statement = select(DeletedBatch).where(col(DeletedBatch.receipt_id) == receipt.id)
    return list(session.exec(statement.order_by(col(DeletedBatch.id))))


def holds(work: Work, receipt: DeletionReceipt) -> bool:
    """Whether a closed receipt is as it was when it was closed, by its signature and the trail."""
    if receipt.closed_at is None or receipt.digest is None:
        return False
    digest = _digest(receipt, batches_of(work.session, receipt), receipt.closed_at)
    signed = work.vault.is_signed_text(digest, PURPOSE, receipt.signature or "")
    line = select(TrailEntry).where(
        col(TrailEntry.action) == CLOSED,
        col(TrailEntry.subject) == f"receipt:{receipt.public_id}",
    )
    said = [each.detail.get("digest") for each in work.session.exec(line)]
    return signed and said == [digest]


def receipts_of(work: Work, names: Iterable[str]) -> dict[str, str]:
    """The public id of the newest receipt in which each of these names stands, for those that
    stand in one."""
    wanted = {mark(work, name): name for name in names}
    if not wanted:
        return {}
    statement = (
        select(DeletionReceipt.public_id, DeletedBatch.marks)
        .join(DeletedBatch, col(DeletedBatch.receipt_id) == col(DeletionReceipt.id))
        .order_by(col(DeletedBatch.id))
    )
    return {
        wanted[each]: receipt
        for receipt, marks in work.session.exec(statement)
        for each in marks
        if each in wanted
    }


def newest(session: Session, limit: int) -> list[DeletionReceipt]:
    statement = select(DeletionReceipt).order_by(col(DeletionReceipt.id).desc()).limit(limit)
    return list(session.exec(statement))


def so_far(session: Session, receipt: DeletionReceipt) -> int:
    """How many objects stand in one that is open."""
    total = select(func.sum(DeletedBatch.count)).where(col(DeletedBatch.receipt_id) == receipt.id)
    return session.exec(total).one() or 0


_OPEN = (
    select(DeletionReceipt)
    .where(col(DeletionReceipt.closed_at).is_(None), col(DeletionReceipt.cause) == Cause.RETENTION)
    .order_by(col(DeletionReceipt.id))
    .limit(1)
)


def _open(work: Work) -> DeletionReceipt:
    found = work.session.exec(_OPEN).first()
    return found or begin(work, Cause.RETENTION)


def _digest(receipt: DeletionReceipt, batches: Sequence[DeletedBatch], closed_at: datetime) -> str:
    whole = {
        "receipt": receipt.public_id,
        "cause": receipt.cause,
        "opened": _stamp(receipt.opened_at),
        "closed": _stamp(closed_at),
        "batches": [_plain(each) for each in batches],
    }
    line = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def _plain(batch: DeletedBatch) -> dict[str, Any]:
    return {
        "at": _stamp(batch.at),
        "line": batch.line_key,
        "class": batch.kept,
        "rule": batch.rule,
        "count": batch.count,
        "oldest": _stamp(batch.oldest),
        "newest": _stamp(batch.newest),
        "marks": batch.marks,
    }


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
