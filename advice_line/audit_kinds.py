"""The closed lists of the audit: over what stretch of time a figure is, what it is about, how it is
counted and told, which way is better, and how its chart is read."""

from enum import StrEnum


class PeriodKind(StrEnum):
    """A year is the NHS's, from April."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Better(StrEnum):
    """Which way a figure is to go; `NEITHER` where it only tells how things are."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Unit(StrEnum):
    """In what a value is: a share is 0.0 to 1.0 and told in per cent."""

    SHARE = "share"
    SECONDS = "seconds"
    MINUTES = "minutes"
    PER_1000 = "per_1000"
    COUNT = "count"
    NUMBER = "number"
    POUNDS = "pounds"


class ChartReading(StrEnum):
    """Whose reading of an XmR chart's limits: NHS England's workbook keeps all moving ranges, the
    package of NHS-R drops the outlying ones first."""

    EXCEL = "excel"
    NHS_R = "nhs_r"


class Group(StrEnum):
    """What a measure is about, in the order in which they are shown (guide §3 and §5)."""

    UTILISATION = "utilisation"
    ACCESS = "access"
    TURNAROUND = "turnaround"
    DEFLECTION = "deflection"
    APPROPRIATENESS = "appropriateness"
    OUTCOMES = "outcomes"
    LOOP = "loop"
    ROTA = "rota"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    COST = "cost"
    REFERRALS = "referrals"
    IMAGING = "imaging"
    SAFETY = "safety"
    ADOPTION = "adoption"


class ClockKind(StrEnum):
    """What runs while a time is measured."""

    NONE = "none"
    ELAPSED = "elapsed"
    WORKING_TIME = "working_time"


class Dimension(StrEnum):
    """By what a figure may be broken down, one at a time. There is none for a person."""

    CHANNEL = "channel"
    PRACTICE = "practice"
    NETWORK = "network"
    ASKER_ROLE = "asker_role"
    URGENCY = "urgency"
    HOUR = "hour"
    WEEKDAY = "weekday"
    QUESTION_TYPE = "question_type"


class Verdict(StrEnum):
    """What a reviewer makes of a sampled query, after the published audit of a duty radiologist."""

    RADIOLOGIST = "radiologist"
    GUIDELINE = "guideline"
    NO_RADIOLOGIST = "no_radiologist"


class Part(StrEnum):
    """Which review of a sampled query it is; the third settles what the first two see otherwise."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class LeftOut(StrEnum):
    """Why a query of the month could not be drawn."""

    TEST_CALL = "test_call"
    WRONG_NUMBER = "wrong_number"
    WITHDRAWN = "withdrawn"
    DESK = "desk"
    CLOSED = "closed"
    NOT_ANSWERED = "not_answered"
    DELETED = "deleted"
