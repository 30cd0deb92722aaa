"""A call from one of the account's numbers to another: two legs, each with its own document, as
at the vendor. What is keyed on one is heard by the other; where one ends, so does the other."""

from collections.abc import Callable
from functools import partial

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import ENDED, HungUp, Leg, PickedUp, Rejected
from integrations.sandbox.phones import press


def rings(near: Leg, arrive: Callable[[], Leg]) -> None:
    """As soon as the leg that was placed rings, the other arrives at the number it rings."""

    def watch(leg: Leg, status: str) -> None:
        if status == "ringing":
            _tie(leg, arrive())

    near.watchers.append(watch)


def tones(leg: Leg, digits: str) -> None:
    """Played on one leg, keyed on the other; a `w` is a wait of half a second."""
    other = leg.loop
    if other is None or (other.direction != "inbound" and leg.network.chaos.on(Chaos.DEAF)):
        return
    press(other, digits.replace("w", ""))


def _tie(near: Leg, far: Leg) -> None:
    near.loop, far.loop = far, near
    near.watchers.append(partial(_ends_with, far))
    far.watchers.append(partial(_answers, near))
    far.watchers.append(partial(_ends_with, near))


def _answers(near: Leg, _far: Leg, status: str) -> None:
    if status == "in-progress":
        near.signal(PickedUp())


def _ends_with(other: Leg, leg: Leg, status: str) -> None:
    if status not in ENDED or not other.live:
        return
    unanswered = other.direction != "inbound" and other.answered is None
    in_turn = partial(other.signal, Rejected()) if unanswered else partial(other.throw, HungUp())
    leg.network.clock.call_in(0, in_turn)
