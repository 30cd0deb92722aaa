"""Text messages out and in, with the callbacks that follow."""

import pytest
from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK has no types
    TwilioRestException,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.control import InProcessControl
from integrations.sandbox.phones import off
from integrations.sandbox.sms import segments
from integrations.sandbox.story import Person
from tests.sandbox.conftest import LINE, MOBILE, PUBLIC, TinyApp

STATUS = f"{PUBLIC}/sms/status?x=o1#rc=2&rp=ct,5xx"


def test_a_message_is_sent_then_delivered(
    app: TinyApp, control: InProcessControl, twilio: Client
) -> None:
    sent = twilio.messages.create(
        to=MOBILE, from_=LINE, body="Your reference", status_callback=STATUS
    )
    assert (sent.status, sent.direction) == ("queued", "outbound-api")
    assert not app.asked
    sms = Person(control, MOBILE).reads("your reference")
    assert sms["sid"] == sent.sid
    told = app.forms("/sms/status")
    assert [form["MessageStatus"] for form in told] == ["sent", "delivered"]
    assert {form["MessageSid"] for form in told} == {sent.sid}
    assert "ErrorCode" not in told[0]
    assert twilio.messages(sent.sid).fetch().status == "delivered"


def test_who_texts_stop_can_be_texted_no_more_until_start(
    control: InProcessControl, twilio: Client
) -> None:
    control.text(MOBILE, LINE, " stop ")
    with pytest.raises(TwilioRestException) as caught:
        twilio.messages.create(to=MOBILE, from_=LINE, body="Hello")
    assert caught.value.code == 21610
    assert "21610" in control.faults()[-1]["message"], "an application is told of it"
    control.text(MOBILE, LINE, "START")
    twilio.messages.create(to=MOBILE, from_=LINE, body="Hello again")
    assert Person(control, MOBILE).reads("Hello again")


def test_a_landline_refuses_at_once(control: InProcessControl, twilio: Client) -> None:
    with pytest.raises(TwilioRestException) as caught:
        twilio.messages.create(to="+441632960101", from_=LINE, body="Hello")
    assert caught.value.code == 21614
    assert not control.faults(), "an application cannot know every landline"


def test_a_phone_that_is_off_gets_nothing(
    app: TinyApp, control: InProcessControl, twilio: Client
) -> None:
    control.behaves(MOBILE, off())
    twilio.messages.create(to=MOBILE, from_=LINE, body="Hello", status_callback=STATUS)
    control.advance(5)
    (told,) = app.forms("/sms/status")
    assert (told["MessageStatus"], told["ErrorCode"]) == ("undelivered", "30003")
    assert control.inbox(MOBILE) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"body": ""}, 21602),
        ({"body": "x" * 1601}, 21617),
        ({"from_": "+447700900555"}, 21606),
        ({"to": "07700 900009"}, 21211),
        ({"media_url": ["https://app.example.org/x.png"]}, 20001),
    ],
)
def test_what_the_vendor_refuses_is_refused_and_a_fault(
    control: InProcessControl, twilio: Client, given: dict[str, object], code: int
) -> None:
    with pytest.raises(TwilioRestException) as caught:
        twilio.messages.create(**{"to": MOBILE, "from_": LINE, "body": "Hello", **given})
    assert caught.value.code == code
    assert control.faults()[0]["kind"] == "rest"
    assert control.messages() == []


def test_a_message_from_a_person_reaches_the_application(
    app: TinyApp, control: InProcessControl
) -> None:
    app.says("/sms")
    person = Person(control, MOBILE).texts(LINE, "Please call & ask for me")
    (form,) = app.forms("/sms")
    assert form["Body"] == "Please call & ask for me"
    assert (form["From"], form["To"], form["SmsStatus"]) == (MOBILE, LINE, "received")
    assert (form["NumMedia"], form["NumSegments"]) == ("0", "1")
    assert form["MessageSid"] == form["SmsSid"]
    person.waits(5)
    assert person.unread() == []


def test_a_reply_in_the_answer_comes_back(app: TinyApp, control: InProcessControl) -> None:
    app.says("/sms", "<Message>This number takes calls.</Message>")
    Person(control, MOBILE).texts(LINE, "Hello").reads("takes calls")
    assert [sms["direction"] for sms in control.messages()] == ["inbound", "outbound-reply"]


def test_an_empty_answer_is_no_reply(app: TinyApp, control: InProcessControl) -> None:
    app.pages["/sms"] = (204, "")
    Person(control, MOBILE).texts(LINE, "Hello").waits(5)
    assert not control.faults()


def test_an_application_that_is_down_is_a_fault(app: TinyApp, control: InProcessControl) -> None:
    app.down = True
    Person(control, MOBILE).texts(LINE, "Hello")
    assert control.faults()[0]["kind"] == "webhook"


def test_a_message_to_somebody_else_s_number_cannot_be_sent(control: InProcessControl) -> None:
    with pytest.raises(LookupError, match="no number of this account"):
        control.text(MOBILE, "+441632960555", "Hello")


@pytest.mark.parametrize(
    ("body", "parts"), [("x" * 160, 1), ("x" * 161, 2), ("—" * 70, 1), ("—" * 71, 2)]
)
def test_long_messages_are_cut_into_parts(body: str, parts: int) -> None:
    assert segments(body) == parts


def test_the_callbacks_of_a_message_may_swap_places(
    app: TinyApp, control: InProcessControl, twilio: Client
) -> None:
    control.chaos("reorder-callbacks")
    twilio.messages.create(to=MOBILE, from_=LINE, body="Hello", status_callback=STATUS)
    control.advance(10)
    told = [form["MessageStatus"] for form in app.forms("/sms/status")]
    assert told == ["delivered", "sent"]


def test_an_inbound_message_is_repeated_with_its_token_where_the_address_allows(
    app: TinyApp, control: InProcessControl
) -> None:
    control.own(LINE, sms_url=f"{PUBLIC}/sms#rc=1&rp=rt")
    control.chaos("retry-same-token")
    app.says("/sms", "<Message>Thank you.</Message>")
    Person(control, MOBILE).texts(LINE, "Hello").reads("Thank you")
    assert len(app.forms("/sms")) == 2
    assert len(set(app.tokens)) == 1
    assert len(control.inbox(MOBILE)) == 1
