"""The closed lists of the rota's people: how far a swap is, what the watch finds and when, and what
becomes of what somebody owes who has left."""

from enum import StrEnum


class SwapState(StrEnum):
    """How far a request is that somebody else takes a shift; `nobody`: all who were asked said no
    or nothing."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    NOBODY = "nobody"


class FindingKind(StrEnum):
    """What the watch finds wrong with a rota: the kinds of `rota/gaps.py`, and those that need the
    people's own facts."""

    UNMANNED = "unmanned"
    SINGLE_POINT = "single_point"
    OVERLAP = "overlap"
    DOUBLE_BOOKED = "double_booked"
    UNREACHABLE = "unreachable"
    NOT_SHOWN = "not_shown"
    CANNOT_ANSWER = "cannot_answer"
    REGISTRATION = "registration"
    NO_SUPERVISOR = "no_supervisor"
    NARROW_SCOPE = "narrow_scope"
    HOLIDAYS_UNKNOWN = "holidays_unknown"


class Mark(StrEnum):
    """How long before it begins the rota manager is told of what is wrong."""

    YEAR = "1_year"
    EIGHT_WEEKS = "8_weeks"
    TWO_WEEKS = "2_weeks"
    THREE_DAYS = "3_days"
    DAY = "24_hours"
    HOUR = "1_hour"


class HandOverState(StrEnum):
    """Of a task whose owner has left; `over`: it was done, or its owner is back, before anybody
    had to take it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITH_LEAD = "with_lead"
    OVER = "over"


class Leaving(StrEnum):
    """Why somebody is no longer there for what they owe."""

    SHIFT_END = "shift_end"
    ABSENCE = "absence"
    DISABLED = "disabled"
