"""The outbox's seam: rows of ids go in, a courier turns each into words when it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient


@dataclass(frozen=True)
class Slip:
    """One outgoing row as its courier sees it; ids only, no words and no address.

    `made_at` is when it was put into the outbox, the same at every attempt. `attempts` counts this
    one; `first_tried_at` is when the first began (None on the first).
    """

    public_id: str
    kind: NoticeKind
    channel: OutChannel
    recipient: Recipient
    query_id: int | None
    person_id: int | None
    subject_id: int | None
    made_at: datetime
    attempts: int
    first_tried_at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """`external_id` is the vendor's id; `final` means that no later news of delivery will come."""

    external_id: str
    final: bool = False


class Courier(Protocol):
    def deliver(self, slip: Slip) -> Receipt | None:
        """Hand it over; None when it no longer applies (the row is then settled as withdrawn).

        Raises `errors.DeliveryRefused` or `errors.DeliveryDelayed`; whatever else it raises is
        taken as an end that nobody knows, and `find` is asked before another attempt.
        """
        ...

    def find(self, slip: Slip) -> Receipt | None:
        """Whether an earlier attempt of unknown end arrived: its receipt, or None if it did not.

        Raises `errors.DeliveryDelayed` while the vendor cannot say.
        """
        ...

    def lost(self, slip: Slip, code: str) -> None:
        """The row is dead: whatever a person must now do about it becomes a task.

        Told again where a crash left it open whether this ended; twice must do no more than once.
        """
        ...
