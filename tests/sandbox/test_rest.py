"""The REST side through the vendor's own SDK, checked against the vendor's own description."""

from datetime import timedelta

import pytest
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK has no types
    TwilioRestException,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.openapi import Description
from integrations.sandbox.phones import accepts, rings_out
from integrations.sandbox.story import Person
from tests.sandbox.conftest import AMARA, BEN, LINE, NINE, PUBLIC, TinyApp

FORM = "application/x-www-form-urlencoded"


def test_a_placed_call_rings_and_performs_its_document(
    app: TinyApp, control: InProcessControl, twilio: Client, amara: Person
) -> None:
    app.says("/back", "<Say>Press 1 to ring the practice.</Say>")
    placed = twilio.calls.create(
        to=AMARA,
        from_=LINE,
        url=f"{PUBLIC}/back",
        status_callback=f"{PUBLIC}/call/status",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
    )
    assert (placed.status, placed.direction) == ("queued", "outbound-api")
    assert not app.asked
    amara.is_rung().answers().hears("Press 1").is_cut_off()
    assert [form["CallStatus"] for form in app.forms("/call/status")] == [
        *("initiated", "ringing", "in-progress", "completed")
    ]
    assert app.forms("/back")[0]["Direction"] == "outbound-api"
    assert twilio.calls(placed.sid).fetch().status == "completed"
    assert not control.faults()


def test_a_call_may_bring_its_document_along(twilio: Client, amara: Person) -> None:
    twilio.calls.create(to=AMARA, from_=LINE, twiml="<Response><Say>Hello.</Say></Response>")
    amara.is_rung().answers().hears("Hello")


def test_only_the_end_is_reported_unless_more_is_asked_for(
    app: TinyApp, control: InProcessControl, twilio: Client
) -> None:
    control.behaves(AMARA, rings_out())
    twilio.calls.create(
        to=AMARA,
        from_=LINE,
        url=f"{PUBLIC}/back",
        timeout=20,
        status_callback=f"{PUBLIC}/call/status",
    )
    control.advance(30)
    assert [form["CallStatus"] for form in app.forms("/call/status")] == ["no-answer"]


def test_calls_start_one_a_second(control: InProcessControl, twilio: Client) -> None:
    for number in (AMARA, BEN):
        twilio.calls.create(to=number, from_=LINE, url=f"{PUBLIC}/back")
    control.advance(0.5)
    assert [leg["status"] for leg in control.legs()] == ["initiated", "queued"]
    control.advance(1)
    assert [leg["status"] for leg in control.legs()] == ["ringing", "initiated"]


def test_a_live_call_can_be_ended_or_sent_elsewhere(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person
) -> None:
    app.says("/voice", "<Say>Hello.</Say>", '<Pause length="60"/>', "<Say>Never.</Say>")
    app.says("/new", "<Say>Something else.</Say>", '<Pause length="60"/>')
    gp.rings(LINE).waits(2)
    sid = control.legs()[0]["sid"]
    twilio.calls(sid).update(url=f"{PUBLIC}/new")
    gp.hears("Something else")
    twilio.calls(sid).update(status="completed")
    gp.is_cut_off().never_heard("Never")
    with pytest.raises(TwilioRestException) as caught:
        twilio.calls(sid).update(url=f"{PUBLIC}/new")
    assert caught.value.code == 21220


def test_only_a_call_in_progress_can_be_sent_elsewhere(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person
) -> None:
    app.says("/voice", f'<Dial callerId="{LINE}">{AMARA}</Dial>')
    gp.rings(LINE).waits(2)
    inbound, child = (leg["sid"] for leg in control.legs())
    with pytest.raises(TwilioRestException, match="not in-progress"):
        twilio.calls(child).update(url=f"{PUBLIC}/new")
    twilio.calls(inbound).update(status="canceled")
    control.advance(1)
    assert control.legs()[0]["status"] == "in-progress", "only a call that rings is cancelled"


def test_a_phone_that_is_not_joined_yet_cannot_be_sent_elsewhere(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person
) -> None:
    app.says("/voice", f'<Dial callerId="{LINE}"><Number url="/whisper">{AMARA}</Number></Dial>')
    app.says("/whisper", '<Gather numDigits="1" timeout="8"><Say>Press 1.</Say></Gather>')
    gp.rings(LINE).waits(2)
    control.answer(AMARA)
    with pytest.raises(TwilioRestException, match="cannot be redirected on this carrier"):
        twilio.calls(control.legs()[1]["sid"]).update(url=f"{PUBLIC}/new")
    assert [fault["kind"] for fault in control.faults()] == ["rest"]


def test_a_talking_caller_sent_elsewhere_leaves_the_other_behind(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person, amara: Person
) -> None:
    app.says("/voice", f'<Dial callerId="{LINE}">{AMARA}</Dial>')
    app.says("/new", "<Say>Something else.</Say>")
    gp.rings(LINE)
    amara.is_rung().answers()
    twilio.calls(control.legs()[0]["sid"]).update(url=f"{PUBLIC}/new")
    gp.hears("Something else")
    amara.is_cut_off(within=0)


def test_a_queued_call_can_be_cancelled(control: InProcessControl, twilio: Client) -> None:
    placed = twilio.calls.create(to=AMARA, from_=LINE, url=f"{PUBLIC}/back")
    twilio.calls(placed.sid).update(status="canceled")
    control.advance(5)
    assert twilio.calls(placed.sid).fetch().status == "canceled"
    assert control.legs()[0]["answered"] is None


def test_calls_are_listed_newest_first_and_by_what_is_asked(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person
) -> None:
    app.says("/voice", f'<Dial callerId="{LINE}">{AMARA}</Dial>')
    control.behaves(AMARA, accepts(talks_for=5))
    gp.rings(LINE).waits(60)
    inbound, child = control.legs()
    assert [one.sid for one in twilio.calls.list()] == [child["sid"], inbound["sid"]]
    assert [one.sid for one in twilio.calls.list(to=AMARA)] == [child["sid"]]
    assert [one.sid for one in twilio.calls.list(parent_call_sid=inbound["sid"])] == [child["sid"]]
    assert len(twilio.calls.list(status="completed")) == 2
    later = NINE + timedelta(minutes=5)
    assert twilio.calls.list(to=AMARA, start_time_after=later) == []
    assert len(twilio.calls.list(to=AMARA, start_time_before=later)) == 1
    listed = twilio.calls.list(to=AMARA)[0]
    assert listed.parent_call_sid == inbound["sid"]
    assert listed.start_time == NINE


def test_long_lists_come_in_pages(control: InProcessControl, twilio: Client) -> None:
    app_number = "+441632960101"
    for _ in range(7):
        control.text(app_number, LINE, "Hello")
    assert len(twilio.messages.list(page_size=3)) == 7
    pages = [call["query"] for call in control.rest_log()]
    assert len(pages) == 3


def test_the_number_s_addresses_can_be_read_and_written(
    carrier: Carrier, twilio: Client, app: TinyApp, gp: Person
) -> None:
    (number,) = twilio.incoming_phone_numbers.list(phone_number=LINE)
    assert number.voice_url.startswith(f"{PUBLIC}/voice")
    number.update(
        voice_url=f"{PUBLIC}/other#rc=2&rp=ct,rt,5xx",
        voice_method="POST",
        voice_fallback_url="https://handler.example.org/outage",
        status_callback=f"{PUBLIC}/number/status",
        sms_url=f"{PUBLIC}/sms",
    )
    app.says("/other", "<Say>The other address.</Say>")
    gp.rings(LINE).hears("The other address")
    assert carrier.network.numbers[LINE].voice_fallback_url.endswith("/outage")


def test_the_account_can_be_looked_up(carrier: Carrier, twilio: Client) -> None:
    assert twilio.api.accounts(carrier.account.sid).fetch().status == "active"


def test_wrong_credentials_are_refused(carrier: Carrier, control: InProcessControl) -> None:
    impostor = Client(carrier.account.sid, "wrong", http_client=SandboxHttpClient(carrier.rest))
    with pytest.raises(TwilioRestException) as caught:
        impostor.calls("CA" + "0" * 32).fetch()
    assert (caught.value.status, caught.value.code) == (401, 20003)
    assert control.faults()


def test_another_account_s_resources_are_not_there(
    control: InProcessControl, twilio: Client
) -> None:
    with pytest.raises(TwilioRestException, match="not found"):
        twilio.api.accounts("AC" + "0" * 32).fetch()
    assert control.faults()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, 21205),
        ({"url": "ftp://app.example.org/x"}, 21205),
        ({"url": f"{PUBLIC}/x", "to": "Amara"}, 21211),
        ({"url": f"{PUBLIC}/x", "from_": "+447700900555"}, 21210),
        ({"url": f"{PUBLIC}/x", "method": "GET"}, 20001),
        ({"url": f"{PUBLIC}/x", "timeout": "soon"}, 20001),
        ({"url": f"{PUBLIC}/x", "machine_detection": "Enable"}, 20001),
        ({"url": f"{PUBLIC}/x", "status_callback_event": ["initiated ringing"]}, 21626),
        ({"twiml": "<Response><Dail/></Response>"}, 12200),
    ],
)
def test_a_call_the_vendor_would_refuse_is_refused_and_a_fault(
    control: InProcessControl, twilio: Client, given: dict[str, object], code: int
) -> None:
    with pytest.raises(TwilioRestException) as caught:
        twilio.calls.create(**{"to": AMARA, "from_": LINE, **given})
    assert caught.value.code == code
    assert control.faults()[0]["kind"] == "rest"
    assert control.legs() == []


@pytest.mark.parametrize(
    ("method", "path", "form", "status"),
    [
        ("POST", "/Messages.json", "To=%2B447700900009&Body=x&Form=%2B441632960000", 400),
        ("POST", "/Messages.json", "To=%2B447700900009&To=%2B447700900008&Body=x", 400),
        ("POST", "/Messages.json", "Body=x", 400),
        ("GET", "/Calls.json?Colour=red", "", 400),
        ("GET", "/Calls.json?Status=sleeping", "", 400),
        ("GET", "/Queues.json", "", 404),
        ("DELETE", "/Calls.json", "", 404),
        ("GET", "/Calls/CA12.json", "", 400),
    ],
)
def test_what_the_description_does_not_know_is_refused(
    carrier: Carrier, twilio: Client, method: str, path: str, form: str, status: int
) -> None:
    address = f"https://api.twilio.com/2010-04-01/Accounts/{carrier.account.sid}{path}"
    headers = {"Content-Type": FORM} if method == "POST" else {}
    http = SandboxHttpClient(carrier.rest)
    answer = http.request(method, address, data=form, headers=headers, auth=twilio.auth)
    assert answer.status_code == status
    assert carrier.faults
    carrier.faults.clear()


def test_our_own_answers_keep_to_the_description(
    app: TinyApp, carrier: Carrier, twilio: Client, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", '<Record action="/saved"/>')
    app.says("/saved", "<Hangup/>")
    app.says("/sms")
    control.text(gp.number, LINE, "Hello")
    gp.rings(LINE).says("Some words for you.").waits(20)
    call, message = control.legs()[0]["sid"], control.messages()[0]["sid"]
    recording = control.recordings()[0]["sid"]
    twilio.calls(call).fetch()
    twilio.calls.list()
    twilio.messages(message).fetch()
    twilio.messages.list()
    twilio.recordings(recording).fetch()
    twilio.recordings.list()
    twilio.incoming_phone_numbers.list()
    twilio.api.accounts(carrier.account.sid).fetch()
    description = Description()
    for asked in carrier.rest_log:
        assert asked.status == 200
        description.check_answer(asked.method, asked.path, asked.status, asked.answer)
    assert len(carrier.rest_log) == 8


def test_every_request_is_on_record_with_its_answer(
    control: InProcessControl, twilio: Client
) -> None:
    sent = twilio.messages.create(to=AMARA, from_=LINE, body="Hello there")
    (entry,) = control.rest_log()
    assert (entry["method"], entry["status"]) == ("POST", 201)
    assert ["Body", "Hello there"] in entry["form"]
    assert sent.sid in entry["answer"]
