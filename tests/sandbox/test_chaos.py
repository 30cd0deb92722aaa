"""Each switch does the one thing its name says, and nothing is worn off that should stay."""

import pytest
import requests
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK has no types
    TwilioRestException,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.chaos import EXPLAINED, Chaos
from integrations.sandbox.control import InProcessControl, switches
from integrations.sandbox.phones import accepts, declines, rings_out
from integrations.sandbox.story import Person
from tests.sandbox.conftest import AMARA, LINE, MOBILE, PUBLIC, TinyApp
from tests.sandbox.test_hunt import DIAL, WHISPER


@pytest.fixture(autouse=True)
def _hunting(app: TinyApp) -> None:
    again = DIAL.replace('"/hop"', f'"{PUBLIC}/hop#rc=1&amp;rp=rt"').replace(
        '"/whisper"', f'"{PUBLIC}/whisper#rc=1&amp;rp=rt"'
    )
    app.says("/voice", again)
    app.says("/whisper", WHISPER)
    app.says("/accept")
    app.says("/hop", "<Say>Nobody is free.</Say>")


def legs_reported(app: TinyApp) -> list[str]:
    return [form["CallStatus"] for form in app.forms("/leg/status")]


def test_every_switch_says_what_it_does() -> None:
    assert set(EXPLAINED) == set(Chaos)
    assert switches()["deaf"]
    assert all(name == name.lower() and "_" not in name for name in switches())


def test_an_unknown_switch_is_refused(control: InProcessControl) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        control.chaos("earthquake")


def test_calm_ends_it_all(carrier: Carrier, control: InProcessControl) -> None:
    control.chaos("deaf")
    assert carrier.chaos.names() == ["deaf"]
    control.calm()
    assert carrier.chaos.names() == []


def test_duplicate_callbacks(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("duplicate-callbacks")
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(30)
    assert legs_reported(app) == [
        *("initiated", "initiated", "ringing", "ringing"),
        *("in-progress", "in-progress", "completed", "completed"),
    ]
    sequence = [form["SequenceNumber"] for form in app.forms("/leg/status")]
    assert sequence == ["0", "0", "1", "1", "2", "2", "3", "3"]


def test_reorder_callbacks(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("reorder-callbacks")
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(40)
    assert legs_reported(app) == ["ringing", "initiated", "completed", "in-progress"]
    assert app.paths()[-1] == "/number/status"


def test_a_held_callback_without_a_successor_still_comes(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.chaos("reorder-callbacks")
    app.says("/voice", "<Say>Hello.</Say>")
    gp.rings(LINE).waits(3)
    assert not app.forms("/number/status")
    gp.waits(5)
    assert len(app.forms("/number/status")) == 1


def test_drop_callbacks(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("drop-callbacks")
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(60)
    assert app.paths() == ["/voice", "/whisper", "/accept", "/hop"]


def test_delay_callbacks(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("delay-callbacks")
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).hears("Nobody is free")
    assert not legs_reported(app)
    gp.waits(40)
    assert legs_reported(app) == ["initiated", "ringing", "no-answer"]


def test_retry_same_token(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("retry-same-token")
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(30)
    voice = [token for path, token in zip(app.paths(), app.tokens, strict=True) if path == "/voice"]
    assert len(voice) == 2
    assert len(set(voice)) == 1
    assert len(app.forms("/whisper")) == 2
    assert len(app.forms("/accept")) == 1, "its address does not allow a repetition"
    assert not control.faults()


def test_fail_over(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("fail-over")
    control.own(LINE, voice_fallback_url="https://handler.example.org/outage")
    control.bin(
        "https://handler.example.org/outage", "<Response><Say>Switchboard.</Say></Response>"
    )
    gp.rings(LINE).hears("Switchboard")
    assert "/voice" not in app.paths()


@pytest.mark.parametrize(
    ("name", "asked"), [("action-after-hangup", True), ("no-action-after-hangup", False)]
)
def test_the_action_after_the_caller_hung_up(
    app: TinyApp, control: InProcessControl, gp: Person, name: str, asked: bool
) -> None:
    control.chaos(name)
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).waits(5).hangs_up()
    assert ("/hop" in app.paths()) is asked
    assert app.paths()[-1] == "/number/status"


@pytest.mark.parametrize("reported", ["completed", "no-answer"])
def test_a_declined_whisper_may_be_called_either(
    app: TinyApp, control: InProcessControl, gp: Person, reported: str
) -> None:
    control.chaos(f"declined-reported-{reported}")
    control.behaves(AMARA, declines(key=""))
    gp.rings(LINE).hears("Nobody is free")
    hop = app.forms("/hop")[0]
    assert (hop["DialCallStatus"], hop["DialBridged"]) == (reported, "false")


def test_accept_after_the_caller_left(
    app: TinyApp, control: InProcessControl, gp: Person, amara: Person
) -> None:
    control.chaos("accept-after-caller-left")
    app.says("/accept", "<Say>The caller has hung up.</Say>")
    gp.rings(LINE)
    amara.is_rung()
    gp.hangs_up()
    amara.answers().hears("press 1").presses("1").hears("caller has hung up").is_cut_off()
    paths = app.paths()
    assert paths.index("/number/status") < paths.index("/accept")
    assert not amara.is_talking()


def test_rest_429(control: InProcessControl, twilio: Client) -> None:
    control.chaos("rest-429")
    for _ in range(2):
        with pytest.raises(TwilioRestException, match="Too Many") as caught:
            twilio.messages.create(to=MOBILE, from_=LINE, body="Hello")
        assert (caught.value.status, caught.value.code) == (429, 20429)
    assert twilio.messages.create(to=MOBILE, from_=LINE, body="Hello").sid
    assert len(control.messages()) == 1
    assert not control.faults()


def test_rest_5xx(control: InProcessControl, twilio: Client) -> None:
    control.chaos("rest-5xx", times=1)
    with pytest.raises(TwilioRestException) as caught:
        twilio.messages.create(to=MOBILE, from_=LINE, body="Hello")
    assert caught.value.status == 503
    assert twilio.messages.create(to=MOBILE, from_=LINE, body="Hello").sid


def test_rest_timeout_after_success(control: InProcessControl, twilio: Client) -> None:
    control.chaos("rest-timeout-after-success")
    with pytest.raises(requests.exceptions.ReadTimeout):
        twilio.messages.create(to=MOBILE, from_=LINE, body="Hello")
    assert [sms["body"] for sms in control.messages()] == ["Hello"]
    assert [sms.body for sms in twilio.messages.list(to=MOBILE)] == ["Hello"]
    assert control.rest_log()[0]["status"] is None


def test_extra_fields_are_signed_like_the_rest(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.chaos("extra-fields")
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(30)
    assert all(form["SandboxUnheardOf"] == "1" for _, form in app.asked)
    assert app.forms("/voice")[0]["From"] == gp.number
    assert not control.faults()


def test_deaf(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    control.chaos("deaf")
    control.behaves(AMARA, accepts())
    gp.rings(LINE).hears("Nobody is free")
    assert "/accept" not in app.paths()


def test_deaf_leaves_the_caller_s_own_keys_alone(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.chaos("deaf")
    app.says("/voice", '<Gather numDigits="1" action="/key"><Say>Press a key.</Say></Gather>')
    app.says("/key", "<Say>Thank you.</Say>")
    gp.rings(LINE).presses("1").hears("Thank you")


def test_mute(app: TinyApp, control: InProcessControl, twilio: Client) -> None:
    control.chaos("mute")
    twilio.messages.create(
        to=MOBILE, from_=LINE, body="Hello", status_callback=f"{PUBLIC}/sms/status"
    )
    control.advance(600)
    assert control.inbox(MOBILE) == []
    assert control.messages()[0]["status"] == "queued"
    assert not app.asked


def test_landline_undelivered(app: TinyApp, control: InProcessControl, twilio: Client) -> None:
    control.chaos("landline-undelivered")
    twilio.messages.create(
        to="+441632960101", from_=LINE, body="Hello", status_callback=f"{PUBLIC}/sms/status"
    )
    control.advance(5)
    (told,) = app.forms("/sms/status")
    assert (told["MessageStatus"], told["ErrorCode"]) == ("undelivered", "30006")
    assert control.inbox("+441632960101") == []
