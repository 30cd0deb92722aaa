"""What the desk offers the telephone for callers who wait in a queue."""

from dataclasses import dataclass
from typing import Protocol

from advice_line.ports.calls import CallEvent, KeysPressed
from advice_line.ports.script import Script


@dataclass(frozen=True)
class QueueLeft(CallEvent):
    """A `Wait` is over. `kept_out`: the carrier could not keep them in the queue; `caller_gone` as
    in `ports.calls.HopEnded`."""

    kept_out: bool = False
    caller_gone: bool = False


class QueueDesk(Protocol):
    """Each call is one committed transaction and raises what `ports.calls.CallDesk` raises."""

    def joined(self, event: CallEvent) -> Script: ...
    def round(self, event: CallEvent) -> Script: ...
    def keyed(self, event: KeysPressed) -> Script: ...
    def left(self, event: QueueLeft) -> Script: ...
