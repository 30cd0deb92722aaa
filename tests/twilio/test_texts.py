"""Texts to a line: the whole goes to the desk, a single short word also by itself; what is said is
an answer or nothing."""

from xml.etree.ElementTree import fromstring

import pytest

from advice_line.errors import Busy
from advice_line.ports.texts import TextCame
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import LINE, Twilio, voice_form
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
    assert texts.events == [TextCame("SM7", BEN, "1", LINE, "1")]
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


def test_what_is_answered_by_nothing_is_a_sound_document_without_words(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    answer = twilio.posts(INCOMING, text("Please ring me"))
    assert list(fromstring(answer.text)) == []  # noqa: S314 - our own answer
    assert desk.refusals == []


def test_the_whole_text_comes_without_nuls_and_says_how_much_came_with_it(
    twilio: Twilio, texts: RecordingTexts
) -> None:
    twilio.posts(INCOMING, [*text("one\0 two"), ("NumMedia", "3")])
    (came,) = texts.events
    assert (came.words, came.media, came.called) == ("one two", 3, LINE)
    assert "two" not in repr(came)


def test_a_sender_who_shows_no_number_is_nobody(twilio: Twilio, texts: RecordingTexts) -> None:
    reply(twilio, text("1", sender="anonymous"))
    assert texts.events[0].sender is None


def test_a_busy_database_has_the_carrier_ask_again(twilio: Twilio, texts: RecordingTexts) -> None:
    texts.failing = [Busy()]
    assert twilio.posts(INCOMING, text("1")).status_code == 503
    assert twilio.posts(INCOMING, text("1")).status_code == 200
