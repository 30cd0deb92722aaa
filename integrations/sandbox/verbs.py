"""The small verbs: Say, Play, Pause, Redirect, Hangup, Reject, Leave."""

from datetime import timedelta
from xml.etree.ElementTree import Element

from integrations.sandbox.legs import SPEECH_PER_SECOND, Leg, Over, Script, rest
from integrations.sandbox.loopback import tones
from integrations.sandbox.records import Heard
from integrations.sandbox.stage import LeftQueue, Stage
from integrations.sandbox.twiml import Document, number, spoken

# `loop="0"` means for ever; the vendor stops after a thousand.
_FOR_EVER = 1000
# The carrier does not fetch media, so a played file lasts as long as a short tune.
_MEDIA_SECONDS = 5.0


def say(_stage: Stage, leg: Leg, verb: Element, _document: Document) -> Script[None]:
    words = spoken(verb)
    for _ in range(number(verb, "loop", 1) or _FOR_EVER):
        heard = leg.hears(words, "line", len(words) / SPEECH_PER_SECOND)
        yield from listen(leg, heard)


def play(_stage: Stage, leg: Leg, verb: Element, _document: Document) -> Script[None]:
    digits = verb.get("digits", "")
    what = f"[tones {digits}]" if digits else f"[plays {(verb.text or '').strip()}]"
    seconds = len(digits) / 2 if digits else _MEDIA_SECONDS
    for _ in range(number(verb, "loop", 1) or _FOR_EVER):
        yield from listen(leg, leg.hears(what, "media", seconds))
        tones(leg, digits)


def pause(_stage: Stage, leg: Leg, verb: Element, _document: Document) -> Script[None]:
    yield from rest(leg, number(verb, "length", 1))


def redirect(stage: Stage, leg: Leg, verb: Element, document: Document) -> Script[Document]:
    yield from ()
    return stage.fetch(leg, document.address((verb.text or "").strip()), [], "redirect")


def hangup(_stage: Stage, _leg: Leg, _verb: Element, _document: Document) -> Script[None]:
    yield from ()
    raise Over


def reject(_stage: Stage, leg: Leg, verb: Element, _document: Document) -> Script[None]:
    """Unanswered, the caller hears engaged or "not in service"; afterwards it only hangs up."""
    yield from ()
    if leg.answered is not None:
        raise Over
    raise Over("busy" if verb.get("reason") == "busy" else "no-answer")


def leave(_stage: Stage, _leg: Leg, _verb: Element, _document: Document) -> Script[None]:
    yield from ()
    raise LeftQueue


def listen(leg: Leg, heard: Heard) -> Script[None]:
    """Wait until `heard` is over; whoever stops it leaves on record how much was heard."""
    end = heard.at + timedelta(seconds=heard.seconds)
    try:
        yield from rest(leg, heard.seconds)
    finally:
        now = leg.network.now()
        if now < end:
            heard.cut_short = True
            heard.seconds = (now - heard.at).total_seconds()
