"""A talk that moves into a conference: who hears whom there, who is held, and how it ends."""

import pytest
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    TwilioRestException,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from tests.sandbox.conftest import AMARA, LINE, PUBLIC, TinyApp

ROOM = (
    '<Dial action="/left"><Conference endConferenceOnExit="{ends}" waitUrl="/alone">'
    "talk-1</Conference></Dial>"
)


@pytest.fixture(autouse=True)
def _talking(app: TinyApp, gp: Person, amara: Person) -> None:
    app.says(
        "/voice",
        f'<Dial callerId="{LINE}" action="/moved">{AMARA}</Dial>',
    )
    app.says("/room", ROOM.format(ends="true"))
    app.says("/moved", ROOM.format(ends="true"))
    app.says("/alone", "<Say>One moment.</Say>", "<Pause length='5'/>")
    app.says("/hold", "<Say>Please hold the line.</Say>", "<Pause length='20'/>")
    app.says("/left", "<Say>They have gone.</Say>")
    gp.rings(LINE)
    amara.is_rung().answers()


@pytest.fixture
def room(control: InProcessControl, twilio: Client) -> str:
    """Both have moved into a conference; its id."""
    responder = control.legs()[1]["sid"]
    twilio.calls(responder).update(url=f"{PUBLIC}/room")
    control.advance(1)
    (found,) = twilio.conferences.list(friendly_name="talk-1", status="in-progress")
    return str(found.sid)


def test_both_sides_of_a_dialled_call_move_and_go_on_talking(
    app: TinyApp, control: InProcessControl, gp: Person, amara: Person, room: str
) -> None:
    assert room.startswith("CF")
    moved = app.forms("/moved")[0]
    assert (moved["DialCallStatus"], moved["DialBridged"]) == ("completed", "true")
    amara.says("Can you hear me?")
    gp.hears("Can you hear me?")
    assert gp.is_talking()
    assert not control.faults()


def test_who_is_held_hears_the_hold_document_and_nobody_hears_them(
    control: InProcessControl, twilio: Client, gp: Person, amara: Person, room: str
) -> None:
    caller = control.legs()[0]["sid"]
    twilio.conferences(room).participants(caller).update(hold=True, hold_url=f"{PUBLIC}/hold")
    control.advance(1)
    gp.hears("Please hold the line").says("Is anybody there?")
    amara.says("A word among colleagues").waits(2)
    amara.never_heard("Is anybody there?")
    gp.never_heard("A word among colleagues")
    twilio.conferences(room).participants(caller).update(hold=False)
    control.advance(1)
    amara.says("Here I am again")
    gp.hears("Here I am again")
    assert not control.faults()


def test_it_is_over_for_all_when_one_leaves_whose_leaving_ends_it(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person, amara: Person, room: str
) -> None:
    amara.hangs_up()
    gp.hears("They have gone").is_cut_off()
    assert app.forms("/left")[-1]["DialCallStatus"] == "answered"
    assert twilio.conferences.list(friendly_name="talk-1", status="in-progress") == []
    with pytest.raises(TwilioRestException) as caught:
        twilio.conferences(room).participants(control.legs()[0]["sid"]).update(hold=False)
    assert caught.value.status == 404


def test_a_recording_of_a_leg_goes_on_in_a_room_silent_while_paused_and_is_ready_after_the_call(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person, amara: Person
) -> None:
    call, responder = (leg["sid"] for leg in control.legs())
    gp.says("before anything").waits(2)
    begun = twilio.calls(call).recordings.create(
        recording_channels="dual", recording_status_callback=f"{PUBLIC}/tape/status"
    )
    tape = twilio.calls(call).recordings(begun.sid)
    gp.says("about a knee").waits(2)
    tape.update(status="paused", pause_behavior="silence")
    amara.says("between ourselves").waits(2)
    twilio.calls(responder).update(url=f"{PUBLIC}/room")
    control.advance(1)
    tape.update(status="in-progress")
    amara.says("order a film").waits(2)
    (listed,) = twilio.calls(call).recordings.list()
    assert (listed.sid, listed.status, listed.channels) == (begun.sid, "in-progress", 2)
    gp.hangs_up()
    control.advance(5)
    (kept,) = control.recordings()
    assert kept["words"] == "about a knee order a film"
    told = app.forms("/tape/status")[0]
    assert (told["RecordingChannels"], told["RecordingSource"]) == ("2", "StartCallRecordingAPI")
    with pytest.raises(TwilioRestException) as caught:
        tape.update(status="paused", pause_behavior="silence")
    assert caught.value.status == 404
    with pytest.raises(TwilioRestException) as caught:
        twilio.calls(call).recordings.create(recording_channels="dual")
    assert caught.value.code == 21220


def test_an_announcement_is_heard_by_whom_it_is_for_and_they_talk_on(
    app: TinyApp,
    control: InProcessControl,
    twilio: Client,
    gp: Person,
    amara: Person,
    room: str,
) -> None:
    app.says("/told", "<Say>Ben does not answer.</Say>")
    caller = control.legs()[0]["sid"]
    there = twilio.conferences(room).participants(caller)
    there.update(announce_url=f"{PUBLIC}/told", announce_method="POST")
    gp.hears("Ben does not answer")
    amara.never_heard("Ben does not answer")
    amara.says("I am still here.")
    gp.hears("I am still here")
    with pytest.raises(TwilioRestException):
        there.update(announce_url="told", announce_method="POST")


def test_what_follows_a_hang_up_in_an_announcement_is_no_part_of_it(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person, amara: Person, room: str
) -> None:
    app.says("/told", "<Say>Ben does not answer, and that takes a while to say.</Say>")
    app.says("/left", "<Hangup/>")
    there = twilio.conferences(room).participants(control.legs()[0]["sid"])
    there.update(announce_url=f"{PUBLIC}/told", announce_method="POST")
    gp.hears("Ben does not answer").hangs_up()
    amara.waits(2)
    assert app.forms("/left")
    assert not control.faults()
