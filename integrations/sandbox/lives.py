"""The life of a leg from the first ring to the end, one script per kind of leg."""

from datetime import timedelta
from email.utils import format_datetime
from math import ceil
from typing import Protocol

from integrations.sandbox.legs import (
    ENDED,
    ChildEnded,
    ChildReady,
    Elapsed,
    HungUp,
    Interrupted,
    Leg,
    Over,
    PickedUp,
    Rejected,
    Script,
    form_of,
    rest,
)
from integrations.sandbox.records import Form
from integrations.sandbox.twiml import WHISPER
from integrations.sandbox.webhooks import Webhooks

# From placing a call to its first ring, or to the engaged tone.
_SETUP_SECONDS = 1.0
_EVENTS = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


class Runner(Protocol):
    def run(self, leg: Leg, address: str, kind: str, twiml: str = "") -> Script[None]: ...


def inbound(runner: Runner, leg: Leg, voice_url: str) -> Script[None]:
    leg.move("ringing")
    yield from _to_the_end(leg, runner.run(leg, voice_url, "voice"), unanswered="no-answer")


def dialled(runner: Runner, leg: Leg, ring: float, fate: str, whisper: str) -> Script[None]:
    """A leg that a Dial places; `fate` is "busy" or "failed" for a phone that cannot ring."""
    yield from _to_the_end(leg, _dialled(runner, leg, ring, fate, whisper), unanswered="canceled")


def placed(runner: Runner, leg: Leg, ring: float, fate: str, url: str, twiml: str) -> Script[None]:
    """A leg that a REST request places."""
    yield from _to_the_end(leg, _placed(runner, leg, ring, fate, url, twiml), unanswered="canceled")


def report(webhooks: Webhooks, leg: Leg, address: str, events: list[str], kind: str) -> None:
    """Post the progress of `leg` to `address`, numbered from 0 in the order it happened."""
    count = 0

    def watch(_leg: Leg, status: str) -> None:
        nonlocal count
        event = "completed" if status in ENDED else _EVENTS.get(status)
        if event in events:
            webhooks.tell(kind, address, _progress(leg, count), leg.sid, status in ENDED)
            count += 1

    leg.watchers.append(watch)


def _progress(leg: Leg, count: int) -> Form:
    form = [
        *form_of(leg),
        ("Timestamp", format_datetime(leg.network.now())),
        ("CallbackSource", "call-progress-events"),
        ("SequenceNumber", str(count)),
    ]
    if leg.status in ENDED:
        form.append(("CallDuration", str(leg.seconds)))
        form.append(("Duration", str(ceil(leg.seconds / 60))))
    return form


def _to_the_end(leg: Leg, script: Script[None], unanswered: str) -> Script[None]:
    status = "completed"
    try:
        yield from script
    except HungUp:
        status = "completed" if leg.answered is not None else unanswered
    except Over as over:
        status = over.status
    leg.move(status)


def _dialled(runner: Runner, leg: Leg, ring: float, fate: str, whisper: str) -> Script[None]:
    yield from _ring(leg, ring, fate)
    if whisper:
        leg.only = WHISPER
        yield from runner.run(leg, whisper, "whisper")
        leg.only = None
    if leg.parent is None or not leg.parent.live:
        return
    leg.parent.signal(ChildReady(leg.sid))
    try:
        while True:
            yield None
    except Interrupted as change:
        document = change
    yield from _taken_out(runner, leg, leg.parent, document)


def _taken_out(runner: Runner, leg: Leg, parent: Leg, change: Interrupted) -> Script[None]:
    """REST gives it another document: the Dial that had placed it is over, its call goes on."""
    leg.part()
    leg.moved = True
    parent.signal(ChildEnded(leg.sid))
    yield from runner.run(leg, change.url, "voice update", change.twiml)


def _placed(runner: Runner, leg: Leg, ring: float, fate: str, url: str, twiml: str) -> Script[None]:
    yield from _ring(leg, ring, fate)
    yield from runner.run(leg, url, "voice", twiml)


def _ring(leg: Leg, ring: float, fate: str) -> Script[None]:
    """Until somebody answers. Raises Over where nobody does."""
    gives_up = leg.network.now() + timedelta(seconds=ring)
    leg.move("initiated")
    yield from rest(leg, _SETUP_SECONDS)
    if fate:
        raise Over(fate)
    leg.move("ringing")
    while True:
        happened = yield gives_up
        if isinstance(happened, PickedUp):
            leg.move("in-progress")
            return
        if isinstance(happened, Rejected):
            raise Over("busy")
        if isinstance(happened, Elapsed):
            raise Over("no-answer")
