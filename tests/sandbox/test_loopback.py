"""A call from one of the account's numbers to another, as the vendor puts it through: two legs."""

from twilio.rest import Client  # type: ignore[import-untyped] # the SDK has no types

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from tests.sandbox.conftest import LINE, PUBLIC, TinyApp

OTHER = "+441632960998"
WAITS_THEN_KEYS = '<Response><Play digits="wwww5"/><Pause length="30"/></Response>'


def test_it_arrives_at_the_number_hears_its_keys_and_ends_with_it(
    app: TinyApp, carrier: Carrier, control: InProcessControl, twilio: Client
) -> None:
    carrier.own(OTHER, voice_url=f"{PUBLIC}/other")
    app.says("/other", '<Gather numDigits="1" action="/keyed"><Say>Welcome.</Say></Gather>')
    app.says("/keyed", "<Say>Thank you.</Say><Hangup/>")
    placed = twilio.calls.create(to=OTHER, from_=LINE, twiml=WAITS_THEN_KEYS, time_limit=60)
    control.advance(20)
    (arrived,) = app.forms("/other")
    assert (arrived["From"], arrived["To"], arrived["Direction"]) == (LINE, OTHER, "inbound")
    assert arrived["CallSid"] != placed.sid
    assert app.forms("/keyed")[0]["Digits"] == "5"
    assert [call.status for call in twilio.calls.list()] == ["completed", "completed"]


def test_it_lasts_no_longer_than_was_asked_for(
    app: TinyApp, carrier: Carrier, control: InProcessControl, twilio: Client
) -> None:
    carrier.own(OTHER, voice_url=f"{PUBLIC}/other")
    app.says("/other", '<Say>Please hold.</Say><Pause length="600"/>')
    twilio.calls.create(to=OTHER, from_=LINE, twiml=WAITS_THEN_KEYS, time_limit=15)
    control.advance(60)
    assert {call.duration for call in twilio.calls.list()} == {"15"}


def test_a_number_that_rejects_is_engaged_for_who_calls_it(
    app: TinyApp, carrier: Carrier, control: InProcessControl, twilio: Client
) -> None:
    carrier.own(OTHER, voice_url=f"{PUBLIC}/other")
    app.says("/other", '<Reject reason="busy"/>')
    placed = twilio.calls.create(to=OTHER, from_=LINE, twiml=WAITS_THEN_KEYS)
    control.advance(20)
    assert twilio.calls(placed.sid).fetch().status == "busy"
