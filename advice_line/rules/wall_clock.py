"""What a person is told of a time that the clock on their wall skips or shows twice."""

from datetime import datetime
from zoneinfo import ZoneInfo

from advice_line.rules.notices import day
from advice_line.rules.written import clock, wall_time
from rota import walltime


def note(given: datetime, zone: ZoneInfo) -> str | None:
    """How a wall-clock time (without a zone) was taken, by the policy of `rota/walltime.py`; None
    for a time that is there once."""
    shown = walltime.to_utc(given, zone).astimezone(zone)
    said = f"{wall_time(given.time())} on {day(given)}"
    if shown.replace(tzinfo=None, fold=0) != given.replace(fold=0):
        taken = f"It is taken as {clock(shown)}, when they have gone forward."
        return f"{said} does not exist: the clocks go forward. {taken}"
    if given.replace(tzinfo=zone, fold=1).utcoffset() != shown.utcoffset():
        return f"{said} comes twice: the clocks go back. It is taken as the first."
    return None
