"""The door itself: who is let in, what a failure answers, and that nothing is lost meanwhile."""

import logging
from xml.etree.ElementTree import Element

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from advice_line.errors import Busy, NotFound
from advice_line.ports.calls import LegState
from advice_line.ports.script import Ask, HangUp, Pause, Say, Step, StepName
from integrations.sandbox.overrides import read_overrides
from integrations.sandbox.twiml import WHISPER, read, spoken
from integrations.twilio.gate import LARGEST
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import (
    CALL,
    LEG,
    PUBLIC,
    Form,
    Twilio,
    voice_form,
    whisper_form,
)

INCOMING = "/twilio/voice/incoming"
OVER = "/twilio/voice/over"
HOP = "/twilio/voice/hop-ended/o1"
ELSEWHERE = "https://attacker.example.com/Recordings/RE1"


def document(answer: Response) -> list[Element]:
    assert answer.status_code == 200
    return list(read(answer.content, answer.headers["content-type"], f"{PUBLIC}/x").root)


def next_path(redirect: Element) -> str:
    return read_overrides(redirect.text or "").url.removeprefix(PUBLIC)


def test_the_desks_script_is_the_answer(twilio: Twilio, desk: RecordingDesk) -> None:
    desk.says("arrived", Say(words="You are through."), HangUp())
    say, hang_up = document(twilio.posts(INCOMING, voice_form()))
    assert (spoken(say), hang_up.tag) == ("You are through.", "Hangup")


def test_a_status_is_answered_204_without_a_body(twilio: Twilio) -> None:
    answer = twilio.posts(OVER, voice_form(CallStatus="completed", SequenceNumber="0"))
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.hazard("H16")
@pytest.mark.parametrize(
    "headers", [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "RSOYDt4T1cUTdK1PDd93="}]
)
@pytest.mark.parametrize("path", [INCOMING, OVER, HOP, "/twilio/sms/incoming"])
def test_without_a_good_signature_nothing_is_told_to_anybody(
    twilio: Twilio, desk: RecordingDesk, headers: dict[str, str], path: str
) -> None:
    answer = twilio.posts(path, voice_form(), headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert (desk.events, desk.refusals) == ([], [])


@pytest.mark.hazard("H16")
def test_another_accounts_token_opens_nothing(client: TestClient, desk: RecordingDesk) -> None:
    assert Twilio(client, "another-token").posts(INCOMING, voice_form()).status_code == 403
    assert (desk.events, desk.refusals) == ([], [])


@pytest.mark.hazard("H16")
def test_a_json_body_is_refused_and_breaks_nothing(client: TestClient, desk: RecordingDesk) -> None:
    answer = client.post(
        f"{PUBLIC}{INCOMING}",
        content=b'{"CallSid": "CA1"}',
        headers={"Content-Type": "application/json", "X-Twilio-Signature": "x"},
    )
    assert answer.status_code == 403
    assert desk.events == []


def test_a_signed_request_of_another_account_is_refused_and_shown(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    answer = twilio.posts(INCOMING, voice_form(AccountSid="AC" + "66" * 16))
    assert answer.status_code == 403
    assert desk.events == []
    assert desk.refusals == [("The request names another account.", f"{INCOMING} {CALL}")]


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1", True),
        ("https://api.dublin.ie1.twilio.com/Recordings/RE1", True),
        (ELSEWHERE, False),
        ("https://api.twilio.com.example.com/RE1", False),
        ("https://nottwilio.com/RE1", False),
        ("https://api.twilio.com@example.com/RE1", False),
        ("no address", False),
        ("https://[broken/RE1", False),
    ],
)
def test_a_recording_elsewhere_is_refused_and_shown(
    twilio: Twilio, desk: RecordingDesk, address: str, accepted: bool
) -> None:
    form = voice_form(RecordingUrl=address, RecordingDuration="7", Digits="hangup")
    answer = twilio.posts("/twilio/voice/message-left", form)
    assert answer.status_code == (200 if accepted else 403)
    assert len(desk.events) == accepted
    assert len(desk.refusals) == (not accepted)


def test_a_number_that_is_no_line_is_refused_and_shown(twilio: Twilio, desk: RecordingDesk) -> None:
    desk.failing = [NotFound()]
    assert twilio.posts(INCOMING, voice_form()).status_code == 403
    ((reason, source),) = desk.refusals
    assert reason == "The request names nothing of ours."
    assert source == f"{INCOMING} {CALL}"


def test_a_hop_for_which_nothing_was_dialled_has_failed(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    """As after a number that may not be rung: the carrier then has no word for it."""
    assert twilio.posts(HOP, voice_form()).status_code == 200
    ((name, event),) = desk.events
    assert (name, event.state, event.bridged) == ("hop_ended", LegState.FAILED, False)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (INCOMING, voice_form(CallSid="")),
        (INCOMING, voice_form(To="")),
        ("/twilio/voice/greeted", voice_form(Digits="1; drop")),
        (HOP, voice_form(DialCallStatus="exploded")),
        (HOP, voice_form(DialCallStatus="completed", DialCallDuration="-1")),
        (OVER, voice_form(CallStatus="completed", CallDuration="1e3")),
        ("/twilio/voice/back-leg/a1", voice_form(CallStatus="ringing")),
        ("/twilio/sms/status/x1", voice_form()),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_and_shown(
    twilio: Twilio, desk: RecordingDesk, path: str, form: Form
) -> None:
    assert twilio.posts(path, form).status_code == 400
    assert desk.events == []
    assert len(desk.refusals) == 1
    assert "1; drop" not in desk.refusals[0][0]


def test_a_body_beyond_the_limit_is_not_read(twilio: Twilio, desk: RecordingDesk) -> None:
    assert twilio.posts(INCOMING, voice_form(Extra="x" * LARGEST)).status_code == 413
    assert desk.events == []


def test_only_post_is_answered(client: TestClient) -> None:
    assert client.get(INCOMING).status_code == 405


def test_a_busy_database_is_one_moment_and_the_same_question_again(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    desk.failing = [Busy(), Busy()]
    path = INCOMING
    for turn in (1, 2):
        say, pause, redirect = document(twilio.posts(path, voice_form()))
        assert (spoken(say), pause.tag) == ("One moment please.", "Pause")
        path = next_path(redirect)
        assert path == f"{INCOMING}?again={turn}"
    document(twilio.posts(path, voice_form()))
    assert desk.only().key == f"{CALL} {INCOMING}"


def test_after_three_moments_the_carrier_takes_over(twilio: Twilio, desk: RecordingDesk) -> None:
    desk.failing = [Busy() for _ in range(9)]
    path = INCOMING
    for _ in range(3):
        path = next_path(document(twilio.posts(path, voice_form()))[-1])
    assert path == f"{INCOMING}?again=3"
    assert twilio.posts(path, voice_form()).status_code == 503
    assert twilio.posts(f"{INCOMING}?again=-7", voice_form()).status_code == 503


def test_what_the_first_request_said_comes_back_with_it(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    """The carrier does not repeat on a redirect how the dialled leg ended."""
    ended = voice_form(
        DialCallSid=LEG, DialCallStatus="completed", DialCallDuration="61", DialBridged="true"
    )
    desk.failing = [Busy()]
    path = next_path(document(twilio.posts(HOP, ended))[-1])
    twilio.posts(path, voice_form())
    twilio.posts(HOP, ended)
    again, first_try = desk.heard("hop_ended")
    assert again == first_try
    assert (again.bridged, again.seconds) == (True, 61)


def test_one_key_comes_back_too(twilio: Twilio, desk: RecordingDesk) -> None:
    desk.failing = [Busy()]
    path = next_path(document(twilio.posts("/twilio/voice/greeted", voice_form(Digits="1")))[-1])
    twilio.posts(path, voice_form())
    assert (desk.only().keys, desk.only().key) == ("1", f"{CALL} /twilio/voice/greeted 1")


@pytest.mark.hazard("H07")
def test_a_keyed_number_never_stands_in_an_address(twilio: Twilio, desk: RecordingDesk) -> None:
    """It is asked for once more instead."""
    desk.failing = [Busy()]
    answer = twilio.posts("/twilio/voice/number-given/1", voice_form(Digits="9990000018"))
    assert "999" not in answer.text
    twilio.posts(next_path(document(answer)[-1]), voice_form())
    event, attempt = desk.only()
    assert (event.keys, attempt) == ("", "1")


@pytest.mark.hazard("H06")
def test_a_busy_whisper_waits_without_joining_anybody(twilio: Twilio, desk: RecordingDesk) -> None:
    desk.failing = [Busy()]
    answer = twilio.posts("/twilio/voice/whisper-keyed/o1", whisper_form(Digits="1"))
    gather, hang_up = read(answer.content, "text/xml", PUBLIC, WHISPER).verbs()
    assert (gather.get("actionOnEmptyResult"), hang_up.tag) == ("true", "Hangup")
    path = read_overrides(gather.get("action", "")).url.removeprefix(PUBLIC)
    # Neither silence nor an impatient key meanwhile changes what was pressed at first.
    twilio.posts(path, whisper_form(Digits=""))
    twilio.posts(path, whisper_form(Digits="2"))
    silent, impatient = desk.heard("whisper_keyed")
    assert silent == impatient
    assert (silent.keys, silent.leg) == ("1", LEG)


def test_a_busy_database_has_the_carrier_repeat_a_status(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    desk.failing = [Busy()]
    form = voice_form(CallStatus="completed", SequenceNumber="0")
    assert [twilio.posts(OVER, form).status_code for _ in range(2)] == [503, 204]
    assert len(desk.events) == 1


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H13")
def test_any_other_failure_sends_the_call_to_the_carriers_fallback(
    twilio: Twilio, desk: RecordingDesk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.failing = [RuntimeError("Jane Canary 9990000018")]
    with caplog.at_level(logging.DEBUG):
        answer = twilio.posts(INCOMING, voice_form())
    assert (answer.status_code, answer.content) == (500, b"")
    assert "RuntimeError" in caplog.text
    assert "Canary" not in caplog.text
    assert "999" not in caplog.text


def test_a_script_that_a_whisper_cannot_hold_is_such_a_failure(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    desk.says("whisper", Pause(seconds=2))
    assert twilio.posts("/twilio/voice/whisper/o1", whisper_form()).status_code == 500


def test_a_whisper_is_asked_in_its_own_words(twilio: Twilio, desk: RecordingDesk) -> None:
    keyed = Step(name=StepName.WHISPER_KEYED, ref="o1")
    desk.says("whisper", Ask(words=("Press 1 to accept.",), seconds=8, then=keyed), HangUp())
    answer = twilio.posts("/twilio/voice/whisper/o1", whisper_form())
    gather, hang_up = read(answer.content, "text/xml", PUBLIC, WHISPER).verbs()
    assert (gather.tag, hang_up.tag) == ("Gather", "Hangup")
