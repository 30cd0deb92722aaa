"""Whatever ages, holds and classes there are: what is held or younger than its class stays, all
that is older goes, each with its name in a receipt; a run that was killed ends as it would have."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.data_life.receipts import shown
from advice_line.data_life.running import Deleting
from advice_line.ledger import upkeep, verifying
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.advice import Draft
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.cases import Case
from advice_line.tables.data_life import DeletedBatch, DeletionReceipt
from advice_line.tables.ledger import InboxEvent, TrailEntry
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound, SoundPiece
from advice_line.tables.trust import AccessLink, OneTimeCode
from tests.data_life import world as worlds

pytestmark = pytest.mark.hazard("H14")


class Killed(BaseException):
    """No code of ours may swallow it."""


class Mortal(Ledger):
    """Dies at the commit of its so-manieth transaction, or just after."""

    def __init__(self, ledger: Ledger, at: int, *, after: bool) -> None:
        super().__init__(ledger.db, ledger.clock, ledger.vault)
        self._left, self._after = at, after

    @contextmanager
    def work(self, by: str, holding: Any = None) -> Iterator[Work]:
        self._left -= 1
        with super().work(by, holding) as work:
            yield work
            if self._left == 0 and not self._after:
                raise Killed
        if self._left == 0:
            raise Killed


def left(work: Work) -> set[tuple[str, int]]:
    session = work.session

    def ids(name: str, statement: Any) -> set[tuple[str, int]]:
        return {(name, each) for each in session.exec(statement)}

    files = select(Attachment.query_id).join(AttachmentPiece)
    codes = select(AccessLink.query_id).join(OneTimeCode)
    return (
        ids("patient", select(Query.id).where(col(Query.sealed_patient).is_not(None)))
        | ids("attachment", files)
        | ids("contact", select(Contact.query_id).where(col(Contact.number_mark).is_not(None)))
        | ids("draft", select(Draft.query_id))
        | ids("sound", select(Sound.query_id).join(SoundPiece))
        | ids("link", select(AccessLink.query_id))
        | ids("code", codes)
        | ids("event", select(InboxEvent.id))
    )


@pytest.mark.parametrize("seed", range(3))
def test_what_may_go_goes_and_nothing_else_however_often_it_is_killed(
    ledger: Ledger, seed: int
) -> None:
    world = worlds.populate(ledger, seed)
    for turn in range(4):
        mortal = Mortal(ledger, world.random.randrange(1, 12), after=bool(turn % 2))
        with pytest.raises(Killed):
            Deleting(mortal).run()
    Deleting(ledger).run()
    with ledger.look("test") as work:
        assert left(work) == set(worlds.expected(world))
        emptied = select(Query.id).where(col(Query.emptied_at).is_not(None))
        gone = set(work.session.exec(emptied))
        freed = select(Case.id).where(col(Case.query_id).is_(None))
        assert len(work.session.exec(freed).all()) == len(gone)
    _receipts_are_whole(ledger, world)
    assert Deleting(ledger).run() is None, "nothing is left to do"


def _receipts_are_whole(ledger: Ledger, world: worlds.World) -> None:
    """Each event that went stands in exactly one, and each is as it was, in a trail that fits."""
    while upkeep.chain_trail(ledger):
        pass
    with ledger.look("test") as work:
        assert verifying.verify(work).fits
        receipts = work.session.exec(select(DeletionReceipt)).all()
        assert all(shown(work, each).good for each in receipts)
        marks = [each for batch in work.session.exec(select(DeletedBatch)) for each in batch.marks]
        assert len(marks) == len(set(marks))
        wanted = {
            work.vault.mark(f"inbox_events:{key}", "deleted")
            for key, at in world.events.items()
            if world.event_goes(at)
        }
        assert wanted <= set(marks)


def test_a_receipt_that_somebody_changed_is_found_out(ledger: Ledger) -> None:
    worlds.populate(ledger, 1)
    done = Deleting(ledger).run()
    assert done is not None
    with ledger.work("test") as work:
        line = select(TrailEntry).where(TrailEntry.action == "data.deleted")
        assert [each.detail["objects"] for each in work.session.exec(line)] == [done.objects]
        batch = work.session.exec(select(DeletedBatch)).first()
        assert batch is not None
        assert shown(work, done, name="inbox_events:no such").contains is False
        work.update(batch, marks=batch.marks[1:], count=batch.count - 1)
        assert shown(work, done).good is False
