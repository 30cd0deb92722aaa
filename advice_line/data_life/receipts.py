"""The receipts of what was deleted, for whoever has to prove it: shown, and held against their own
signature and the trail."""

from dataclasses import dataclass

from advice_line.desk.mailbox import mails_there
from advice_line.desk.mailbox.mails_there import There
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import DeletedBatch, DeletionReceipt
from advice_line.trust import deletions
from advice_line.trust.roles import Action, Actor, require_all

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """`good` is None while it is open; else whether it is as it was when it was closed. `contains`
    says of a name that was asked for whether that stands in it."""

    receipt: DeletionReceipt
    objects: int
    batches: tuple[DeletedBatch, ...]
    good: bool | None
    contains: bool | None = None


class Receipts:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listed(self, by: Actor) -> list[Shown]:
        """The newest first, without their batches."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            found = [
                Shown(each, each.objects or deletions.so_far(work.session, each), (), None)
                for each in deletions.newest(work.session, SHOWN)
            ]
            work.let_go()
            return found

    def look(self, by: Actor, public_id: str, name: str | None = None) -> Shown:
        """`name` is of one object, such as "mail:7K…". Raises `errors.NotFound`."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            found = shown(work, deletions.by_id(work.session, public_id), name)
            work.let_go()
            return found

    def in_mailbox(self, by: Actor) -> There:
        """How far the helpline's mailbox is behind what went here."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            return mails_there.counted(work.session)


def shown(work: Work, receipt: DeletionReceipt, name: str | None = None) -> Shown:
    batches = tuple(deletions.batches_of(work.session, receipt))
    marks = {each for batch in batches for each in batch.marks}
    return Shown(
        receipt=receipt,
        objects=sum(each.count for each in batches),
        batches=batches,
        good=deletions.holds(work, receipt) if receipt.closed_at else None,
        contains=deletions.mark(work, name.strip()) in marks if name else None,
    )
