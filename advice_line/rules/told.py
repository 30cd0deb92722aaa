"""What an asker is told of their question at once."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """That it is kept, from when somebody reads it and by when it is answered, and, where that is
    after closing, the out-of-hours number (H21). `read_from` is None where no opening is
    planned."""

    reference: str
    line: str
    now: datetime
    time_zone: str
    due_at: datetime
    read_from: datetime | None
    closes_at: datetime | None
    out_of_hours: str | None
