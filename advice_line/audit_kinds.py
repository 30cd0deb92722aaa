"""The closed lists of the audit: over what stretch of time a figure is, what it is about, which way
is better, in what it is told, and how its chart is read."""

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


class ChartReading(StrEnum):
    """Whose reading of an XmR chart's limits: NHS England's workbook keeps all moving ranges, the
    package of NHS-R drops the outlying ones first."""

    EXCEL = "excel"
    NHS_R = "nhs_r"
