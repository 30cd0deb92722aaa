"""What a night on which the clock changes does to the times that people write, in their words; the
policy is that of `rota/walltime.py`."""

from datetime import date, timedelta

from advice_line.rules.written import wall_time
from rota import columns, walltime
from rota.walltime import ClockChange

_DAY = timedelta(days=1)


def of(day: date, zone: str) -> str | None:
    """None on all days but two of the year."""
    here = columns.read_zone(zone)
    span = walltime.day_start(day, here), walltime.day_start(day + _DAY, here)
    return next((_words(each) for each in walltime.clock_changes(here, *span)), None)


def _words(change: ClockChange) -> str:
    """The clock shows these times in the last moment before the change and the first after it."""
    before, after = (
        wall_time((change.at + ahead).time()) for ahead in (change.before, change.after)
    )
    if change.after > change.before:
        return (
            f"The clock goes forward from {before} to {after}: a time between them means {after}."
        )
    return f"The clock goes back from {before} to {after}: a time that comes twice means the first."
