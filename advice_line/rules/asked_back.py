"""The two clocks of a question asked back, on a calendar and instants: the responder's stands still
with what was left of it, the requester's runs, all in open time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from advice_line.kinds import Urgency
from advice_line.rules import question_targets, targets, working_time
from rota import hours
from rota.opening import LineCalendar

TARGET = "asked_back"
DEFAULT = "1 open day"
_HALF = 2


def answer_due(
    given: Mapping[str, str], asked: Urgency, calendar: LineCalendar, now: datetime
) -> datetime:
    """By when the requester is to answer: the line's target for it, and no later than the urgency
    that they asked for themselves would have us answer; then a person rings them."""
    target = targets.read(given.get(TARGET) or DEFAULT)
    own = question_targets.due_at(given, asked, calendar, now)
    return min(target.due(calendar, now), own)


def left(calendar: LineCalendar, now: datetime, due: datetime) -> timedelta:
    """How much open time the responder has left; nothing where it was late."""
    return working_time.between(calendar, now, due)


def resumed(calendar: LineCalendar, now: datetime, left: timedelta) -> datetime:
    """By when the answer is owed once the clock runs again: never while the line is closed, but
    where no opening is planned."""
    if left > timedelta():
        return working_time.add(calendar, now, left) or now + left
    if hours.is_open(calendar, now):
        return now
    return hours.next_opening(calendar, now) or now


def reminder_at(calendar: LineCalendar, asked_at: datetime, due: datetime) -> datetime:
    """Half of the requester's open time; the due time itself where they have none."""
    half = working_time.between(calendar, asked_at, due) / _HALF
    if half <= timedelta():
        return due
    return min(working_time.add(calendar, asked_at, half) or due, due)
