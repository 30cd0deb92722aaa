"""Who hears when of a written question that is not answered: its urgency, its times and a calendar
in; the next step and its instant out.

    NEW  →  TOLD  →  REMINDED  →  DUE  →  WITH_LEAD  →  WITH_MANAGERS, again and again

All is counted in open time, and what is not urgent waits for the opening: it wakes nobody. What was
asked for now or today and is nobody's as the line closes goes to a named person at that instant,
whatever step it has come to (H21): to the line's out-of-hours contact, or else to the lead.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from advice_line.kinds import Urgency
from advice_line.rules import deadlines, working_time
from rota import hours
from rota.opening import LineCalendar

URGENT = (Urgency.NOW, Urgency.TODAY)
# A reminder comes when two thirds of the open time have passed, and then so long before the target.
REMINDED_AFTER = 2, 3
LEFT_AT_LEAST = timedelta(minutes=5)
# The open time from one step to the next once the target has passed.
PACE = {
    Urgency.NOW: timedelta(minutes=5),
    Urgency.TODAY: timedelta(minutes=30),
    Urgency.TWO_DAYS: timedelta(hours=2),
}


class Step(IntEnum):
    """How far it has climbed, as `tasks.rung` keeps it."""

    NEW = 0
    TOLD = 1
    REMINDED = 2
    DUE = 3
    WITH_LEAD = 4
    WITH_MANAGERS = 5


class Whom(StrEnum):
    OWNER = "owner"
    FIRST_TIER = "first_tier"
    NEXT_TIER = "next_tier"
    LEAD = "lead"
    MANAGERS = "managers"
    OUT_OF_HOURS = "out_of_hours"


@dataclass(frozen=True)
class Owed:
    """An answer that is owed since `since` (when it was asked, or its clock began anew) by
    `due_at`; `taken`: somebody has claimed it. `contact`: somebody is named for what is left at
    closing, and has not been told of it since."""

    since: datetime
    due_at: datetime
    urgency: Urgency
    step: Step
    taken: bool
    contact: bool = False

    @property
    def urgent(self) -> bool:
        return self.urgency in URGENT


@dataclass(frozen=True)
class Climb:
    """The step that is due now, who hears of it, whether it is to be somebody's by name from now
    on, and whether phones ring for it where it was asked for now."""

    step: Step
    whom: tuple[Whom, ...]
    to_named: bool = False
    rings: bool = False


_OF_TAKEN = {
    Step.TOLD: (),
    Step.REMINDED: (Whom.OWNER,),
    Step.DUE: (Whom.OWNER,),
    Step.WITH_LEAD: (Whom.OWNER, Whom.LEAD),
}
_OF_UNTAKEN = {
    Step.TOLD: (Whom.FIRST_TIER,),
    Step.REMINDED: (Whom.FIRST_TIER,),
    Step.DUE: (Whom.NEXT_TIER,),
    Step.WITH_LEAD: (Whom.LEAD,),
    Step.WITH_MANAGERS: (Whom.FIRST_TIER, Whom.LEAD, Whom.MANAGERS),
}
_RING = (Step.TOLD, Step.DUE, Step.WITH_MANAGERS)


def next_at(owed: Owed, calendar: LineCalendar, now: datetime) -> datetime:
    """When its next step is due, from the one that it has come to."""
    at = _next_at(owed, calendar, now)
    if not owed.urgent:
        return _open(calendar, at)
    if owed.taken or (owed.step >= Step.WITH_LEAD and not owed.contact):
        return at
    if hours.is_open(calendar, now):
        closes = hours.next_closing(calendar, now)
        return at if closes is None else min(at, closes)
    return now if _closed_over(owed, calendar) else at


def climbed(owed: Owed, calendar: LineCalendar, now: datetime) -> Climb:
    """What is done at an instant at which a step of it is due."""
    closed = not hours.is_open(calendar, now)
    left_at_closing = closed and owed.urgent and not owed.taken and _closed_over(owed, calendar)
    if left_at_closing and owed.contact:
        return Climb(max(owed.step, Step.WITH_LEAD), (Whom.OUT_OF_HOURS,))
    if left_at_closing and owed.step < Step.WITH_LEAD:
        return Climb(Step.WITH_LEAD, _OF_UNTAKEN[Step.WITH_LEAD], to_named=True)
    step = _following(owed, calendar, now)
    if owed.taken:
        step = min(step, Step.WITH_LEAD)
        return Climb(step, _OF_TAKEN[step])
    let_go = step is Step.REMINDED and step is owed.step
    rings = let_go or (step in _RING and step is not owed.step)
    return Climb(step, _OF_UNTAKEN[step], to_named=step is Step.WITH_LEAD, rings=rings)


def quiet_until(owed: Owed, calendar: LineCalendar, now: datetime) -> datetime | None:
    """When somebody may hear of it, where that is not now: what is not urgent wakes nobody."""
    if owed.urgent or hours.is_open(calendar, now):
        return None
    return hours.next_opening(calendar, now)


def reminder_at(calendar: LineCalendar, since: datetime, due: datetime) -> datetime:
    """The due time itself where so little is left that a reminder would be none."""
    whole = working_time.between(calendar, since, due)
    part, of = REMINDED_AFTER
    after = min(whole * part / of, whole - LEFT_AT_LEAST)
    if after <= timedelta():
        return due
    return min(working_time.add(calendar, since, after) or due, due)


def _next_at(owed: Owed, calendar: LineCalendar, now: datetime) -> datetime:
    if owed.step is Step.NEW and _is_told_at_opening(owed, calendar):
        return hours.next_opening(calendar, owed.since) or now
    if owed.step < Step.REMINDED:
        return reminder_at(calendar, owed.since, owed.due_at)
    if owed.step is Step.REMINDED:
        return owed.due_at
    return _later(owed, calendar, now)


def _later(owed: Owed, calendar: LineCalendar, now: datetime) -> datetime:
    """After the target: at its pace while the line is open, and as it opens where it is not; from
    the lead on once in half an hour, or once a day."""
    if owed.step < Step.WITH_LEAD or (owed.step is Step.WITH_LEAD and not owed.taken):
        if not hours.is_open(calendar, now):
            return deadlines.next_call_nag(calendar, now)
        pace = PACE[owed.urgency]
        return working_time.add(calendar, now, pace) or now + pace
    nag = deadlines.next_call_nag(calendar, now)
    return nag if owed.urgent else working_time.next_morning(calendar, now) or nag


def _following(owed: Owed, calendar: LineCalendar, now: datetime) -> Step:
    if owed.step is Step.NEW and _is_told_at_opening(owed, calendar) and now < owed.due_at:
        return Step.TOLD
    if owed.step <= Step.REMINDED and now < owed.due_at:
        return Step.REMINDED  # once more where its owner has let it go
    return Step(min(max(owed.step + 1, Step.DUE), Step.WITH_MANAGERS))


def _is_told_at_opening(owed: Owed, calendar: LineCalendar) -> bool:
    """Asked while the line was closed: whoever is on as it opens is the first to hear of it."""
    return owed.urgent and not owed.taken and not hours.is_open(calendar, owed.since)


def _closed_over(owed: Owed, calendar: LineCalendar) -> bool:
    """Whether the line has been open since it was asked: what is closed now has closed over it."""
    return owed.step > Step.NEW or hours.is_open(calendar, owed.since)


def _open(calendar: LineCalendar, at: datetime) -> datetime:
    if hours.is_open(calendar, at):
        return at
    return hours.next_opening(calendar, at) or at
