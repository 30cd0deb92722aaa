"""When a caller is offered to be rung back, and when the system begins to ring for it: pure
decisions on the hours, the rota and what is promised already."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from advice_line.rules import working_time
from rota import hours
from rota.opening import LineCalendar, OpeningHours

# Before its time, so that several tries fit in.
RINGS_BEFORE = timedelta(minutes=8)
# What one responder needs for one call back.
SPACING = timedelta(minutes=10)
STEP = timedelta(minutes=5)
# How far ahead a free time is looked for, in open time.
LONGEST = timedelta(hours=8)
# After a practice opens, so that its telephone does not ring before.
AFTER_OPENING = timedelta(minutes=10)
# Openings of the two after which none is looked for that suits both.
MOST_OPENINGS = 20


def rings_at(calendar: LineCalendar, now: datetime, due: datetime) -> datetime:
    """A little before it is due, at once where that is past, and never while the line is closed."""
    at = max(now, due - RINGS_BEFORE)
    if hours.is_open(calendar, at):
        return at
    opens = hours.next_opening(calendar, at)
    return at if opens is None or opens >= due else opens


def while_there(calendar: LineCalendar, practice: OpeningHours, due: datetime) -> datetime:
    """`due`, or the first time after it at which line and practice are open (H22). `due` where
    their hours never meet."""
    theirs, at = of_practice(calendar, practice), due
    for _ in range(MOST_OPENINGS):
        shut = [each for each in (theirs, calendar) if not _open_until(each, at)]
        if not shut:
            return at
        opens = at if hours.is_open(shut[0], at) else hours.next_opening(shut[0], at)
        if opens is None:
            return due
        at = opens + AFTER_OPENING
    return due


def rung_from(
    calendar: LineCalendar, practice: OpeningHours, at: datetime, due: datetime
) -> datetime:
    """`at`, or when the practice opens where that is later and before it is due (H22)."""
    theirs = of_practice(calendar, practice)
    opens = at if hours.is_open(theirs, at) else hours.next_opening(theirs, at)
    return at if opens is None or opens >= due else opens


def of_practice(calendar: LineCalendar, practice: OpeningHours) -> LineCalendar:
    """Its own hours, with the bank holidays of the line's nation."""
    return replace(calendar, hours=practice, day_hours=(), closed_days=())


def is_there(calendar: LineCalendar, practice: OpeningHours, at: datetime) -> bool:
    return _open_until(of_practice(calendar, practice), at)


def _open_until(calendar: LineCalendar, at: datetime) -> bool:
    # At the minute of its closing they are still there to be rung.
    return hours.is_open(calendar, at - timedelta(minutes=1))


@dataclass(frozen=True)
class Load:
    """`people` says how many are on duty at an instant, `due` when what is promised already is due,
    `practice` the requester's own hours (None: not known)."""

    people: Callable[[datetime], int]
    due: Collection[datetime]
    practice: OpeningHours | None


def offered(
    calendar: LineCalendar,
    now: datetime,
    load: Load,
    *,
    minutes: int,
    latest: datetime | None,
) -> datetime | None:
    """By when a caller is rung back who can wait: the first time that is in open hours of the line
    and of the practice (H22), with somebody on duty who has not as many promises around it as they
    can keep. Where all are full it is the least full one that is not later than `latest`.

    None where no such time is left: then only now can be offered.
    """
    full = []
    for at in _times(calendar, now, minutes):
        if latest is not None and at > latest:
            break
        people = load.people(at) if _practice_open(calendar, load, at) else 0
        if people and _around(load, at) < people:
            return at
        if people:
            full.append((_around(load, at) / people, at))
    return min(full)[1] if full else None


def _times(calendar: LineCalendar, now: datetime, minutes: int) -> Iterator[datetime]:
    """In steps of open time from the line's own call-back time, at round minutes."""
    wait = timedelta(minutes=minutes)
    while wait <= LONGEST:
        at = working_time.add(calendar, now, wait)
        if at is None:
            return
        yield _rounded(calendar, at)
        wait += STEP


def _rounded(calendar: LineCalendar, at: datetime) -> datetime:
    """Up to the next round minute, and no later than the line closes."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    up = at if not over else at + STEP - over
    closes = hours.next_closing(calendar, at)
    return up if closes is None else min(up, closes)


def _around(load: Load, at: datetime) -> int:
    return sum(abs(due - at) < SPACING for due in load.due)


def _practice_open(calendar: LineCalendar, load: Load, at: datetime) -> bool:
    return load.practice is None or is_there(calendar, load.practice, at)
