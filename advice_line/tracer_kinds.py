"""The closed lists of the tracer: what came of advice, asked of who had it."""

from enum import StrEnum


class TracerState(StrEnum):
    """`due`: nobody was asked yet. `asked`: somebody was, and has said nothing final. `answered`
    ends it. `no_answer` is counted as such, and may still be answered; `off`: its line asks no
    more, or its query was a test call, a wrong number or asked twice."""

    DUE = "due"
    ASKED = "asked"
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    OFF = "off"


class TracerOutcome(StrEnum):
    """Whether it was done as advised."""

    DONE = "done"
    CHANGED = "changed"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class NotDoneReason(StrEnum):
    """Why advice was not followed: a fixed word, so that it may be counted."""

    NO_LONGER_NEEDED = "no_longer_needed"
    PATIENT_DECLINED = "patient_declined"
    DID_NOT_ATTEND = "did_not_attend"
    NOT_ARRANGED = "not_arranged"
    NOT_AVAILABLE = "not_available"
    NOT_AGREED = "not_agreed"
    OTHER = "other"


class Avoided(StrEnum):
    """What the advice saved, by the word of who asked."""

    REFERRAL = "referral"
    IMAGING = "imaging"
    BOTH = "both"
    NEITHER = "neither"


class TracerSource(StrEnum):
    """Who says so: `radiology_system` is the office, by what stands there."""

    REQUESTER = "requester"
    PRACTICE = "practice"
    RADIOLOGY_SYSTEM = "radiology_system"
