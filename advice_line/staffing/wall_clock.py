"""Times as people give them, on the wall clock of a line, as instants; and where the clock change
had to decide, said so. The policy is that of `rota/walltime.py`."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.errors import Invalid, Problem
from advice_line.rules import wall_clock
from rota import walltime
from rota.errors import RotaError

_EARLIER = "What was before now can be said in the reason."
_LATER = "Give an end after the clocks have gone forward."


class WallClock:
    """Reads one form's times; `notes` are the sentences about those that the clock skips or shows
    twice."""

    def __init__(self, zone: ZoneInfo, now: datetime) -> None:
        self._zone = zone
        self._now = now
        self.notes: list[str] = []

    def instant(self, given: datetime, field: str) -> datetime:
        """An aware time is the instant that it says. Raises `errors.Invalid`."""
        try:
            if given.tzinfo is not None:
                return walltime.as_utc(given)
            at = walltime.as_utc(walltime.to_utc(given, self._zone))
        except RotaError as error:
            raise Invalid([Problem(field, error.sentence)]) from error
        said = wall_clock.note(given, self._zone)
        self.notes.extend([said] if said else [])
        return at

    def stretch(
        self, start: datetime, end: datetime, *, longest: timedelta, what: str
    ) -> tuple[datetime, datetime]:
        """Both as instants. Raises `errors.Invalid` for a stretch that ends before it begins, that
        is over already, or that is longer than what this can be."""
        since, until = self.instant(start, "start"), self.instant(end, "end")
        if until <= since == self._now:
            raise Invalid([Problem("end", "Give a time that is still to come.")])
        if until <= since:
            raise Invalid([Problem("end", _empty(start, end, what))])
        if until <= self._now:
            said = f"{what} is over by then, and the past stays as it was. Give an end to come."
            raise Invalid([Problem("end", f"{said} {_EARLIER}")])
        if until - since > longest:
            said = f"{what} can last {_length(longest)} at most. Look at the day, month and year."
            raise Invalid([Problem("end", said)])
        return since, until


def _empty(start: datetime, end: datetime, what: str) -> str:
    """A stretch that ends after it begins by the clock on the wall lies in the hour that the clock
    skips."""
    if start.tzinfo is None and end.tzinfo is None and start < end:
        return f"The clocks go forward and skip these times that night. {_LATER}"
    return f"{what} must end after it begins. Look at both times."


def _length(of: timedelta) -> str:
    return f"{of.days} days" if of.days > 1 else f"{of // timedelta(hours=1)} hours"
