"""By when a responder may promise an answer that comes later than its target, in open time."""

from datetime import datetime, timedelta

from advice_line.errors import Invalid, Problem
from advice_line.rules.notices import by, when
from rota import hours
from rota.opening import LineCalendar

# A question is put off so often at the most, and no further ahead than this.
MOST = 2
FURTHEST = timedelta(days=28)
_INSTANT = timedelta(microseconds=1)


def checked(
    calendar: LineCalendar, at: datetime, now: datetime, due: datetime, zone: str, field: str
) -> datetime:
    """`due` is by when it is owed as it stands. The instant of closing is open enough: it is done
    by then. Raises `errors.Invalid` with what would do."""
    if at <= now:
        raise Invalid([Problem(field, "Give a time that is still to come.")])
    if at <= due:
        said = f"It is due by {by(due, now, zone)} as it is. Give a later time, or answer it."
        raise Invalid([Problem(field, said)])
    if at > now + FURTHEST:
        said = f"Give a time within {FURTHEST.days} days, or pass it on to somebody who can answer."
        raise Invalid([Problem(field, said)])
    if not hours.is_open(calendar, at - _INSTANT):
        raise Invalid([Problem(field, _closed(calendar, at, now, zone))])
    return at


def kept_open(calendar: LineCalendar, at: datetime) -> datetime:
    """A promised time, or the next opening where the line has come to be closed then."""
    if hours.is_open(calendar, at - _INSTANT):
        return at
    return hours.next_opening(calendar, at - _INSTANT) or at


def _closed(calendar: LineCalendar, at: datetime, now: datetime, zone: str) -> str:
    """Nobody can have answered in the instant in which it opens."""
    opens = hours.next_opening(calendar, at - _INSTANT)
    after = f" It next opens {when(opens, now, zone)}: give a time after that." if opens else ""
    return f"The line is closed at that time.{after}"
