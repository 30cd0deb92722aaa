"""Documents are read strictly: whatever the vendor's grammar does not know is an error."""

import pytest

from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from integrations.sandbox.twiml import WHISPER, TwimlError, read, read_messaging
from tests.sandbox.conftest import LINE, TinyApp

XML = "text/xml; charset=utf-8"


def test_a_sound_document_is_read() -> None:
    body = (
        b'<?xml version="1.0" encoding="UTF-8"?><Response>'
        b'<Say voice="Polly.Amy" language="en-GB">Hello</Say>'
        b'<Gather numDigits="1" action="/a" input="dtmf" actionOnEmptyResult="true">'
        b"<Play>https://app.example.org/x.mp3</Play><Pause/></Gather>"
        b'<Dial action="/b" timeout="15" answerOnBridge="true"><Number url="/w" '
        b'statusCallbackEvent="initiated ringing answered completed">+447700900001</Number></Dial>'
        b'<Enqueue waitUrl="/w">q</Enqueue><Record maxLength="60" playBeep="false"/>'
        b'<Redirect method="POST">/c</Redirect><Reject reason="busy"/><Leave/><Hangup/></Response>'
    )
    assert len(read(body, XML, "https://app.example.org/v").verbs()) == 9


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("<Response>", 12100, "parse failure"),
        ("not xml", 12100, "parse failure"),
        (f"<Response>{' ' * 64_000}</Response>", 11750, "longer than"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Response/>', 12100, "parse failure"),
        ("<Reply/>", 12200, "outermost"),
        ("<Response><Dail/></Response>", 12200, "Response/Dail"),
        ("<Response><Say>Hi<Dial/></Say></Response>", 12200, "Say cannot hold"),
        ('<Response><Say tone="kind">Hi</Say></Response>', 12200, "tone is unknown"),
        ('<Response><Say voice="Polly.Nobody">Hi</Say></Response>', 12200, "voice="),
        ('<Response><Pause length="two"/></Response>', 12200, "no whole number"),
        ('<Response><Gather actionOnEmptyResult="True"/></Response>', 12200, "neither true"),
        ('<Response><Dial action="/a">x<b/></Dial></Response>', 12200, "Dial cannot hold"),
        ("<Response>loose words</Response>", 12200, "only elements"),
        ("<Response><Gather>loose</Gather></Response>", 12200, "only elements"),
        ("<Response><Say></Say></Response>", 13520, "characters"),
        (f"<Response><Say>{'a' * 4097}</Say></Response>", 13520, "characters"),
        ("<Response><Redirect/></Response>", 12200, "empty"),
        ('<Response><Redirect method="GET">/a</Redirect></Response>', 12200, "posts"),
        ('<Response><Record transcribe="true"/></Response>', 12200, "not played"),
        ('<Response><Gather input="speech"/></Response>', 12200, "dtmf"),
        ("<Response><Dial><Conference> </Conference></Dial></Response>", 12200, "is empty"),
        (
            "<Response><Dial><Number statusCallbackEvent=\"['initiated', 'ringing']\">"
            "+447700900001</Number></Dial></Response>",
            12200,
            "none of initiated",
        ),
    ],
)
def test_mistakes_are_named(body: str, code: int, says: str) -> None:
    with pytest.raises(TwimlError, match=says) as caught:
        read(body.encode(), XML, "https://app.example.org/v")
    assert caught.value.code == code


def test_only_xml_is_a_document() -> None:
    with pytest.raises(TwimlError, match="12300"):
        read(b"<Response/>", "application/json", "")


@pytest.mark.parametrize(
    "verb", ["<Dial>+447700900001</Dial>", "<Redirect>/a</Redirect>", "<Pause/>"]
)
def test_a_whisper_holds_four_verbs_only(verb: str) -> None:
    with pytest.raises(TwimlError, match="13000"):
        read(f"<Response>{verb}</Response>".encode(), XML, "", WHISPER)


def test_addresses_are_read_against_the_document_s_own() -> None:
    document = read(b"<Response/>", XML, "https://app.example.org/a/b?c=1")
    assert document.address("/d") == "https://app.example.org/d"
    assert document.address("e?f=2") == "https://app.example.org/a/e?f=2"
    assert document.address("") == "https://app.example.org/a/b?c=1"


def test_a_reply_to_an_sms_has_a_grammar_of_its_own() -> None:
    assert read_messaging(b"", "") is None
    assert read_messaging(b"<Response><Message>Hi</Message></Response>", XML) is not None
    with pytest.raises(TwimlError, match="Response/Say"):
        read_messaging(b"<Response><Say>Hi</Say></Response>", XML)


def test_a_caller_hears_of_a_broken_document(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", '<Say tone="kind">Hello.</Say>')
    gp.rings(LINE).hears("application error has occurred").is_cut_off()
    assert [fault["kind"] for fault in control.faults()] == ["twiml"]
