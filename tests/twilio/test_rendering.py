"""Every verb as the carrier's markup, read back by the sandbox's grammar."""

from xml.etree.ElementTree import Element

import pytest

from advice_line.ports.script import (
    Ask,
    Connect,
    GoTo,
    HangUp,
    Join,
    Pause,
    Play,
    Record,
    Say,
    Script,
    Step,
    StepName,
    Verb,
    script,
)
from integrations.sandbox.overrides import read_overrides
from integrations.sandbox.twiml import WHISPER, read, spoken
from integrations.twilio.addresses import OVERRIDES, Addresses
from integrations.twilio.rendering import MOST_SPOKEN, render, render_whisper
from tests.twilio.posting import AMARA, LINE, PUBLIC

KEYED = Step(name=StepName.WHISPER_KEYED, ref="o1")
GREETED = Step(name=StepName.GREETED)
CONNECT = Connect(
    number=AMARA,
    ring_seconds=15,
    show_number=LINE,
    whisper=Step(name=StepName.WHISPER, ref="o1"),
    watch=Step(name=StepName.LEG, ref="o1"),
    then=Step(name=StepName.HOP_ENDED, ref="o1"),
)


def verbs(*given: Verb) -> list[Element]:
    document = render(script(*given), Addresses(PUBLIC))
    return list(read(document.encode(), "text/xml", f"{PUBLIC}/x").root)


def whisper(*given: Verb) -> list[Element]:
    document = render_whisper(script(*given), Addresses(PUBLIC))
    return list(read(document.encode(), "text/xml", f"{PUBLIC}/x", WHISPER).root)


def test_words_are_said_in_a_british_voice() -> None:
    (say,) = verbs(Say(words="You are through to radiology advice & nobody <else>."))
    assert spoken(say) == "You are through to radiology advice & nobody <else>."
    assert (say.get("language"), say.get("voice")) == ("en-GB", "Polly.Amy")


def test_a_sound_is_played_and_its_words_are_not_spoken() -> None:
    sound = Play(url="https://www.example.org/a.wav?v=2&x=1", words="You are through.")
    (play,) = verbs(sound)
    assert (play.tag, play.text) == ("Play", "https://www.example.org/a.wav?v=2&x=1")
    gather, _ = verbs(Ask(words=(sound, "Press 1."), then=GREETED), HangUp())
    assert [each.tag for each in gather] == ["Play", "Say"]
    with pytest.raises(ValueError, match="cannot hold play"):
        whisper(sound)


def test_words_that_xml_or_the_carrier_cannot_hold_are_cut() -> None:
    (say,) = verbs(Say(words="Elm\x00 Road\x0b Surgery " + "x" * 5000))
    assert spoken(say).startswith("Elm Road Surgery")
    assert len(say.text or "") == MOST_SPOKEN
    assert verbs(Say(words=" \x07\ufffe\ud800 ")) == []


def test_a_pause_and_hanging_up() -> None:
    pause, hang_up = verbs(Pause(seconds=2), HangUp())
    assert (pause.tag, pause.get("length"), hang_up.tag) == ("Pause", "2", "Hangup")


def test_a_question_takes_keys_from_its_first_word_and_falls_through_without_one() -> None:
    gather, after = verbs(Ask(words=("Press 1.", "Or wait."), then=GREETED), HangUp())
    assert [child.tag for child in gather] == ["Say", "Say"]
    assert (gather.get("numDigits"), gather.get("timeout")) == ("1", "5")
    assert gather.get("action") == f"{PUBLIC}/twilio/voice/greeted{OVERRIDES}"
    assert gather.get("actionOnEmptyResult") is None
    assert after.tag == "Hangup"


def test_a_question_without_a_count_ends_at_the_hash_key() -> None:
    given = Step(name=StepName.NUMBER_GIVEN, ref="2")
    (gather,) = verbs(Ask(words=("Your number.",), keys=None, seconds=9, then=given))
    assert (gather.get("finishOnKey"), gather.get("numDigits")) == ("#", None)
    assert gather.get("action") == f"{PUBLIC}/twilio/voice/number-given/2{OVERRIDES}"


def test_a_connection_rings_one_number_and_whispers_to_who_answers() -> None:
    (dial,) = verbs(CONNECT)
    (number,) = dial
    assert number.text == AMARA
    assert dial.get("action") == f"{PUBLIC}/twilio/voice/hop-ended/o1{OVERRIDES}"
    assert dial.get("callerId") == LINE
    assert number.get("url") == f"{PUBLIC}/twilio/voice/whisper/o1{OVERRIDES}"
    assert number.get("statusCallback") == f"{PUBLIC}/twilio/voice/leg/o1{OVERRIDES}"
    assert number.get("statusCallbackEvent") == "initiated ringing answered completed"


@pytest.mark.hazard("H06")
def test_the_caller_hears_ringing_and_never_an_announcement_of_the_operator() -> None:
    (dial,) = verbs(CONNECT)
    assert (dial.get("answerOnBridge"), dial.get("ringTone")) == ("true", "uk")


@pytest.mark.hazard("H06")
@pytest.mark.parametrize(("set_to", "told"), [(15, 10), (20, 15), (10, 5), (5, 5), (40, 35)])
def test_a_phone_rings_no_longer_than_it_should(set_to: int, told: int) -> None:
    """The carrier rings up to five seconds longer than it is told."""
    (dial,) = verbs(CONNECT.model_copy(update={"ring_seconds": set_to}))
    assert int(dial.get("timeout", "0")) == told
    assert told + 5 <= max(set_to, 10)


def test_a_connection_without_whisper_and_watch_is_a_plain_number() -> None:
    (dial,) = verbs(CONNECT.model_copy(update={"whisper": None, "watch": None}))
    assert dial[0].attrib == {}


def test_a_recording_ends_at_the_hash_key_alone_and_tells_when_it_is_ready() -> None:
    left, ready = (Step(name=name) for name in (StepName.MESSAGE_LEFT, StepName.MESSAGE_READY))
    (record,) = verbs(Record(then=left, ready=ready))
    assert record.get("action") == f"{PUBLIC}/twilio/voice/message-left{OVERRIDES}"
    assert record.get("recordingStatusCallback") == (
        f"{PUBLIC}/twilio/voice/message-ready{OVERRIDES}"
    )
    assert (record.get("maxLength"), record.get("timeout")) == ("180", "10")
    assert record.get("finishOnKey") == "#"


def test_going_on_is_a_redirect() -> None:
    (redirect,) = verbs(GoTo(then=Step(name=StepName.BACK_AGAIN, ref="h1")))
    assert redirect.text == f"{PUBLIC}/twilio/voice/back-again/h1{OVERRIDES}"


def test_joining_is_an_empty_document() -> None:
    assert whisper(Join()) == []


def test_a_whisper_asks_and_hangs_up() -> None:
    ask = Ask(words=("Press 1 to accept.",), seconds=8, then=KEYED)
    assert [verb.tag for verb in whisper(ask, HangUp())] == ["Gather", "Hangup"]


@pytest.mark.hazard("H06")
@pytest.mark.parametrize(
    "given", [script(), script(Say(words="Gone on.")), script(Ask(words=("?",), then=KEYED))]
)
def test_nobody_is_joined_because_a_whisper_forgot_to_hang_up(given: Script) -> None:
    """The carrier joins wherever such a document ends: a voicemail would be joined too."""
    assert whisper(*given.verbs)[-1].tag == "Hangup"


@pytest.mark.parametrize("verb", [Pause(seconds=1), GoTo(then=GREETED), CONNECT])
def test_what_a_whisper_may_not_hold_is_an_error_here_and_not_on_the_call(verb: Verb) -> None:
    with pytest.raises(ValueError, match=f"cannot hold {verb.verb}"):
        render_whisper(script(verb), Addresses(PUBLIC))


@pytest.mark.parametrize("name", list(StepName))
def test_every_address_tells_the_carrier_when_to_ask_again(name: StepName) -> None:
    found = read_overrides(Addresses(PUBLIC).step(Step(name=name, ref="a/b c")))
    assert found.url == f"{PUBLIC}/twilio/voice/{name.value}/a%2Fb%20c"
    assert found.retries == 2
    assert found.policies == {"ct", "rt", "5xx"}
    assert (found.connect_timeout, found.read_timeout) == (2.0, 4.0)


def test_the_other_addresses_do_so_too(addresses: Addresses) -> None:
    given = {
        addresses.incoming(): "/twilio/voice/incoming",
        addresses.over(): "/twilio/voice/over",
        addresses.back_over("a1"): "/twilio/voice/back-over/a1",
        addresses.sms_incoming(): "/twilio/sms/incoming",
        addresses.sms_status("x1"): "/twilio/sms/status/x1",
        addresses.same("/twilio/voice/greeted", "again=1"): "/twilio/voice/greeted?again=1",
    }
    for address, path in given.items():
        found = read_overrides(address)
        assert (found.url, found.retries) == (f"{PUBLIC}{path}", 2)
