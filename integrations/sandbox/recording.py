"""Record: takes what the caller says, keeps it when they hang up, and is ready only later."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from xml.etree.ElementTree import Element

from integrations.sandbox.legs import Elapsed, HungUp, Key, Leg, Script, Speech
from integrations.sandbox.records import Form, Recording
from integrations.sandbox.stage import Stage
from integrations.sandbox.twiml import Document, flag, number
from integrations.sandbox.verbs import listen

_READY_AFTER = 2.0
_BEEP_SECONDS = 0.5


@dataclass
class _Tape:
    started: datetime
    words: list[str] = field(default_factory=list)
    last_word: datetime | None = None

    def take(self, words: str, until: datetime) -> None:
        self.words.append(words)
        self.last_word = until

    def seconds(self, now: datetime) -> int:
        """Up to the last word, as the vendor trims silence; at most until now."""
        end = min(self.last_word or now, now)
        return ceil((end - self.started).total_seconds())


def record(stage: Stage, leg: Leg, verb: Element, document: Document) -> Script[Document | None]:
    tape = _Tape(leg.network.now())
    address = document.address(verb.get("action", ""))
    try:
        pressed = yield from _taken(leg, verb, tape)
    except HungUp:
        leg.status = "completed"
        if tape.words:
            saved = _save(stage, leg, verb, document, tape)
            stage.tell_only(leg, address, _fields(leg, saved, "hangup"))
        raise
    if not tape.words:
        return None  # silence: the vendor goes on with the next verb
    saved = _save(stage, leg, verb, document, tape)
    return stage.fetch(leg, address, _fields(leg, saved, pressed))


def _taken(leg: Leg, verb: Element, tape: _Tape) -> Script[str]:
    leg.taped = True
    try:
        if flag(verb, "playBeep", True):
            yield from listen(leg, leg.hears("[beep]", "media", _BEEP_SECONDS))
        tape.started = leg.network.now()
        for at, words, seconds in leg.said:
            until = at + timedelta(seconds=seconds)
            if until > tape.started:  # began to speak before the beep ended
                tape.take(words, until)
        return (yield from _listen_to(leg, verb, tape))
    finally:
        leg.taped = False


def recording_url(leg: Leg, recording: Recording) -> str:
    """The vendor's own host: a client that follows it has left TWILIO_API_URL."""
    base = f"https://api.twilio.com/2010-04-01/Accounts/{leg.network.account.sid}"
    return f"{base}/Recordings/{recording.sid}"


def _listen_to(leg: Leg, verb: Element, tape: _Tape) -> Script[str]:
    finish = verb.get("finishOnKey", "1234567890*#")
    last = tape.started + timedelta(seconds=number(verb, "maxLength", 3600))
    silence = timedelta(seconds=number(verb, "timeout", 5))
    while True:
        now = leg.network.now()
        quiet_since = max(tape.last_word or tape.started, tape.started)
        happened = yield min(last, quiet_since + silence)
        if isinstance(happened, Speech):
            until = leg.network.now() + timedelta(seconds=happened.seconds)
            tape.take(happened.words, until)
        elif isinstance(happened, Key) and happened.digit in finish:
            return happened.digit
        elif isinstance(happened, Elapsed) and now <= leg.network.now():
            return ""


def _save(stage: Stage, leg: Leg, verb: Element, document: Document, tape: _Tape) -> Recording:
    network = stage.network
    saved = Recording(
        sid=network.ids.sid("RE"),
        call_sid=leg.sid,
        created=tape.started,
        seconds=tape.seconds(network.now()),
        source="RecordVerb",
        words=" ".join(tape.words),
    )
    network.recordings[saved.sid] = saved
    callback = verb.get("recordingStatusCallback", "")
    address = document.address(callback) if callback else ""
    network.clock.call_in(_READY_AFTER, partial(_ready, stage, leg, saved, address))
    return saved


def _ready(stage: Stage, leg: Leg, saved: Recording, address: str) -> None:
    saved.status = "completed"
    form = [
        ("AccountSid", leg.network.account.sid),
        ("CallSid", leg.sid),
        ("RecordingSid", saved.sid),
        ("RecordingUrl", recording_url(leg, saved)),
        ("RecordingStatus", saved.status),
        ("RecordingDuration", str(saved.seconds)),
        ("RecordingChannels", "1"),
        ("RecordingSource", saved.source),
    ]
    stage.webhooks.tell("recording", address, form, saved.sid, last=True)


def _fields(leg: Leg, saved: Recording, digits: str) -> Form:
    return [
        ("RecordingUrl", recording_url(leg, saved)),
        ("RecordingSid", saved.sid),
        ("RecordingDuration", str(saved.seconds)),
        ("Digits", digits),
    ]
