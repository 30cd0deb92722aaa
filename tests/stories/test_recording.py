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
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other, talking
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE
from tests.stories.world import World

pytestmark = on_sqlite


@pytest.fixture
def talk(recorded: World) -> Talk:
    return talking(recorded)


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
    assert there["words"] == "It is about a knee Order a film"
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


def test_a_pause_holds_where_the_call_moves_into_a_room(talk: Talk) -> None:
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
    words = [each["words"] for each in talk.world.phones.recordings()]
    assert "This is for the record" in " ".join(words)
    assert "Words of" not in " ".join(words)
    talk.gp.is_cut_off()
    talk.world.settle()


def test_a_responder_takes_a_call_unrecorded_by_a_key_and_records_from_the_page(
    recorded: World,
) -> None:
    gp = recorded.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = recorded.person(AMARA).is_rung().answers().hears("5 to talk unrecorded").presses("5")
    recorded.settle(1)
    assert gp.is_talking()
    talk = Talk(recorded, gp, amara)
    assert talk.page().paused_at is not None
    gp.says("Between ourselves").waits(2)
    talk.goes_on_recording()
    gp.says("For the record").waits(2)
    amara.hangs_up()
    gp.is_cut_off()
    recorded.phones.advance(5)
    (there,) = recorded.phones.recordings()
    assert there["words"] == "For the record"
    recorded.settle()
    ends_as(recorded.query(), "talk")


def test_a_pause_that_comes_before_the_recording_has_begun_is_asked_for_again(
    recorded: World,
) -> None:
    gp = recorded.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = recorded.person(AMARA).is_rung().answers().waits(8).presses("5")
    tapes = dict(recorded.carrier.network.tapes)
    recorded.carrier.network.tapes.clear()
    recorded.service.deliver()
    recorded.carrier.network.tapes.update(tapes)
    recorded.wait(30)
    gp.says("Between ourselves").waits(2)
    amara.hangs_up()
    gp.is_cut_off()
    recorded.phones.advance(5)
    assert [each["words"] for each in recorded.phones.recordings()] == [""]
    recorded.settle()


def test_a_pause_that_the_carrier_never_took_is_not_shown_as_one(
    recorded: World, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable = recorded.carrier.rest.handle

    def refuses(method: str, target: str, *rest: Any) -> Any:
        if "/Recordings/" in target:
            raise ConnectionRefusedError
        return reachable(method, target, *rest)

    monkeypatch.setattr(recorded.carrier.rest, "handle", refuses)
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
