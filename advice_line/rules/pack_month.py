"""Of which month's cases a meeting's pack is."""

from datetime import date, timedelta

_LAST_WEEK = timedelta(days=7)


def of(day: date) -> str:
    """Such as "2026-11": the last whole month before the meeting's `day`, but the month itself in
    its last week, when nearly all of it has been asked."""
    month = day.replace(day=1)
    if (day + _LAST_WEEK).month == day.month:
        month -= timedelta(days=1)
    return f"{month:%Y-%m}"
