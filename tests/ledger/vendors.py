"""A vendor in miniature and the courier that speaks to it: it keeps what it was given."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ports.notices import Receipt, Slip


class Killed(BaseException):
    """The process ends here: nothing after this line runs."""


@dataclass
class Vendor:
    """`mood` holds what happens to the next hand-overs; an empty one means that all goes well."""

    accepted: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    seen: list[Slip] = field(default_factory=list)
    mood: deque[str] = field(default_factory=deque)
    answers_questions: bool = True
    final: bool = False
    on_hand_over: Callable[[], None] = lambda: None
    deaf: bool = False

    def deliver(self, slip: Slip) -> Receipt | None:
        self.seen.append(slip)
        self.on_hand_over()
        mood = self.mood.popleft() if self.mood else "well"
        match mood:
            case "busy":
                raise DeliveryDelayed("429")
            case "refuses":
                raise DeliveryRefused("21211")
            case "accepts, then times out":
                self.accepted.append(slip.public_id)
                raise DeliveryDelayed("timeout", maybe_sent=True)
            case "times out":
                raise DeliveryDelayed("timeout", maybe_sent=True)
            case "accepts, then the sender is killed":
                self.accepted.append(slip.public_id)
                raise Killed
            case "the sender is killed first":
                raise Killed
            case "a fault of ours":
                raise LookupError(slip.public_id)
            case "no longer applies":
                return None
        self.accepted.append(slip.public_id)
        return Receipt(f"SM{len(self.accepted)}", final=self.final)

    def find(self, slip: Slip) -> Receipt | None:
        if not self.answers_questions:
            raise DeliveryDelayed("503")
        if slip.public_id not in self.accepted:
            return None
        return Receipt(f"SM{self.accepted.index(slip.public_id) + 1}", final=self.final)

    def lost(self, _slip: Slip, code: str) -> None:
        if self.deaf:
            raise LookupError(code)
        self.losses.append(code)
