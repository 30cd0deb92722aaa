"""Calls are recorded where a line says so: with notice, with pauses, copied here sealed and deleted
at the carrier, heard only by who may see the query."""

from typing import Any

import pytest
from sqlmodel import select

from advice_line.desk.in_call.hearing import Recorded
from advice_line.errors import DeliveryDelayed, NotAllowed
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.sounds import Sound, SoundPiece
from advice_line.trust.roles import NOBODY
from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other, talking
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE
from tests.stories.world import World

pytestmark = on_sqlite


@pytest.fixture
def talk(recorded: World) -> Talk:
    """The carrier is asked to record within a second of the key."""
    found = talking(recorded)
    recorded.settle(1)
    return found


def sounds(of: World) -> list[Sound]:
    with of.ledger.look("test") as work:
        found = list(work.session.exec(select(Sound)))
        work.let_go()
        return found


def test_part_8_a_call_is_recorded_with_pauses_and_fetched_away_from_the_carrier(
    recorded: World, talk: Talk
) -> None:
    talk.gp.hears("Calls are recorded to support the patient's record and learning")
    talk.gp.says("It is about a knee").waits(2)
    talk.pauses_recording()
    talk.amara.says("Between ourselves").waits(2)
    talk.goes_on_recording()
    talk.amara.says("Order a film").waits(2)
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    talk.world.phones.advance(5)
    (there,) = talk.world.phones.recordings()
    assert there["words"].startswith("It is about a knee Order a film Thank you")
    assert there["channels"] == 2
    recorded.sweep()
    recorded.sweep()
    assert talk.world.phones.recordings() == []
    (here,) = sounds(recorded)
    assert here.kept_at is not None
    assert here.let_go_at is not None
    assert here.retention == "recording"
    assert here.delete_after is not None
    assert (here.delete_after - here.made_at).days == 90
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


@pytest.mark.hazard("H15")
def test_what_is_kept_is_sealed_and_each_hearing_is_noted(recorded: World, talk: Talk) -> None:
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    talk.world.settle()
    talk.world.settle()
    (here,) = sounds(recorded)
    door = Recorded(talk.world.ledger)
    heard = door.hear(talk.world.responder("ben"), here.public_id)
    assert heard.startswith(b"RIFF")
    with talk.world.ledger.look("test") as work:
        pieces = work.session.exec(select(SoundPiece.sealed_bytes)).all()
        assert pieces
        assert not any("RIFF" in (piece or "") for piece in pieces)
        noted = work.session.exec(
            select(TrailEntry.actor).where(TrailEntry.action == "recording.heard")
        ).all()
    assert noted == ["responder:ben"]
    with pytest.raises(NotAllowed):
        door.hear(NOBODY, here.public_id)


@pytest.mark.hazard("H15")
def test_one_recording_goes_on_where_the_call_moves_and_a_pause_holds_there(talk: Talk) -> None:
    talk.gp.says("It is about a knee").waits(2)
    talk.pauses_recording()
    talk.brings_in("ben")
    talk.world.person(BEN).is_rung().answers().waits(8).presses("1")
    talk.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp, talk.world.person(BEN))
    talk.amara.waits(2)
    talk.goes_on_recording()
    talk.amara.says("This is for the record").waits(2)
    talk.amara.hangs_up()
    talk.world.person(BEN).hangs_up()
    talk.world.phones.advance(10)
    talk.gp.is_cut_off()
    talk.world.phones.advance(5)
    (there,) = talk.world.phones.recordings()
    assert there["words"].startswith("It is about a knee")
    assert "This is for the record" in there["words"]
    assert "Words of" not in there["words"]
    talk.world.settle()


def test_whoever_it_is_handed_to_is_recorded_too_and_the_wait_between_them_is_not(
    recorded: World, talk: Talk
) -> None:
    recorded.phones.behaves(AMARA, rings_out())
    recorded.phones.behaves(BEN, accepts(talks_for=60))
    talk.gp.says("It is about a knee").waits(2)
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1")
    recorded.settle(1)
    talk.gp.says("Nobody of yours is here").waits(45)
    assert talk.gp.is_talking()
    recorded.settle(1)
    talk.gp.says("And about a hip").waits(2)
    talk.gp.hangs_up()
    recorded.phones.advance(5)
    (there,) = recorded.phones.recordings()
    assert "It is about a knee" in there["words"]
    assert "And about a hip" in there["words"]
    assert "Nobody of yours" not in there["words"]
    recorded.settle()


def test_a_responder_takes_a_call_unrecorded_by_a_key_and_records_from_the_page(
    recorded: World,
) -> None:
    """Until then nothing has begun: there are no first words to pause too late."""
    gp = recorded.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = recorded.person(AMARA).is_rung().answers().hears("5 to talk unrecorded").presses("5")
    recorded.settle(1)
    assert gp.is_talking()
    talk = Talk(recorded, gp, amara)
    assert talk.page().paused_at is not None
    gp.says("Between ourselves").waits(2)
    assert recorded.phones.recordings() == []
    talk.goes_on_recording()
    gp.says("For the record").waits(2)
    amara.hangs_up()
    gp.is_cut_off()
    recorded.phones.advance(5)
    (there,) = recorded.phones.recordings()
    assert there["words"].startswith("For the record")
    recorded.settle()
    ends_as(recorded.query(), "talk")


def test_who_pauses_before_it_has_begun_is_not_recorded_until_they_go_on(recorded: World) -> None:
    gp = recorded.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = recorded.person(AMARA).is_rung().answers().waits(8).presses("1")
    talk = Talk(recorded, gp, amara)
    talk.pauses_recording()
    gp.says("Between ourselves").waits(2)
    assert recorded.phones.recordings() == []
    talk.goes_on_recording()
    gp.says("For the record").waits(2)
    amara.hangs_up()
    gp.is_cut_off()
    recorded.phones.advance(5)
    assert [each["words"][:14] for each in recorded.phones.recordings()] == ["For the record"]
    recorded.settle()


def test_a_recording_of_which_the_carrier_s_answer_is_lost_is_begun_once_and_obeys(
    recorded: World,
) -> None:
    recorded.phones.chaos("rest-timeout-after-success")
    talk = talking(recorded)
    for _ in range(5):
        recorded.settle(10)
    recorded.carrier.chaos.clear()
    talk.pauses_recording()
    talk.gp.says("Between ourselves").waits(2)
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    recorded.phones.advance(5)
    (there,) = recorded.phones.recordings()
    assert "Between ourselves" not in there["words"]
    recorded.settle()


def test_where_the_carrier_will_not_record_they_talk_on_and_the_page_says_so(
    recorded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refusing(recorded, monkeypatch)
    talk = talking(recorded)
    for _ in range(20):
        recorded.settle(10)
    assert hear_each_other(talk.amara, talk.gp)
    assert talk.page().paused_at is not None
    monkeypatch.undo()
    talk.goes_on_recording()
    talk.gp.says("For the record").waits(2)
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    recorded.phones.advance(5)
    assert len(recorded.phones.recordings()) == 1
    recorded.settle()


def _refusing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reachable = world.carrier.rest.handle

    def refuses(method: str, target: str, *rest: Any) -> Any:
        if "/Recordings" in target:
            raise ConnectionRefusedError
        return reachable(method, target, *rest)

    monkeypatch.setattr(world.carrier.rest, "handle", refuses)


def test_a_pause_that_the_carrier_never_took_is_not_shown_as_one(
    recorded: World, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refusing(recorded, monkeypatch)
    talk.pauses_recording()
    assert talk.page().recording_changes
    for _ in range(20):
        recorded.settle(10)
    assert talk.page().paused_at is None
    monkeypatch.undo()
    talk.pauses_recording()
    assert talk.page().paused_at is not None
    assert not talk.page().recording_changes
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    recorded.settle()


def test_five_is_no_key_where_nothing_is_recorded(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().waits(8).presses("5")
    amara.never_heard("unrecorded")
    hotdoc.settle(1)
    assert not gp.is_talking()
    gp.hangs_up()
    hotdoc.settle()


def test_one_that_cannot_be_fetched_is_tried_again_and_shown(recorded: World, talk: Talk) -> None:
    talk.amara.hangs_up()
    talk.gp.is_cut_off()
    talk.world.phones.advance(5)
    there = dict(recorded.carrier.network.recordings)
    recorded.carrier.network.recordings.clear()
    recorded.sweep()
    (here,) = sounds(recorded)
    assert here.kept_at is None
    assert here.failure is not None
    with pytest.raises(DeliveryDelayed):
        Recorded(talk.world.ledger).hear(talk.world.responder("amara"), here.public_id)
    seen = talk.world.records.open(talk.world.responder("amara"), talk.world.query()["reference"])
    assert [each.failure for each in seen.recordings] == [here.failure]
    recorded.carrier.network.recordings.update(there)
    talk.world.wait(30)
    recorded.sweep()
    assert sounds(recorded)[0].kept_at is not None


def test_nothing_is_recorded_where_the_line_does_not_say_so(hotdoc: World) -> None:
    talk = talking(hotdoc)
    talk.gp.never_heard("Calls are recorded")
    talk.holds()
    talk.takes_back()
    talk.amara.hangs_up()
    hotdoc.settle()
    assert hotdoc.phones.recordings() == []
    assert sounds(hotdoc) == []
    assert not any("record=" in hook["answer"] for hook in hotdoc.phones.webhooks())
