"""What was counted stays what it was when what it was made of goes or is put right, and follows the
directory in whose it is, on either database (H18)."""

import pytest
from sqlalchemy import delete
from sqlmodel import col

from advice_line.data_kinds import ErasureKind, ErasureState, Extent
from advice_line.data_life import askers
from advice_line.data_life.erasing import Erasing
from advice_line.directory.kept.door import KeepingDirectory
from advice_line.kinds import QueryState, Urgency
from advice_line.rules.asker_roles import AskerRole
from advice_line.tables.data_life import Erasure
from advice_line.tables.directory import Requester
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from tests.audit.counted import Counted
from tests.data_life.test_erasing import INES, ODD
from tests.stories.world import HOTDOC
from tests.web.people import OAK_LANE_MAIL, REQUIRED

pytestmark = pytest.mark.hazard("H18")

ADDED = {"advice": "And no contrast.", "addendum_reason": "forgotten"}


def test_whoever_asked_has_become_a_part_of_another(counted: Counted) -> None:
    """The fact stays with who asked; tables know who was part of whom."""
    world = counted.world
    counted.written.asks(Urgency.TODAY, address=OAK_LANE_MAIL)
    office, door = world.responder("chidi"), KeepingDirectory(world.ledger, 12)
    counted.long_after()
    before = counted.fact().organisation_id
    door.merge(office, "Y99002", "Y99001", "merges")
    counted.fits()
    assert counted.fact().organisation_id == before


def test_hours_that_are_changed_afterwards_change_nothing(counted: Counted) -> None:
    """Whoever rang then heard that the line was open."""
    counted.scene.called()
    counted.world.phones.advance(3600)
    counted.counts()
    text = HOTDOC.read_text(encoding="utf-8")
    counted.world.set_up(text.replace('"08:00-19:00"]', '"13:00-14:00"]', 1))
    counted.fits()
    assert (counted.fact().in_hours, counted.calls()[0].in_hours) == (True, True)


def test_what_kind_of_organisation_asked_and_who_is_put_right(counted: Counted) -> None:
    counted.written.asks(Urgency.TODAY, address=OAK_LANE_MAIL)
    counted.long_after()
    text = HOTDOC.read_text(encoding="utf-8")
    oak_lane = 'name = "Oak Lane Surgery"\nkind = "practice"'
    assert oak_lane in text
    counted.world.set_up(text.replace(oak_lane, oak_lane.replace("practice", "department")))
    counted.fits()
    assert counted.fact().organisation_kind == "department"


def test_mails_that_have_had_their_time_stay_counted(counted: Counted) -> None:
    """Rows of what was sent go years before the record does, and an answer may come after that."""
    reference = counted.scene.advised()
    counted.long_after()
    before = counted.fact(reference).messages
    assert before > 1
    with counted.world.ledger.work("test") as work:
        work.run(delete(Outgoing))
    counted.scene.browser().opens(counted.scene.mailed_link())
    amara = counted.world.responder("amara")
    counted.world.records.sign(amara, reference, REQUIRED | ADDED, "adds")
    counted.fits()
    assert counted.fact(reference).messages == before


@pytest.mark.hazard("H14")
def test_what_was_erased_stays_counted(counted: Counted) -> None:
    counted.scene.advised()
    counted.long_after()
    before = counted.everything()
    with counted.world.ledger.work("test") as work:
        work.change(Query, emptied_at=work.now, organisation_id=None)
        work.record("record.deleted", query=1)
    counted.fits()
    assert (counted.everything(), counted.compared().rest) == (before, 1)


def asked_by_wren(counted: Counted) -> int:
    """Somebody of the directory, who alone tells their role; by id."""
    counted.scene.advised()
    with counted.world.ledger.work("test") as work:
        known = work.add(Requester(key="wren", name="Sr Wren", role="gp"))
        work.change(Query, requester_id=known.id, sealed_requester=None)
        work.record("query.put_right", query=1)
    counted.long_after()
    assert counted.fact().asker_role == AskerRole.GP
    return known.id or 0


@pytest.mark.hazard("H14")
def test_whoever_asked_is_erased_and_their_role_stays_counted(counted: Counted) -> None:
    """The record of what they asked stays, and nobody is named in the fact."""
    asked_by_wren(counted)
    with counted.world.ledger.work("test") as work:
        work.change(Query, state=QueryState.CLOSED, closed_at=work.now)
        work.record("query.closed", query=1)
    counted.counts()
    door = Erasing(counted.world.ledger)
    fields = {"kind": "requester", "extent": "all", "reason": "In writing", "requester": "wren"}
    door.confirm(ODD, door.ask(INES, fields, "ask"), "confirm")
    assert (counted.compared().differ, counted.compared().queries_waiting) == ([], 0)
    with counted.world.ledger.work("test") as work:
        work.record("query.looked_for", query=1)
    counted.fits()
    assert counted.fact().asker_role == AskerRole.GP


@pytest.mark.hazard("H14")
def test_whoever_is_erased_from_the_directory_alone_stays_counted_by_their_role(
    counted: Counted,
) -> None:
    """What they asked is held, so that nothing of it goes."""
    known = asked_by_wren(counted)
    with counted.world.ledger.work("test") as work:
        erasure = Erasure(
            kind=ErasureKind.REQUESTER,
            extent=Extent.ALL,
            state=ErasureState.DONE,
            requester_id=known,
            asked_at=work.now,
            asked_by="responder:ines",
            asked_name="ines",
        )
        askers.from_directory(work, work.add(erasure))
    counted.fits()
    assert counted.fact().asker_role == AskerRole.GP


def test_a_role_that_the_office_takes_back_is_counted_no_more(counted: Counted) -> None:
    asked_by_wren(counted)
    with counted.world.ledger.work("test") as work:
        work.change(Requester, col(Requester.key) == "wren", role=None)
        work.record("requester.put_right", subject="requester:wren")
    counted.fits()
    assert counted.fact().asker_role == AskerRole.NOT_SAID
