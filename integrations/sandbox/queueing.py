"""Enqueue: a waiting room whose waitUrl is asked again and again until something ends it."""

from datetime import datetime
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import HungUp, Leg, Script, rest
from integrations.sandbox.records import Form
from integrations.sandbox.stage import LeftQueue, Stage
from integrations.sandbox.twiml import WAITING, Document, number

# A waiting document that takes no time at all is asked again only after this.
_SHORTEST_ROUND = 1.0
_LARGEST = 100


def enqueue(stage: Stage, leg: Leg, verb: Element, document: Document) -> Script[Document | None]:
    name = (verb.text or "").strip() or "default"
    since = leg.network.now()
    size = number(verb, "maxQueueSize", _LARGEST)
    action = document.address(verb.get("action", "")) if "action" in verb.attrib else ""
    if len(stage.waiting(name)) >= size:
        return _leave(stage, leg, action, _result(leg, name, since, "queue-full"))
    leg.queue = name
    try:
        yield from _wait(stage, leg, verb, document, since, size)
    except LeftQueue:
        leg.queue = None
    except HungUp:
        leg.queue = None
        leg.status = "completed"
        if action and not leg.network.chaos.on(Chaos.NO_ACTION_AFTER_HANGUP):
            stage.tell_only(leg, action, _result(leg, name, since, "hangup"))
        raise
    finally:
        leg.queue, leg.only = None, None
    return _leave(stage, leg, action, _result(leg, name, since, "leave"))


def _wait(
    stage: Stage, leg: Leg, verb: Element, document: Document, since: datetime, size: int
) -> Script[None]:
    wait_url = verb.get("waitUrl", "")
    leg.only = WAITING
    while True:
        began = leg.network.now()
        if wait_url:
            address = document.address(wait_url)
            room = stage.fetch(leg, address, _fields(stage, leg, since, size), "wait")
            yield from stage.perform(leg, room)
        else:
            leg.hears("[hold music]", "media", 60.0)
            yield from rest(leg, 60.0)
        if leg.network.now() == began:
            yield from rest(leg, _SHORTEST_ROUND)


def _leave(stage: Stage, leg: Leg, action: str, form: Form) -> Document | None:
    leg.only = None
    return stage.fetch(leg, action, form, "enqueue action") if action else None


def _fields(stage: Stage, leg: Leg, since: datetime, size: int) -> Form:
    queue = stage.waiting(leg.queue or "")
    waited = [int((leg.network.now() - since).total_seconds())]
    return [
        ("QueuePosition", str(1 + queue.index(leg))),
        ("QueueSid", _sid(leg.queue or "")),
        ("QueueTime", str(waited[0])),
        ("AvgQueueTime", str(waited[0])),
        ("CurrentQueueSize", str(len(queue))),
        ("MaxQueueSize", str(size)),
    ]


def _result(leg: Leg, name: str, since: datetime, result: str) -> Form:
    seconds = int((leg.network.now() - since).total_seconds())
    return [("QueueResult", result), ("QueueSid", _sid(name)), ("QueueTime", str(seconds))]


def _sid(name: str) -> str:
    return "QU" + name.encode().hex().ljust(32, "0")[:32]
