"""What was counted stays what it was when what it was made of goes or is put right, and follows the
directory in whose it is, on either database (H18)."""

import pytest
from sqlalchemy import delete

from advice_line.directory.kept.door import KeepingDirectory
from advice_line.kinds import Urgency
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from tests.audit.counted import Counted
from tests.stories.world import HOTDOC
from tests.web.people import OAK_LANE_MAIL, REQUIRED

pytestmark = pytest.mark.hazard("H18")

ADDED = {"advice": "And no contrast.", "addendum_reason": "forgotten"}


def test_whoever_asked_is_put_right_in_the_directory(counted: Counted) -> None:
    world = counted.world
    counted.written.asks(Urgency.TODAY, address=OAK_LANE_MAIL)
    office, door = world.responder("chidi"), KeepingDirectory(world.ledger, 12)
    counted.long_after()
    before = counted.fact().organisation_id
    door.merge(office, "Y99002", "Y99001", "merges")
    counted.fits()
    assert counted.fact().organisation_id != before


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
