"""Conference: a room of several legs. Whoever must not hear the others is held there; where one
leaves whose leaving ends it, it is over for all."""

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import HungUp, Key, Leg, RoomChanged, Script, rest
from integrations.sandbox.records import Form
from integrations.sandbox.stage import Stage
from integrations.sandbox.twiml import IN_CONFERENCE, Document, flag

_SHORTEST_ROUND = 1.0
_MUSIC_SECONDS = 60.0


class _LeftByStar(Exception):
    """Somebody pressed the key that takes them out of it, and nothing else."""


@dataclass
class Participant:
    """`hold_url` is what somebody held hears, "" for the vendor's own music; None: not held."""

    leg: Leg
    starts: bool
    ends: bool
    hold_url: str | None = None
    announced: list[str] = field(default_factory=list)


@dataclass
class Conference:
    """`met`: there were two at once, from when on nobody is played music for being alone."""

    sid: str
    name: str
    created: datetime
    people: dict[str, Participant] = field(default_factory=dict)
    started: bool = False
    met: bool = False
    ended: datetime | None = None
    ended_by: str | None = None

    def heard_by(self, leg: Leg) -> list[Leg]:
        mine = self.people.get(leg.sid)
        if mine is None or not self.met or mine.hold_url is not None:
            return []
        others = [one for one in self.people.values() if one is not mine]
        return [one.leg for one in others if one.hold_url is None]

    def enter(self, person: Participant) -> None:
        self.people[person.leg.sid] = person
        person.leg.room = self
        self.started = self.started or person.starts
        if self.started and len(self.people) > 1:
            self.met = True
            for each in self.people.values():
                _meets(each.leg)
        self.changed()

    def leave(self, leg: Leg, now: datetime) -> None:
        leg.room = None
        person = self.people.pop(leg.sid, None)
        if person is not None and (person.ends or not self.people):
            self.end(now, leg.sid)
        self.changed()

    def end(self, now: datetime, by: str) -> None:
        if self.ended is None:
            self.ended, self.ended_by = now, by

    def hold(self, leg: Leg, hold_url: str | None) -> None:
        self.people[leg.sid].hold_url = hold_url
        self.changed()

    def announce(self, leg: Leg, address: str) -> None:
        """Words to one of them, who goes on hearing the others."""
        person = self.people[leg.sid]
        person.announced.append(address)
        person.leg.signal(RoomChanged())

    def changed(self) -> None:
        for person in list(self.people.values()):
            person.leg.signal(RoomChanged())


def confer(
    stage: Stage, leg: Leg, verb: Element, noun: Element, document: Document
) -> Script[Document | None]:
    room = _room(stage, (noun.text or "").strip())
    began = stage.network.now()
    me = Participant(
        leg, flag(noun, "startConferenceOnEnter", True), flag(noun, "endConferenceOnExit", False)
    )
    address = document.address(verb.get("action", "")) if "action" in verb.attrib else ""
    try:
        room.enter(me)
        star = flag(verb, "hangupOnStar", False)
        yield from _stay(stage, leg, room, me, noun, document, star)
    except _LeftByStar:
        pass
    except HungUp:
        room.leave(leg, stage.network.now())
        leg.status = "completed"
        if address and not stage.network.chaos.on(Chaos.NO_ACTION_AFTER_HANGUP):
            stage.tell_only(leg, address, _fields(stage, began))
        raise
    finally:
        leg.only = None
        room.leave(leg, stage.network.now())
    return stage.fetch(leg, address, _fields(stage, began), "dial action") if address else None


def _room(stage: Stage, name: str) -> Conference:
    """The conference of this name that goes on, or a new one."""
    for one in stage.network.conferences.values():
        if one.name == name and one.ended is None:
            return one
    made = Conference(stage.network.ids.sid("CF"), name, stage.network.now())
    stage.network.conferences[made.sid] = made
    return made


def _meets(leg: Leg) -> None:
    leg.ever_joined = True
    for watcher in list(leg.watchers):
        watcher(leg, "joined")


def _stay(
    stage: Stage,
    leg: Leg,
    room: Conference,
    me: Participant,
    noun: Element,
    document: Document,
    star: bool,
) -> Script[None]:
    waits = document.address(noun.get("waitUrl", "")) if noun.get("waitUrl") else None
    silent = noun.get("waitUrl") == ""
    while room.ended is None and leg.sid in room.people:
        if me.announced:
            yield from _announced(stage, leg, room, me.announced.pop(0))
        elif me.hold_url is not None:
            yield from _until_changed(_music(stage, leg, room, me.hold_url or None), star)
        elif not room.met and not silent:
            yield from _until_changed(_music(stage, leg, room, waits), star)
        else:
            yield from _until_changed(_nothing(), star)


def _announced(stage: Stage, leg: Leg, room: Conference, address: str) -> Script[None]:
    leg.only = IN_CONFERENCE
    about = [("ConferenceSid", room.sid), ("FriendlyName", room.name)]
    try:
        yield from stage.perform(leg, stage.fetch(leg, address, about, "conference announce"))
    finally:
        leg.only = None


def _music(stage: Stage, leg: Leg, room: Conference, address: str | None) -> Script[None]:
    """What is heard alone or held, again and again."""
    leg.only = IN_CONFERENCE
    try:
        while True:
            began = leg.network.now()
            if address is None:
                leg.hears("[hold music]", "media", _MUSIC_SECONDS)
                yield from rest(leg, _MUSIC_SECONDS)
            else:
                about = [("ConferenceSid", room.sid), ("FriendlyName", room.name)]
                heard = stage.fetch(leg, address, about, "conference wait")
                yield from stage.perform(leg, heard)
            if leg.network.now() == began:
                yield from rest(leg, _SHORTEST_ROUND)
    finally:
        leg.only = None


def _nothing() -> Script[None]:
    while True:
        yield None


def _until_changed(heard: Script[None], star: bool) -> Script[None]:
    """Whatever is being heard stops when the room changes, or where they may leave by the star."""
    try:
        until = next(heard)
        while True:
            happened = yield until
            if isinstance(happened, RoomChanged):
                return
            if star and isinstance(happened, Key) and happened.digit == "*":
                raise _LeftByStar
            until = heard.send(happened)
    finally:
        heard.close()


def _fields(stage: Stage, began: datetime) -> Form:
    seconds = ceil((stage.network.now() - began).total_seconds())
    return [("DialCallStatus", "answered"), ("DialCallDuration", str(seconds))]
