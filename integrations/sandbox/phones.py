"""The people at the other end: how each takes a call, said beforehand and played to the second."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Literal

from integrations.sandbox.legs import ENDED, HungUp, Key, Leg, PickedUp, Rejected
from integrations.sandbox.records import Sms

Kind = Literal["manual", "answers", "rings-out", "busy", "off", "rejects"]
_LANDLINES = ("+441", "+442")


@dataclass(frozen=True)
class Behaviour:
    """How a phone takes one call. Seconds count from the first ring (`after`), from the answer
    (`key_after`, `gives_up_after`) and from being connected (`talks_for`); None is never.

    `manual` waits for somebody to press the buttons; it is what a phone does unless told.
    """

    kind: Kind = "manual"
    after: float = 3.0
    key: str = ""
    key_after: float = 4.0
    says: str = ""
    gives_up_after: float | None = None
    talks_for: float | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def accepts(
    after: float = 3.0, key: str = "1", key_after: float = 4.0, talks_for: float | None = None
) -> Behaviour:
    return Behaviour("answers", after, key, key_after, talks_for=talks_for)


def picks_up(after: float = 3.0, talks_for: float | None = None) -> Behaviour:
    """A telephone that is simply answered, such as a desk's: nobody there presses a key."""
    return Behaviour("answers", after, talks_for=talks_for)


def declines(after: float = 3.0, key: str = "2", key_after: float = 4.0) -> Behaviour:
    return Behaviour("answers", after, key, key_after)


def ignores(after: float = 3.0) -> Behaviour:
    """Answers, presses nothing and stays on the line."""
    return Behaviour("answers", after)


def voicemail(
    after: float = 12.0, says: str = "You have reached my private voicemail, leave a message."
) -> Behaviour:
    """A machine: answers, speaks, presses nothing, and cuts off after a minute."""
    return Behaviour("answers", after, says=says, gives_up_after=60.0)


def rings_out() -> Behaviour:
    return Behaviour("rings-out")


def busy() -> Behaviour:
    return Behaviour("busy")


def off() -> Behaviour:
    """Switched off or not in service: the call fails and an SMS is not delivered."""
    return Behaviour("off")


def rejects(after: float = 3.0) -> Behaviour:
    """The red button while it rings."""
    return Behaviour("rejects", after)


@dataclass
class Phone:
    """One handset. `legs` are all its calls, oldest first; it can only be on one at a time."""

    number: str
    press: Callable[[Leg, str], None]
    plan: deque[Behaviour] = field(default_factory=deque)
    usual: Behaviour = field(default_factory=Behaviour)
    inbox: list[Sms] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)

    @property
    def leg(self) -> Leg | None:
        """The call this phone is ringing for or connected to."""
        return next((leg for leg in reversed(self.legs) if leg.live), None)

    def behaves(self, behaviours: list[Behaviour]) -> None:
        """Take the next calls like this, one each; the last one stands for all that follow.

        Without any the phone is as it was at first: it rings until somebody does something.
        """
        self.plan = deque(behaviours)
        self.usual = behaviours[-1] if behaviours else Behaviour()

    def takes(self, leg: Leg) -> str:
        """Play the next behaviour on `leg`; returns its fate where it cannot even ring."""
        engaged = self.leg is not None
        self.legs.append(leg)
        if engaged:
            return "busy"
        behaviour = self.plan.popleft() if self.plan else self.usual
        if behaviour.kind in ("busy", "off"):
            return "busy" if behaviour.kind == "busy" else "failed"
        leg.watchers.append(partial(self._plays, behaviour))
        return ""

    def _plays(self, behaviour: Behaviour, leg: Leg, status: str) -> None:
        in_seconds = leg.network.clock.call_in
        if status == "ringing" and behaviour.kind == "answers":
            in_seconds(behaviour.after, partial(leg.signal, PickedUp()))
        elif status == "ringing" and behaviour.kind == "rejects":
            in_seconds(behaviour.after, partial(leg.signal, Rejected()))
        elif status == "in-progress":
            self._after_answer(behaviour, leg)
        elif status == "joined" and behaviour.talks_for is not None:
            in_seconds(behaviour.talks_for, partial(hang_up, leg))

    def _after_answer(self, behaviour: Behaviour, leg: Leg) -> None:
        in_seconds = leg.network.clock.call_in
        if behaviour.says:
            in_seconds(0, partial(leg.speaks, behaviour.says))
        if behaviour.key:
            in_seconds(behaviour.key_after, partial(self.press, leg, behaviour.key))
        if behaviour.gives_up_after is not None:
            in_seconds(behaviour.gives_up_after, partial(hang_up, leg))


def is_landline(number: str) -> bool:
    """British geographic numbers: they ring, and no SMS reaches them."""
    return number.startswith(_LANDLINES)


def hang_up(leg: Leg) -> None:
    if leg.status not in ENDED:
        leg.throw(HungUp())


def press(leg: Leg, keys: str) -> None:
    """Press one key after another; a key nobody listens for is lost, as on the real line."""
    for digit in keys:
        leg.keys.append((leg.network.now(), digit))
        leg.signal(Key(digit))
