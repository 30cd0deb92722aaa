"""What stands on the downtime form, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OnDuty:
    when: str
    who: str


@dataclass(frozen=True)
class DowntimeForm:
    line: str
    number: str
    switchboard: str
    greeting: str
    on_duty: Sequence[OnDuty]
    made_at: datetime
    time_zone: str
