"""One story on either control: the object in this process, or a carrier over HTTP."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from twilio.rest import Client  # type: ignore[import-untyped] # the SDK has no types

from integrations.sandbox.__main__ import main
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import CarrierControl, InProcessControl
from integrations.sandbox.phones import accepts, declines, rings_out
from integrations.sandbox.remote import HttpControl, answer_control
from integrations.sandbox.server import CarrierServer
from integrations.sandbox.signing import signed_headers
from integrations.sandbox.story import Person
from tests.sandbox.application_server import served
from tests.sandbox.conftest import AMARA, BEN, GP, LINE, MOBILE, NINE, PUBLIC, TinyApp
from tests.sandbox.test_hunt import WHISPER


@pytest.fixture(params=["in process", "over http"])
def either(request: pytest.FixtureRequest, carrier: Carrier) -> Iterator[CarrierControl]:
    if request.param == "in process":
        yield InProcessControl(carrier)
        return
    with CarrierServer(carrier) as server:
        yield HttpControl(server.base)


def hunting(app: TinyApp) -> None:
    def hop(form: dict[str, str]) -> str:
        if form["DialBridged"] == "true":
            return "<Response><Hangup/></Response>"
        return f"<Response>{dial(BEN)}</Response>"

    app.says("/voice", "<Say>You are through to advice.</Say>", dial(AMARA))
    app.pages["/hop"] = hop
    app.says("/whisper", WHISPER)
    app.pages["/accept"] = lambda form: (
        "<Response/>" if form["Digits"] == "1" else "<Response><Hangup/></Response>"
    )
    app.says("/sms")


def dial(number: str) -> str:
    return (
        f'<Dial action="/hop" timeout="15" callerId="{LINE}">'
        f'<Number url="/whisper" statusCallback="/leg/status">{number}</Number></Dial>'
    )


def the_story(control: CarrierControl) -> None:
    control.behaves(AMARA, declines())
    control.behaves(BEN, accepts(talks_for=30))
    gp = Person(control, GP)
    gp.rings(LINE).hears("through to advice").waits(20)
    assert gp.is_talking()
    gp.says("It is about a hip.").is_cut_off(within=40)
    ben = Person(control, BEN).hears("press 1").hears("about a hip")
    assert ben.unheard() == []
    Person(control, MOBILE).texts(LINE, "Thank you")
    assert control.faults() == []
    assert [leg["person"] for leg in control.legs()] == [GP, AMARA, BEN]
    assert control.legs(BEN)[0]["seconds"] >= 30


def test_the_same_story_passes_on_either(app: TinyApp, either: CarrierControl) -> None:
    hunting(app)
    the_story(either)
    assert len([hook for hook in either.webhooks() if hook["kind"] == "whisper"]) == 2


def test_it_begins_anew_at_an_earlier_hour(app: TinyApp, either: CarrierControl) -> None:
    hunting(app)
    the_story(either)
    first = {leg["sid"] for leg in either.legs()}
    either.chaos("mute")
    either.call(GP, LINE)
    either.begin("2026-11-23T08:00:00Z", "the next story")
    assert either.now() == NINE - timedelta(hours=1)
    with pytest.raises(LookupError, match="no number of this account"):
        either.call(GP, LINE)
    either.own(LINE, voice_url=f"{PUBLIC}/voice", sms_url=f"{PUBLIC}/sms")
    the_story(either)
    assert not first & {leg["sid"] for leg in either.legs()}


def test_what_cannot_be_done_raises_the_same_on_either(either: CarrierControl) -> None:
    with pytest.raises(LookupError, match="on no call"):
        either.press(GP, "1")
    with pytest.raises(LookupError, match="no number of this account"):
        either.call(GP, "+441632960555")
    with pytest.raises(ValueError, match="earthquake"):
        either.chaos("earthquake")


def test_everything_else_works_on_either(app: TinyApp, either: CarrierControl) -> None:
    app.says("/voice", "<Say>Hello.</Say>", '<Record action="/saved"/>')
    app.says("/saved", "<Hangup/>")
    assert either.now() == NINE
    either.own("+441632960001", voice_url=f"{PUBLIC}/voice", sms_url=f"{PUBLIC}/sms")
    either.bin("https://handler.example.org/x", "<Response/>")
    either.chaos("extra-fields", times=None)
    either.calm()
    either.call(GP, "+441632960001", withheld=True)
    either.advance(2)
    either.speak(GP, "A few words.")
    either.hang_up(GP)
    assert either.recordings()[0]["words"] == "A few words."
    assert either.legs(GP)[0]["from_number"] == "anonymous"
    held = either.hold("POST", "/Messages.json", when="before", times=1)
    assert either.held(held) == []
    either.release(held, answered=False)
    assert either.forge(f"{PUBLIC}/voice", [("CallSid", "CA1")], signed=False) == 403
    assert either.messages() == []
    assert either.inbox(GP) == []
    assert either.rest_log() == []
    either.behaves(AMARA, rings_out())
    app.says("/voice", f'<Dial callerId="{LINE}">{BEN}</Dial>')
    either.call(GP, LINE)
    either.advance(2)
    either.answer(BEN)
    either.hang_up(BEN)
    either.call(GP, LINE)
    either.advance(2)
    either.reject(BEN)
    assert [leg["status"] for leg in either.legs(BEN)] == ["completed", "busy"]


def test_an_unknown_or_ill_given_command_is_refused(control: InProcessControl) -> None:
    assert answer_control(control, "carrier", b"")[0] == 404
    assert answer_control(control, "press", b'{"digits": "1"}')[0] == 400


def test_nobody_there_is_a_connection_error() -> None:
    with pytest.raises(ConnectionError, match="No carrier"):
        HttpControl("http://127.0.0.1:9").now()


def test_what_the_help_says_rings_a_line(
    app: TinyApp, carrier: Carrier, capsys: pytest.CaptureFixture[str]
) -> None:
    hunting(app)
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    steps = re.findall(r"curl -d '(.*)' URL/sandbox/(\w+)", capsys.readouterr().out)
    control = InProcessControl(carrier)
    for body, name in steps:
        assert answer_control(control, name, body.encode())[0] == 200, (name, body)
    assert {name for _, name in steps} >= {"own", "call", "answer", "press", "hang_up"}
    assert any(leg["person"] == AMARA and leg["ever_joined"] for leg in control.legs())
    assert control.faults() == []


@pytest.mark.processes
def test_a_carrier_process_drives_an_application_over_http(app: TinyApp, tmp_path: Path) -> None:
    hunting(app)
    clock = tmp_path / "clock.txt"
    with served(app, PUBLIC) as local:
        command = [
            *(sys.executable, "-m", "integrations.sandbox"),
            *("--start", "2026-11-23T09:00:00Z", "--clock-file", str(clock)),
            *("--forward", f"{PUBLIC}={local}", "--auth-token", "another-token", "--until-eof"),
        ]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            app.secret = said["auth_token"]
            control = HttpControl(said["url"])
            control.own(LINE, voice_url=f"{PUBLIC}/voice", sms_url=f"{PUBLIC}/sms")
            the_story(control)
            assert clock.read_text() == control.now().isoformat().replace("+00:00", "Z") + "\n"
            process.stdin.close()
            assert process.wait(60) == 0
    assert app.paths()[0] == "/voice"


def test_the_vendor_s_own_client_reaches_the_rest_side_over_http(carrier: Carrier) -> None:
    account = carrier.account
    with CarrierServer(carrier) as server:
        twilio = Client(account.sid, account.token)
        path = f"{server.base}/2010-04-01/Accounts/{account.sid}"
        sent = twilio.request(
            "POST",
            f"{path}/Messages.json",
            data={"To": MOBILE, "From": LINE, "Body": "Hello"},
            auth=twilio.auth,
        )
        assert sent.status_code == 201
        assert twilio.request("DELETE", f"{path}/Calls.json", auth=twilio.auth).status_code == 404
        assert twilio.request("GET", f"{path}/Messages.json", auth=("x", "y")).status_code == 401


def test_time_is_the_same_on_both_sides(carrier: Carrier) -> None:
    with CarrierServer(carrier) as server:
        remote = HttpControl(server.base)
        remote.advance(2.5)
        assert remote.now() == carrier.clock.now() == NINE + timedelta(seconds=2.5)


def test_a_document_kept_at_the_carrier_is_given_to_who_signs_for_it(carrier: Carrier) -> None:
    with CarrierServer(carrier) as server:
        address = f"{server.base}/outage"
        InProcessControl(carrier).bin(address, "<Response/>")
        signed = signed_headers(carrier.account.token, f"{address}?AccountSid=AC1", [])
        found = requests.get(f"{address}?AccountSid=AC1", headers=signed, timeout=5)
        assert (found.status_code, found.text) == (200, "<Response/>")
        assert requests.get(address, timeout=5).status_code == 403
