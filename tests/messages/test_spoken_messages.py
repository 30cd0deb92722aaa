"""Part 7, messages that are spoken: kept here sealed and not at the carrier, heard by signed-in
people, typed by one of them, then deleted by their class; silence is none."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound, SoundPiece
from integrations.sandbox.story import Person
from tests.messages.conftest import Opened
from tests.messages.people import DANA, nobody, signed_in, trail
from tests.stories.base import SATURDAY
from tests.stories.outcomes import ends_as, tasks
from tests.stories.scene import AMARA, CHIDI, ELM_ROAD, LINE
from tests.stories.world import World

SPOKEN = "This is Rowan of Elm Road about the chest film of Edith Larkspur"


def leaves_a_message(hotdoc: World, says: str = SPOKEN) -> Person:
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("after the tone").hears("[beep]").waits(1)
    gp.says(says).waits(8).hears("Your message is kept").is_cut_off()
    hotdoc.settle()
    return gp


def the_sound(hotdoc: World) -> Sound:
    """Of the one query there is."""
    with hotdoc.ledger.look("test") as work:
        statement = (
            select(Sound).join(Query).where(col(Query.reference) == hotdoc.query()["reference"])
        )
        found = work.session.exec(statement).one()
        work.let_go()
        return found


def of(sound: Sound, lines: list[TrailEntry]) -> list[TrailEntry]:
    return [each for each in lines if each.subject == sound.public_id]


def pieces(hotdoc: World, sound: Sound) -> int:
    with hotdoc.ledger.look("test") as work:
        return len(
            work.session.exec(select(SoundPiece).where(col(SoundPiece.sound_id) == sound.id)).all()
        )


def at_the_carrier(hotdoc: World) -> list[str]:
    return list(hotdoc.carrier.network.recordings)


def test_before_the_tone_the_caller_hears_that_it_is_recorded_and_for_how_long(
    at: Opened,
) -> None:
    hotdoc = at(SATURDAY)
    gp = leaves_a_message(hotdoc)
    (notice,) = [each["text"] for each in gp.heard() if "after the tone" in each["text"]]
    assert "Your message is recorded for the patient's record" in notice
    assert "You have 3 minutes" in notice


def test_what_was_said_lies_here_sealed_and_no_longer_at_the_carrier(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    hotdoc.wait(60)
    sound = the_sound(hotdoc)
    assert sound.kept_at is not None
    assert sound.let_go_at is not None
    assert pieces(hotdoc, sound) > 0
    assert at_the_carrier(hotdoc) == []
    assert hotdoc.query()["contacts"][0]["ended"] == "message"


@pytest.mark.hazard("H16")
def test_a_message_of_which_the_carrier_never_tells_that_it_is_ready_is_fetched(
    at: Opened,
) -> None:
    hotdoc = at(SATURDAY)
    hotdoc.phones.chaos("drop-callbacks")
    leaves_a_message(hotdoc)
    hotdoc.wait(400)
    hotdoc.wait(60)
    sound = the_sound(hotdoc)
    assert sound.kept_at is not None
    assert sound.let_go_at is not None
    assert ("type_message", None) in tasks(hotdoc.query())


@pytest.mark.hazard("H16")
def test_what_the_carrier_has_no_more_counts_as_deleted_there(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    hotdoc.service.deliver()
    sound = the_sound(hotdoc)
    hotdoc.carrier.network.recordings.pop(sound.carrier_id, None)
    hotdoc.wait(120)
    assert the_sound(hotdoc).let_go_at is not None


@pytest.mark.hazard("H09")
def test_the_office_hears_and_types_it_and_sees_nothing_else(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    assert ("type_message", None) in tasks(hotdoc.query())
    dana = signed_in(hotdoc, DANA).opens("/admin").sees("Type what the caller said")
    sound = the_sound(hotdoc)
    assert f"/messages/{sound.public_id}" in dana.page
    dana.opens(f"/messages/{sound.public_id}").never_sees("Elm Road", "960101")
    heard = dana.client.get(f"/messages/{sound.public_id}/sound")
    assert heard.content[:4] == b"RIFF"
    assert heard.headers["cache-control"] == "no-store"
    dana.presses("Keep what I typed", text="").is_refused(422).sees("Type what the caller said")
    dana.presses("Keep what I typed", text=SPOKEN).is_at("/admin")
    assert ("type_message", None) not in tasks(hotdoc.query())
    ends_as_message(hotdoc)
    (line,) = of(sound, trail(hotdoc, "message.heard"))
    assert line.actor == "responder:dana"


def ends_as_message(hotdoc: World) -> None:
    query = hotdoc.query()
    assert [each["kind"] for each in query["tasks"] if each["state"] == "open"] == ["ring_back"]
    assert query["state"] == "waiting"


def test_whoever_may_see_the_query_reads_what_was_typed_and_the_database_does_not(
    at: Opened,
) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    reference = hotdoc.query()["reference"]
    amara = signed_in(hotdoc, AMARA)
    assert amara.client.get(f"/desk/{reference}/message").content[:4] == b"RIFF"
    amara.opens(f"/desk/{reference}").follows("Type what it says")
    amara.presses("Keep what I typed", text=SPOKEN).is_at(f"/desk/{reference}").sees(SPOKEN)
    amara.sees("typed by Dr Amara Example")
    with hotdoc.ledger.look("test") as work:
        (row,) = work.session.exec(
            select(Message).where(col(Message.external_id) == the_sound(hotdoc).carrier_id)
        ).all()
        assert "Larkspur" not in str(row.model_dump())
    (shown,) = hotdoc.query()["messages"]
    assert (shown["kind"], shown["channel"], shown["author"]) == ("incoming", "call", "amara")
    assert "Larkspur" not in str(hotdoc.query())


@pytest.mark.hazard("H15")
def test_nobody_hears_it_without_a_session(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    sound, reference = the_sound(hotdoc), hotdoc.query()["reference"]
    for path in (f"/messages/{sound.public_id}/sound", f"/desk/{reference}/message"):
        answer = nobody(hotdoc).client.get(path)
        assert b"RIFF" not in answer.content
        assert "audio" not in answer.headers["content-type"]
    dana = signed_in(hotdoc, DANA)
    assert dana.client.get(f"/desk/{reference}/message").status_code == 403


def test_once_typed_the_sound_goes_after_a_week_and_leaves_a_receipt(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    hotdoc.wait(30)
    sound = the_sound(hotdoc)
    types(hotdoc, sound)
    hotdoc.wait(timedelta(days=6, hours=23).total_seconds())
    assert pieces(hotdoc, sound) > 0
    hotdoc.wait(timedelta(hours=2).total_seconds())
    assert pieces(hotdoc, sound) == 0
    (receipt,) = [
        each for each in trail(hotdoc, "sound.deleted") if each.subject == sound.public_id
    ]
    assert receipt.detail["retention"] == "message"
    dana = signed_in(hotdoc, DANA).opens(f"/messages/{sound.public_id}").sees("It is written down")
    assert dana.client.get(f"/messages/{sound.public_id}/sound").status_code == 404


def types(hotdoc: World, sound: Sound) -> None:
    dana = signed_in(hotdoc, DANA).opens(f"/messages/{sound.public_id}")
    dana.presses("Keep what I typed", text=SPOKEN)


def test_with_nothing_on_it_somebody_says_so_and_why(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc, says="hm")
    dana = signed_in(hotdoc, DANA).opens(f"/messages/{the_sound(hotdoc).public_id}")
    dana.presses("Nothing on it", reason=" ").is_refused(422).sees("only breathing")
    dana.presses("Nothing on it", reason="Only breathing").is_at("/admin")
    ends_as_message(hotdoc)
    (shown,) = hotdoc.query()["messages"]
    assert shown["kind"] == "internal"


def test_what_nobody_types_is_not_deleted_before_the_lead_has_heard_of_it(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    hotdoc.wait(timedelta(days=26).total_seconds())
    sound = the_sound(hotdoc)
    assert not any("is deleted on" in text for text in hotdoc.texts(CHIDI))
    hotdoc.wait(timedelta(days=1, hours=2).total_seconds())
    hotdoc.settle()
    assert any("is deleted on" in text for text in hotdoc.texts(CHIDI))
    assert pieces(hotdoc, sound) > 0
    hotdoc.wait(timedelta(days=3).total_seconds())
    assert pieces(hotdoc, sound) == 0
    told = [
        each for each in trail(hotdoc, "message.never_typed") if each.subject == sound.public_id
    ]
    assert len(told) == 1
    ends_as_message(hotdoc)


@pytest.mark.hazard("H09", "H24")
def test_silence_is_no_message_and_the_call_back_stands(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("[beep]").waits(12)
    gp.hears("Your reference is").is_cut_off().never_heard("Your message is kept")
    hotdoc.settle()
    ends_as(hotdoc.query(), "closed")
    assert hotdoc.query()["contacts"][0]["ended"] == "closed"
    assert tasks(hotdoc.query()) == [("ring_back", None)]


def test_a_message_that_ends_by_hanging_up_is_kept_too(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("[beep]").waits(1)
    gp.says("This is Elm Road").waits(1).hangs_up()
    hotdoc.settle()
    hotdoc.wait(30)
    assert hotdoc.query()["contacts"][0]["ended"] == "message"
    assert the_sound(hotdoc).kept_at is not None
