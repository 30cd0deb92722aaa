"""A desk that answers what it is told to and keeps all it hears: a small, working `CallDesk`."""

from dataclasses import dataclass, field
from typing import Any

from advice_line.ports.calls import (
    CallArrived,
    CallOver,
    DeflectionEnded,
    DeflectionLegMoved,
    HopEnded,
    KeysPressed,
    LegMoved,
    MessageLeft,
    MessageReady,
    NoticeMoved,
    OfferAsked,
    OfferKeyed,
)
from advice_line.ports.script import HangUp, Script, Verb, script


@dataclass
class RecordingDesk:
    """`answers` maps a method to its script; `failing` are raised first, one for each call."""

    events: list[tuple[str, Any]] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, Script] = field(default_factory=dict)
    failing: list[Exception] = field(default_factory=list)

    def says(self, method: str, *verbs: Verb) -> None:
        self.answers[method] = script(*verbs)

    def heard(self, method: str) -> list[Any]:
        return [event for name, event in self.events if name == method]

    def only(self) -> Any:
        """The one event that came."""
        assert len(self.events) == 1, self.events
        return self.events[0][1]

    def arrived(self, event: CallArrived) -> Script:
        return self.hear("arrived", event)

    def greeted(self, event: KeysPressed) -> Script:
        return self.hear("greeted", event)

    def number_given(self, event: KeysPressed, attempt: str) -> Script:
        return self.hear("number_given", (event, attempt))

    def whisper(self, event: OfferAsked) -> Script:
        return self.hear("whisper", event)

    def whisper_keyed(self, event: OfferKeyed) -> Script:
        return self.hear("whisper_keyed", event)

    def named(self, event: OfferKeyed) -> Script:
        return self.hear("named", event)

    def named_again(self, event: OfferKeyed) -> Script:
        return self.hear("named_again", event)

    def hop_ended(self, event: HopEnded) -> Script:
        return self.hear("hop_ended", event)

    def leg_moved(self, event: LegMoved) -> None:
        self.hear("leg_moved", event)

    def deflection_ended(self, event: DeflectionEnded) -> Script:
        return self.hear("deflection_ended", event)

    def deflection_leg_moved(self, event: DeflectionLegMoved) -> None:
        self.hear("deflection_leg_moved", event)

    def over(self, event: CallOver) -> None:
        self.hear("over", event)

    def message_left(self, event: MessageLeft) -> Script:
        return self.hear("message_left", event)

    def message_ready(self, event: MessageReady) -> None:
        self.hear("message_ready", event)

    def notice_moved(self, event: NoticeMoved) -> None:
        self.hear("notice_moved", event)

    def refused(self, reason: str, source: str) -> None:
        self.refusals.append((reason, source))

    def hear(self, name: str, event: object) -> Script:
        if self.failing:
            raise self.failing.pop(0)
        self.events.append((name, event))
        return self.answers.get(name, script(HangUp()))
