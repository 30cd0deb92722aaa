"""The test call before a line opens: what the telephone may tell of it, and what is asked of it."""

from dataclasses import dataclass
from typing import Protocol

from advice_line.ports.calls import CallEvent
from advice_line.ports.script import Script


@dataclass(frozen=True)
class CheckEvent(CallEvent):
    """`check` is the public id of the test call."""

    check: str
    keys: str = ""
    bridged: bool = False


class LineCheckDesk(Protocol):
    """Each call is one committed transaction; they raise what `ports.calls.CallDesk` raises."""

    def keyed(self, event: CheckEvent) -> Script: ...
    def whisper(self, event: CheckEvent) -> Script: ...
    def accepted(self, event: CheckEvent) -> Script: ...
    def ended(self, event: CheckEvent) -> Script: ...


class LineCaller(Protocol):
    """Raises `errors.DeliveryRefused` or `errors.DeliveryDelayed`."""

    def ring(self, *, number: str, line: str, most_seconds: int) -> str:
        """Ring `line` from `number`, both ours, and press the key that reaches a person; over after
        `most_seconds` whatever happens. Returns the carrier's id."""
        ...
