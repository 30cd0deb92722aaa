"""Texts to a line: a single word may be an answer that somebody waits for; no sentence is read."""

from xml.etree.ElementTree import fromstring

import pytest

from advice_line.errors import Busy
from advice_line.ports.texts import TextCame
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import Twilio, voice_form
from tests.twilio.texts import RecordingTexts

BEN = "+447700900002"
INCOMING = "/twilio/sms/incoming"


def text(body: str, sender: str = BEN) -> list[tuple[str, str]]:
    return [*voice_form(MessageSid="SM7", CallSid="", From=sender), ("Body", body)]


def reply(twilio: Twilio, form: list[tuple[str, str]]) -> str:
    answer = twilio.posts(INCOMING, form)
    return fromstring(answer.text).findtext("Message") or ""  # noqa: S314 - our own answer


def test_an_answer_that_is_waited_for_is_answered_and_refused_to_nobody(
    twilio: Twilio, desk: RecordingDesk, texts: RecordingTexts
) -> None:
    texts.answer = "Thank you."
    assert reply(twilio, text("1")) == "Thank you."
    assert texts.events == [TextCame("SM7", BEN, "1")]
    assert desk.refusals == []


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (" take. ", "TAKE"),
        ("1\n", "1"),
        ("STOP", "STOP"),
        ("", ""),
        ("Jane Canary, chest film", ""),
        ("9990000018", ""),
        ("Fußgänger", ""),
        ("1 yes I am", ""),
    ],
)
def test_one_short_word_is_read_and_nothing_else(
    twilio: Twilio, texts: RecordingTexts, body: str, word: str
) -> None:
    reply(twilio, text(body))
    assert [each.word for each in texts.events] == [word]


@pytest.mark.parametrize("body", ["1", "STOP", "HELP", "Please ring me"])
def test_what_nobody_waits_for_is_answered_as_ever_and_shown_to_the_desk(
    twilio: Twilio, desk: RecordingDesk, body: str
) -> None:
    assert "cannot read text messages" in reply(twilio, text(body))
    assert len(desk.refusals) == 1


def test_a_sender_who_shows_no_number_is_nobody(twilio: Twilio, texts: RecordingTexts) -> None:
    reply(twilio, text("1", sender="anonymous"))
    assert texts.events[0].sender is None


def test_a_busy_database_has_the_carrier_ask_again(twilio: Twilio, texts: RecordingTexts) -> None:
    texts.failing = [Busy()]
    assert twilio.posts(INCOMING, text("1")).status_code == 503
    assert twilio.posts(INCOMING, text("1")).status_code == 200
