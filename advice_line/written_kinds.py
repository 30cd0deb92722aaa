"""The closed lists of what is asked in writing."""

from enum import StrEnum


class Refused(StrEnum):
    """Why a file that came with something written was not kept."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    KIND = "kind"
    EMPTY = "empty"


class PassReason(StrEnum):
    """Why a responder passes a query on: a fixed word, so that it may be told outside."""

    OUTSIDE_SCOPE = "outside_scope"
    SPECIALIST = "specialist"
    NO_TIME = "no_time"
    KNOWS_THE_PATIENT = "knows_the_patient"
    OTHER = "other"


class PassOnState(StrEnum):
    """Of a query offered to a colleague; `withdrawn` by who offered it, or because it was done."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Unsent(StrEnum):
    """What somebody has typed and not sent yet."""

    ASK_BACK = "ask_back"
    NOTE = "note"
    PASSING_ON = "passing_on"
