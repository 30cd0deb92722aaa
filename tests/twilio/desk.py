"""A desk that answers what it is told to and keeps all it hears: a small, working `CallDesk`."""

from dataclasses import dataclass, field
from typing import Any

from advice_line.ports.calls import (
    BackEvent,
    CallArrived,
    CallEvent,
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
        return self._hear("arrived", event)

    def greeted(self, event: KeysPressed) -> Script:
        return self._hear("greeted", event)

    def number_given(self, event: KeysPressed, attempt: str) -> Script:
        return self._hear("number_given", (event, attempt))

    def hunt(self, event: CallEvent) -> Script:
        return self._hear("hunt", event)

    def whisper(self, event: OfferAsked) -> Script:
        return self._hear("whisper", event)

    def whisper_keyed(self, event: OfferKeyed) -> Script:
        return self._hear("whisper_keyed", event)

    def named(self, event: OfferKeyed) -> Script:
        return self._hear("named", event)

    def named_again(self, event: OfferKeyed) -> Script:
        return self._hear("named_again", event)

    def hop_ended(self, event: HopEnded) -> Script:
        return self._hear("hop_ended", event)

    def leg_moved(self, event: LegMoved) -> None:
        self._hear("leg_moved", event)

    def deflection_ended(self, event: DeflectionEnded) -> Script:
        return self._hear("deflection_ended", event)

    def deflection_leg_moved(self, event: DeflectionLegMoved) -> None:
        self._hear("deflection_leg_moved", event)

    def over(self, event: CallOver) -> None:
        self._hear("over", event)

    def message_left(self, event: MessageLeft) -> Script:
        return self._hear("message_left", event)

    def message_ready(self, event: MessageReady) -> None:
        self._hear("message_ready", event)

    def back_answered(self, event: BackEvent) -> Script:
        return self._hear("back_answered", event)

    def back_keyed(self, event: BackEvent) -> Script:
        return self._hear("back_keyed", event)

    def back_leg(self, event: BackEvent) -> None:
        self._hear("back_leg", event)

    def back_ended(self, event: BackEvent) -> Script:
        return self._hear("back_ended", event)

    def back_over(self, event: BackEvent) -> None:
        self._hear("back_over", event)

    def notice_moved(self, event: NoticeMoved) -> None:
        self._hear("notice_moved", event)

    def refused(self, reason: str, source: str) -> None:
        self.refusals.append((reason, source))

    def _hear(self, name: str, event: object) -> Script:
        if self.failing:
            raise self.failing.pop(0)
        self.events.append((name, event))
        return self.answers.get(name, script(HangUp()))
