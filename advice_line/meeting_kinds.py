"""The closed lists of meetings (RCR REALM 2020): stored, and relied on outside."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """An education meeting teaches cases without names; a case review opens queries to who is named
    for it, and its decisions are advice."""

    EDUCATION = "education"
    CASE_REVIEW = "case_review"


class MeetingState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingChanged(StrEnum):
    """What a meeting's history tells of it."""

    PLANNED = "planned"
    MOVED = "moved"
    PLACED = "placed"
    CANCELLED = "cancelled"


class Week(StrEnum):
    """Which one of its weekday in a month."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    LAST = "last"


class Chair(StrEnum):
    """The two clinical leads of a meeting (guide §4): both sign its agenda."""

    IMAGING = "imaging"
    PRIMARY_CARE = "primary_care"


class Why(StrEnum):
    """Why something is proposed for an agenda."""

    NOMINATED = "nominated"
    DISCREPANCY = "discrepancy"
    SURPRISE = "surprise"
    GOOD_SPOT = "good_spot"
    REPEAT = "repeat"
    GUIDANCE_GAP = "guidance_gap"


class ReviewOutcome(StrEnum):
    """What a case review came to on a query. The words of it stand in its advice alone."""

    STANDS = "stands"
    CHANGES = "changes"
    AGAIN = "again"


class VoteState(StrEnum):
    """`shown` is closed too, its answer being on the screen."""

    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"
    SHOWN = "shown"
