"""A call that is recorded by a request: what its leg says and what it hears, on a channel each,
wherever the call goes on; silence where it was paused."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil

from integrations.sandbox.legs import ENDED, Leg
from integrations.sandbox.records import Form, Recording
from integrations.sandbox.webhooks import Webhooks

_READY_AFTER = 2.0


@dataclass
class Tape:
    """One recording while it is made."""

    saved: Recording
    leg: Leg
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
        """What was said and heard meanwhile, in its order; in a pause there is silence."""
        said = [(at, words) for at, words, _ in self.leg.said]
        heard = [(each.at, each.text) for each in self.leg.heard if each.source != "media"]
        taken = sorted(
            (at, words)
            for at, words in said + heard
            if self.saved.created <= at <= until and not self._silent(at)
        )
        return " ".join(words for _, words in taken)

    def _silent(self, at: datetime) -> bool:
        return any(start <= at and (end is None or at < end) for start, end in self.paused)


def begin(webhooks: Webhooks, leg: Leg, callback: str) -> Recording:
    network = leg.network
    saved = Recording(
        sid=network.ids.sid("RE"),
        call_sid=leg.sid,
        created=network.now(),
        seconds=0,
        source="StartCallRecordingAPI",
        words="",
        status="in-progress",
        channels=2,
    )
    network.recordings[saved.sid] = saved
    network.tapes[saved.sid] = Tape(saved, leg, callback)
    leg.watchers.append(partial(_leg_moved, webhooks, saved.sid))
    return saved


def _leg_moved(webhooks: Webhooks, recording: str, leg: Leg, status: str) -> None:
    """The call is over: its recording is ready a moment later."""
    tape = leg.network.tapes.pop(recording, None) if status in ENDED else None
    if tape is None:
        return
    now = leg.network.now()
    tape.saved.words = tape.words(now)
    tape.saved.seconds = ceil((now - tape.saved.created).total_seconds())
    tape.saved.status = "processing"
    ready = now + timedelta(seconds=_READY_AFTER)
    leg.network.clock.call_at(ready, partial(_ready, webhooks, tape))


def _ready(webhooks: Webhooks, tape: Tape) -> None:
    saved, account = tape.saved, tape.leg.network.account
    saved.status = "completed"
    base = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}"
    form: Form = [
        ("AccountSid", account.sid),
        ("CallSid", saved.call_sid),
        ("RecordingSid", saved.sid),
        ("RecordingUrl", f"{base}/Recordings/{saved.sid}"),
        ("RecordingStatus", saved.status),
        ("RecordingDuration", str(saved.seconds)),
        ("RecordingChannels", str(saved.channels)),
        ("RecordingSource", saved.source),
    ]
    webhooks.tell("recording", tape.callback, form, saved.sid, last=True)
