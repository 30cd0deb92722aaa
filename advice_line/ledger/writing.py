"""What the ledger's parts need of a Work: they lie below it and may not import it."""

from datetime import datetime
from typing import Protocol

from sqlmodel import Session


class Writing(Protocol):
    """`told` is set by whoever queued something to be sent, so that the sender wakes."""

    session: Session
    now: datetime
    told: bool
