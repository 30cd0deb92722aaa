"""What came is kept before the chat is told that we have it, and handed on again where whoever had
it never finished (facts: Bolt acknowledges before a listener runs)."""

from datetime import UTC, datetime

from tests.chat.conftest import Opened
from tests.stories.scene import CHIDI

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_what_nobody_finished_is_handed_on_and_done_once(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    envelope = f"U0AMARA claims {reference}"
    hospital.room.desk.keep("event 1", envelope)
    hospital.room.desk.keep("event 1", envelope)
    hospital.world.wait(20)
    assert hospital.world.query()["owner"] is None
    hospital.world.wait(20)
    assert hospital.world.query()["owner"] == "amara"
    hospital.world.wait(3600)
    assert len(hospital.world.query()["offers"]) == 1


def test_what_was_finished_is_not_handed_on_and_says_nothing_any_more(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    hospital.room.desk.keep("event 1", f"U0AMARA claims {reference}")
    with hospital.world.ledger.db.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM chat_envelopes").all())
    hospital.room.desk.finished("event 1")
    hospital.world.wait(60)
    assert hospital.world.query()["owner"] is None
    with hospital.world.ledger.db.engine.connect() as connection:
        wiped = connection.exec_driver_sql("SELECT sealed_envelope FROM chat_envelopes").all()
    assert reference not in kept
    assert wiped == [(None,)]


def test_what_cannot_be_taken_in_is_told_and_stays(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    hospital.room.desk.keep("event 1", "what is this?")
    for _ in range(20):
        hospital.world.wait(901)
    told = [each for each in hospital.world.texts(CHIDI) if "could not be taken in" in each]
    assert len(told) == 1
    with hospital.world.ledger.db.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT sealed_envelope FROM chat_envelopes").all()
    assert kept != [(None,)]
