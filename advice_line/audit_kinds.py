"""The closed lists of the audit: over what stretch of time a figure is, what it is about, and which
way is better."""

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
