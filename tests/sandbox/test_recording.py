"""Voicemail: what the caller says is kept, even when they only hang up, and is ready later."""

import io
import wave

import pytest
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK has no types
    TwilioRestException,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from tests.sandbox.conftest import LINE, TinyApp

RECORD = (
    '<Record action="/saved" maxLength="60" timeout="4"'
    ' recordingStatusCallback="/recording/status"/>'
)
WORDS = "Please ring me back about a shoulder."


@pytest.fixture(autouse=True)
def _voicemail(app: TinyApp) -> None:
    app.says("/voice", "<Say>Leave a message.</Say>", RECORD, "<Say>Nothing was said.</Say>")
    app.says("/saved", "<Say>Thank you.</Say>")


def test_silence_after_the_words_ends_the_message(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    gp.rings(LINE).hears("[beep]").waits(1).says(WORDS).hears("Thank you")
    saved = app.forms("/saved")[0]
    assert saved["Digits"] == ""
    assert int(saved["RecordingDuration"]) == 4
    assert saved["RecordingUrl"].endswith(f"/Recordings/{control.recordings()[0]['sid']}")
    assert control.recordings()[0]["words"] == WORDS


def test_a_key_ends_the_message_and_is_reported(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE).hears("[beep]").waits(1).says(WORDS).waits(2).presses("#").hears("Thank you")
    assert app.forms("/saved")[0]["Digits"] == "#"


def test_hanging_up_still_saves_the_message(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    gp.rings(LINE).hears("[beep]").waits(1).says(WORDS).waits(2).hangs_up()
    saved = app.forms("/saved")[0]
    assert (saved["Digits"], saved["CallStatus"]) == ("hangup", "completed")
    assert app.paths()[-1] == "/number/status"
    gp.waits(3)
    assert app.paths()[-1] == "/recording/status"
    assert not control.faults()


def test_silence_alone_saves_nothing_and_goes_on(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    gp.rings(LINE).hears("Nothing was said")
    assert not control.recordings()
    assert "/saved" not in app.paths()


def test_a_message_is_taken_from_the_tone_until_silence(
    control: InProcessControl, gp: Person
) -> None:
    gp.rings(LINE).hears("[beep]")
    assert control.legs()[0]["taped"] is True
    gp.waits(5)
    assert control.legs()[0]["taped"] is False


def test_the_longest_message_is_cut(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE).hears("[beep]").says("word " * 300).hears("Thank you", within=70)
    assert app.forms("/saved")[0]["RecordingDuration"] == "60"


def test_the_file_is_there_only_once_the_callback_said_so(
    app: TinyApp, carrier: Carrier, twilio: Client, gp: Person
) -> None:
    gp.rings(LINE).hears("[beep]").waits(1).says(WORDS).hears("Thank you")
    sid = app.forms("/saved")[0]["RecordingSid"]
    base = f"https://api.twilio.com/2010-04-01/Accounts/{carrier.account.sid}"
    address = f"{base}/Recordings/{sid}.wav"
    assert twilio.request("GET", address).status_code == 404
    gp.waits(2)
    ready = app.forms("/recording/status")[0]
    assert (ready["RecordingStatus"], ready["RecordingSource"]) == ("completed", "RecordVerb")
    assert "From" not in ready
    answer = twilio.request("GET", address)
    with wave.open(io.BytesIO(answer.text.encode("latin-1"))) as sound:
        assert sound.getnframes() / sound.getframerate() == 4
    assert twilio.request("GET", address.replace(".wav", ".mp3")).text.startswith("ÿû")


def test_recordings_are_found_by_their_call_and_can_be_deleted(
    app: TinyApp, twilio: Client, gp: Person
) -> None:
    gp.rings(LINE).hears("[beep]").waits(1).says(WORDS).hears("Thank you").waits(3)
    call = app.forms("/saved")[0]["CallSid"]
    found = twilio.recordings.list(call_sid=call)
    assert [one.status for one in found] == ["completed"]
    assert twilio.recordings(found[0].sid).fetch().duration == "4"
    assert twilio.recordings(found[0].sid).delete()
    with pytest.raises(TwilioRestException, match="not found"):
        twilio.recordings(found[0].sid).fetch()
