"""Dial: rings one or several phones, joins the first that is ready, reports how it ended."""

from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.conferencing import confer
from integrations.sandbox.legs import (
    ChildReady,
    Elapsed,
    HungUp,
    Interrupted,
    Key,
    Leg,
    Script,
    Signal,
)
from integrations.sandbox.records import Form
from integrations.sandbox.stage import Stage
from integrations.sandbox.twiml import Document, flag, number

# The vendor rings this much longer than it was told.
_EXTRA_RING = 5.0
_LONGEST = 14_400


def dial(stage: Stage, leg: Leg, verb: Element, document: Document) -> Script[Document | None]:
    room = verb.find("Conference")
    if room is not None:
        return (yield from confer(stage, leg, verb, room, document))
    ring = number(verb, "timeout", 30) + _EXTRA_RING
    shown = verb.get("callerId", leg.from_number)
    children = [stage.dial(leg, noun, document, shown, ring) for noun in _nouns(verb)]
    address = document.address(verb.get("action", "")) if "action" in verb.attrib else ""
    try:
        yield from _until_over(leg, verb, children)
    except HungUp:
        _caller_left(stage, leg, children, address)
        raise
    except Interrupted:
        _stop(children)
        raise
    _stop(children)
    if not address:
        return None
    return stage.fetch(leg, address, _fields(stage, children), "dial action")


def _nouns(verb: Element) -> list[Element]:
    """The numbers to ring; a bare number in the Dial counts as one."""
    bare = (verb.text or "").strip()
    if not bare:
        return list(verb)
    noun = Element("Number")
    noun.text = bare
    return [noun, *verb]


def _until_over(leg: Leg, verb: Element, children: list[Leg]) -> Script[None]:
    until: datetime | None = None
    joined = False
    while any(child.live and not child.moved for child in children):
        happened = yield until
        if isinstance(happened, ChildReady) and not joined:
            winner = next(child for child in children if child.sid == happened.sid)
            _stop([child for child in children if child is not winner])
            if leg.answered is None:
                leg.move("in-progress")
            leg.join(winner)
            joined = True
            limit = number(verb, "timeLimit", _LONGEST)
            until = leg.network.now() + timedelta(seconds=limit)
        elif _ends(verb, happened, joined):
            return


def _ends(verb: Element, happened: Signal, joined: bool) -> bool:
    """Once joined: the time is over, or the caller pressed the star."""
    if isinstance(happened, Key):
        return joined and happened.digit == "*" and flag(verb, "hangupOnStar", False)
    return joined and isinstance(happened, Elapsed)


def _stop(children: list[Leg]) -> None:
    for child in children:
        if child.live and not child.moved:
            child.throw(HungUp())


def _caller_left(stage: Stage, leg: Leg, children: list[Leg], address: str) -> None:
    chaos = stage.network.chaos
    leg.part()
    if not chaos.on(Chaos.ACCEPT_AFTER_CALLER_LEFT):
        _stop(children)
    _stop([child for child in children if child.ever_joined])
    leg.status = "completed"
    if address and not chaos.on(Chaos.NO_ACTION_AFTER_HANGUP):
        stage.tell_only(leg, address, _fields(stage, children))


def _fields(stage: Stage, children: list[Leg]) -> Form:
    child = next((child for child in children if child.ever_joined), children[-1])
    form = [("DialCallSid", child.sid), ("DialCallStatus", _status(stage, child))]
    if child.answered is not None:
        form.append(("DialCallDuration", str(child.seconds)))
    return [*form, ("DialBridged", "true" if child.ever_joined else "false")]


def _status(stage: Stage, child: Leg) -> str:
    """What a declined whisper is called is not documented, so both can be had."""
    declined = child.answered is not None and not child.ever_joined
    if declined and stage.network.chaos.on(Chaos.DECLINED_REPORTED_NO_ANSWER):
        return "no-answer"
    if child.moved:
        return "completed"
    return child.status if not child.live else "canceled"
