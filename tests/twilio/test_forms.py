"""The carrier's forms as the desk's events, one table for each thing that varies."""

from typing import Any

import pytest

from advice_line.ports.calls import (
    BackEvent,
    CallArrived,
    CallOver,
    DeflectionEnded,
    DeflectionLegMoved,
    HopEnded,
    KeysPressed,
    LegMoved,
    LegState,
    MessageLeft,
    MessageReady,
    NoticeMoved,
    OfferAsked,
    OfferKeyed,
)
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import (
    ACCOUNT,
    CALL,
    GP,
    LEG,
    LINE,
    Form,
    Twilio,
    voice_form,
    whisper_form,
)

VOICE = "/twilio/voice"
RECORDING = "RE" + "03" * 16
PROGRESS = {"CallbackSource": "call-progress-events", "SequenceNumber": "3"}
DIALLED = {"DialCallSid": LEG, "DialCallStatus": "completed", "DialBridged": "true"}
RECORDED: Form = [
    ("AccountSid", ACCOUNT),
    ("CallSid", CALL),
    ("RecordingSid", RECORDING),
    (
        "RecordingUrl",
        f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RECORDING}",
    ),
    ("RecordingStatus", "completed"),
    ("RecordingDuration", "7"),
    ("RecordingSource", "RecordVerb"),
]


def sms_form(**more: str) -> Form:
    usual = {"MessageSid": "SM1", "SmsSid": "SM1", "AccountSid": ACCOUNT, "From": LINE, "To": GP}
    return list((usual | more).items())


EVENTS: list[tuple[str, str, Form, Any]] = [
    (
        "arrived",
        "/incoming",
        voice_form(CallStatus="ringing"),
        CallArrived(f"{CALL} {VOICE}/incoming", CALL, GP, LINE),
    ),
    (
        "greeted",
        "/greeted",
        voice_form(Digits="1"),
        KeysPressed(f"{CALL} {VOICE}/greeted 1", CALL, "1"),
    ),
    ("greeted", "/greeted", voice_form(), KeysPressed(f"{CALL} {VOICE}/greeted", CALL, "")),
    (
        "whisper",
        "/whisper/o1",
        whisper_form(),
        OfferAsked(f"{LEG} {VOICE}/whisper/o1", CALL, "o1", LEG),
    ),
    (
        "whisper_keyed",
        "/whisper-keyed/o1",
        whisper_form(Digits="1"),
        OfferKeyed(f"{LEG} {VOICE}/whisper-keyed/o1 1", CALL, "o1", LEG, "1"),
    ),
    (
        "hop_ended",
        "/hop-ended/o1",
        voice_form(**DIALLED, DialCallDuration="61"),
        HopEnded(f"{CALL} {VOICE}/hop-ended/o1", CALL, "o1", LegState.COMPLETED, True, 61, False),
    ),
    (
        "hop_ended",
        "/hop-ended/o1",
        voice_form(CallStatus="completed", DialCallStatus="no-answer", DialBridged="false"),
        HopEnded(f"{CALL} {VOICE}/hop-ended/o1", CALL, "o1", LegState.NO_ANSWER, False, 0, True),
    ),
    (
        "leg_moved",
        "/leg/o1",
        whisper_form(**PROGRESS, CallStatus="completed"),
        LegMoved(f"{LEG} 3 completed", CALL, "o1", LEG, LegState.COMPLETED),
    ),
    (
        "deflection_ended",
        "/deflection-ended/d1",
        voice_form(**DIALLED, DialCallDuration="61"),
        DeflectionEnded(
            f"{CALL} {VOICE}/deflection-ended/d1", CALL, "d1", LegState.COMPLETED, True, 61, False
        ),
    ),
    (
        "deflection_ended",
        "/deflection-ended/d1",
        voice_form(CallStatus="completed", DialCallStatus="no-answer", DialBridged="false"),
        DeflectionEnded(
            f"{CALL} {VOICE}/deflection-ended/d1", CALL, "d1", LegState.NO_ANSWER, False, 0, True
        ),
    ),
    (
        "deflection_leg_moved",
        "/deflection-leg/d1",
        whisper_form(**PROGRESS, CallStatus="completed", CallDuration="61"),
        DeflectionLegMoved(f"{LEG} 3 completed", CALL, "d1", LEG, LegState.COMPLETED, 61),
    ),
    (
        "over",
        "/over",
        voice_form(**PROGRESS, CallStatus="completed", CallDuration="95", Duration="2"),
        CallOver(f"{CALL} 3 completed", CALL, LegState.COMPLETED, 95, GP, LINE),
    ),
    (
        "message_left",
        "/message-left",
        voice_form(Digits="hangup", RecordingDuration="7"),
        MessageLeft(f"{CALL} {VOICE}/message-left", CALL, 7),
    ),
    (
        "message_ready",
        "/message-ready",
        RECORDED,
        MessageReady(f"{CALL} {RECORDING} completed", CALL, RECORDING, 7),
    ),
    (
        "back_answered",
        "/back-answered/a1",
        voice_form(Direction="outbound-api"),
        BackEvent(f"{CALL} {VOICE}/back-answered/a1", CALL, "a1"),
    ),
    (
        "back_keyed",
        "/back-keyed/a1",
        voice_form(Digits="1"),
        BackEvent(f"{CALL} {VOICE}/back-keyed/a1 1", CALL, "a1", keys="1"),
    ),
    (
        "back_leg",
        "/back-leg/a1",
        whisper_form(SequenceNumber="2", CallStatus="in-progress"),
        BackEvent(f"{LEG} 2 in-progress", CALL, "a1", state=LegState.ANSWERED, leg=LEG),
    ),
    (
        "back_ended",
        "/back-ended/a1",
        voice_form(**DIALLED, DialCallDuration="30"),
        BackEvent(
            f"{CALL} {VOICE}/back-ended/a1",
            CALL,
            "a1",
            state=LegState.COMPLETED,
            bridged=True,
            seconds=30,
        ),
    ),
    (
        "back_over",
        "/back-over/a1",
        voice_form(**PROGRESS, CallStatus="no-answer"),
        BackEvent(f"{CALL} 3 no-answer", CALL, "a1", state=LegState.NO_ANSWER),
    ),
]


@pytest.mark.parametrize(("door", "path", "form", "event"), EVENTS)
def test_each_webhook_is_one_event(
    twilio: Twilio, desk: RecordingDesk, door: str, path: str, form: Form, event: object
) -> None:
    answer = twilio.posts(f"{VOICE}{path}", form)
    assert answer.status_code in (200, 204)
    assert desk.events == [(door, event)]


@pytest.mark.parametrize(("door", "path", "form", "event"), EVENTS)
@pytest.mark.hazard("H16")
def test_the_same_request_again_is_the_same_event(
    twilio: Twilio, desk: RecordingDesk, door: str, path: str, form: Form, event: object
) -> None:
    """Whatever else the carrier adds; its own token for repeats is not needed."""
    for _ in range(2):
        twilio.posts(f"{VOICE}{path}", form)
    twilio.posts(f"{VOICE}{path}", [*form, ("UnheardOf", "1"), ("CallToken", "{}")])
    assert desk.events == [(door, event)] * 3


def test_a_number_is_keyed_in_and_which_attempt_it_is(twilio: Twilio, desk: RecordingDesk) -> None:
    twilio.posts(f"{VOICE}/number-given/2", voice_form(Digits="01632960101"))
    event, attempt = desk.only()
    assert (event.keys, attempt) == ("01632960101", "2")


@pytest.mark.hazard("H07")
def test_what_somebody_keyed_in_is_not_in_the_key_of_the_inbox(
    twilio: Twilio, desk: RecordingDesk
) -> None:
    for digits in ("9990000018", "9990000026", "9990000018"):
        twilio.posts(f"{VOICE}/number-given/1", voice_form(Digits=digits))
    keys = [event.key for event, _ in desk.heard("number_given")]
    assert keys[0] == keys[2] != keys[1]
    assert not any("999" in key for key in keys)


@pytest.mark.parametrize(
    ("form", "delivered", "failure"),
    [
        (sms_form(MessageStatus="sent"), False, None),
        (sms_form(MessageStatus="delivered"), True, None),
        (sms_form(MessageStatus="undelivered", ErrorCode="30006"), False, "30006"),
        (sms_form(MessageStatus="failed"), False, "failed"),
        (sms_form(SmsStatus="delivered"), True, None),
    ],
)
def test_news_of_a_text(
    twilio: Twilio, desk: RecordingDesk, form: Form, delivered: bool, failure: str | None
) -> None:
    assert twilio.posts("/twilio/sms/status/x1", form).status_code == 204
    status = dict(form).get("MessageStatus") or dict(form)["SmsStatus"]
    assert desk.only() == NoticeMoved(f"SM1 {status}", "x1", "SM1", delivered, failure)


def test_a_recording_that_failed_is_no_message(twilio: Twilio, desk: RecordingDesk) -> None:
    form = [(name, "failed" if name == "RecordingStatus" else value) for name, value in RECORDED]
    assert twilio.posts(f"{VOICE}/message-ready", form).status_code == 204
    assert desk.events == []
