"""What may be missing, and how it is told."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HOLE = "hole"
    SINGLE_POINT = "single_point"
    OVERLAP = "overlap"
    DOUBLE_BOOKED = "double_booked"
    REGISTRATION = "registration"
    BANK_HOLIDAYS = "bank_holidays"
    LONG_RING = "long_ring"
    LONG_GREETING = "long_greeting"
    LANDLINE = "landline"
    CANNOT_WRITE = "cannot_write"
    NO_SUPERVISOR = "no_supervisor"
    NARROW_SCOPE = "narrow_scope"
    NO_LEAD = "no_lead"
    IDLE_COVER = "idle_cover"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Shortfall:
    """`about` is the key of a line, a responder or an organisation; `grave` means that callers or
    the law will find it missing, not only that somebody might."""

    kind: Kind
    about: str
    sentence: str
    grave: bool = False
