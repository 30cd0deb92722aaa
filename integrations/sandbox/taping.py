"""Calls that are recorded: both sides from when they are joined, silence where it was paused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import Protocol
from xml.etree.ElementTree import Element

from integrations.sandbox.legs import Leg
from integrations.sandbox.records import Form, Recording
from integrations.sandbox.stage import Stage
from integrations.sandbox.twiml import Document

_READY_AFTER = 2.0
NOW = "Twilio.CURRENT"


class Room(Protocol):
    """A conference, as far as its recording goes."""

    sid: str
    attended: list[Leg]
    when_over: list[Callable[[], None]]


@dataclass
class Tape:
    """One recording while it is made; `of` names its call or conference in the vendor's form."""

    saved: Recording
    of: tuple[str, str]
    legs: Callable[[], Iterable[Leg]]
    callback: str
    paused: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def pause(self, now: datetime) -> None:
        if self.saved.status == "in-progress":
            self.saved.status = "paused"
            self.paused.append((now, None))

    def resume(self, now: datetime) -> None:
        if self.saved.status == "paused":
            self.saved.status = "in-progress"
            self.paused[-1] = (self.paused[-1][0], now)

    def words(self, until: datetime) -> str:
        """What was said meanwhile by anybody, in its order; in a pause there is silence."""
        said = sorted(
            (at, words)
            for leg in self.legs()
            for at, words, _ in leg.said
            if self.saved.created <= at <= until and not self._silent(at)
        )
        return " ".join(words for _, words in said)

    def _silent(self, at: datetime) -> bool:
        return any(start <= at and (end is None or at < end) for start, end in self.paused)


def tape_of_dial(stage: Stage, leg: Leg, other: Leg, verb: Element, document: Document) -> None:
    """Both sides of a Dial, on a channel each."""
    callback = verb.get("recordingStatusCallback", "")
    tape = _begin(
        stage,
        Recording(stage.network.ids.sid("RE"), leg.sid, leg.network.now(), 0, "DialVerb", ""),
        ("CallSid", leg.sid),
        lambda: (leg, other),
        document.address(callback) if callback else "",
    )
    tape.saved.channels = 2


def tape_of_conference(stage: Stage, room: Room, noun: Element, document: Document) -> None:
    """All who are in it, mixed; the first who comes in begins it."""
    if room.sid in stage.network.tapes:
        return
    callback = noun.get("recordingStatusCallback", "")
    saved = Recording(stage.network.ids.sid("RE"), "", stage.network.now(), 0, "Conference", "")
    saved.conference_sid = room.sid
    _begin(
        stage,
        saved,
        ("ConferenceSid", room.sid),
        lambda: room.attended,
        document.address(callback) if callback else "",
    )
    room.when_over.append(partial(end_tape, stage, room.sid))


def end_tape(stage: Stage, sid: str) -> None:
    """The call or conference is over: its recording is ready a moment later."""
    network = stage.network
    tape = network.tapes.pop(sid, None)
    if tape is None:
        return
    now = network.now()
    tape.saved.words = tape.words(now)
    tape.saved.seconds = ceil((now - tape.saved.created).total_seconds())
    tape.saved.status = "processing"
    network.clock.call_at(now + timedelta(seconds=_READY_AFTER), partial(_ready, stage, tape))


def _begin(
    stage: Stage,
    saved: Recording,
    of: tuple[str, str],
    legs: Callable[[], Iterable[Leg]],
    callback: str,
) -> Tape:
    saved.status = "in-progress"
    tape = Tape(saved, of, legs, callback)
    stage.network.recordings[saved.sid] = saved
    stage.network.tapes[of[1]] = tape
    return tape


def _ready(stage: Stage, tape: Tape) -> None:
    saved, account = tape.saved, stage.network.account
    saved.status = "completed"
    base = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}"
    form: Form = [
        ("AccountSid", account.sid),
        tape.of,
        ("RecordingSid", saved.sid),
        ("RecordingUrl", f"{base}/Recordings/{saved.sid}"),
        ("RecordingStatus", saved.status),
        ("RecordingDuration", str(saved.seconds)),
        ("RecordingChannels", str(saved.channels)),
        ("RecordingSource", saved.source),
    ]
    stage.webhooks.tell("recording", tape.callback, form, saved.sid, last=True)
