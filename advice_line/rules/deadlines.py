"""When what is owed is due, and when somebody is reminded of it: a calendar and an instant in, an
instant out. The worker sweeps the rows that hold these instants.

Where a line has no opening within `rota.hours.HORIZON`, the plain clock counts: something owed must
have a time at which somebody hears of it.
"""

from datetime import datetime, timedelta

from advice_line.rules import working_time
from rota import hours
from rota.opening import LineCalendar

WRITE_ADVICE_WITHIN = timedelta(minutes=15)
URGENT_SEEN_WITHIN = timedelta(minutes=30)
NAG_EVERY = timedelta(minutes=30)
LEAD_HEARS_AFTER_OPENING = timedelta(minutes=30)
# When the carrier has told us nothing for so long, we ask it what became of the call.
LOOK_AFTER = timedelta(minutes=5)
_A_DAY = timedelta(days=1)


def cannot_act_due(calendar: LineCalendar, said_at: datetime, *, urgent: bool) -> datetime:
    """By when an author has seen why a practice cannot act on their advice: of what is urgent,
    after half an hour in which the line is open, as for its silence (H04); of the rest, by the end
    of its next open day. They are told at once either way."""
    if urgent:
        return working_time.add(calendar, said_at, URGENT_SEEN_WITHIN) or (
            said_at + URGENT_SEEN_WITHIN
        )
    return working_time.end_of_open_day(calendar, said_at, 1) or said_at + _A_DAY


def write_advice_due(ended_at: datetime) -> datetime:
    """The advice of a call is owed in writing 15 minutes after its end, open or not (H09)."""
    return ended_at + WRITE_ADVICE_WITHIN


def promise_due(calendar: LineCalendar, now: datetime, call_back_minutes: int) -> datetime:
    """By when a caller is rung back, counted in open minutes: at 18:50 on a line that closes at
    19:00, thirty minutes end twenty minutes after the next opening."""
    wait = timedelta(minutes=call_back_minutes)
    return working_time.add(calendar, now, wait) or now + wait


def opening_due(calendar: LineCalendar, now: datetime) -> datetime:
    """When a ring back is due to somebody who called while the line was closed: as it opens.

    Now, where no opening is planned, so that somebody hears of it at once.
    """
    return hours.next_opening(calendar, now) or now


def call_climbs_at(calendar: LineCalendar, due: datetime, asked_at: datetime) -> datetime:
    """When a ring back that nobody has claimed climbs: as it falls due or as the line closes over
    what was asked in hours, whichever is first, so that none rolls over into the next day silently
    (H21). In the past where the line closed while the phones were still ringing."""
    if not hours.is_open(calendar, asked_at):
        return due
    closes = hours.next_closing(calendar, asked_at)
    return due if closes is None else min(due, closes)


def next_call_nag(calendar: LineCalendar, now: datetime) -> datetime:
    """When somebody is next reminded of a ring back: as of any other, but of what the lead heard
    at closing as the line opens, in time for what was promised."""
    if hours.is_open(calendar, now):
        return next_nag(calendar, now)
    return hours.next_opening(calendar, now) or now + _A_DAY


def next_nag(calendar: LineCalendar, now: datetime) -> datetime:
    """When somebody is next reminded: every 30 minutes while the line is open, not at night, and
    then 30 minutes after the line has opened."""
    soon = now + NAG_EVERY
    if working_time.between(calendar, now, soon) == NAG_EVERY:
        return soon
    opens = hours.next_opening(calendar, now)
    return now + _A_DAY if opens is None else opens + LEAD_HEARS_AFTER_OPENING


def next_letter_nag(
    calendar: LineCalendar, since: datetime, now: datetime, *, urgent: bool
) -> datetime:
    """When somebody is next reminded of a call to a practice about its letter, owed `since` then:
    of what is urgent every 30 minutes until the end of the next open day; after that, and of the
    rest from the start, each open morning. A notice each half hour for weeks is read by nobody, and
    the task stands on the lists until a person has done it (H04)."""
    nag = next_call_nag(calendar, now)
    until = working_time.end_of_open_day(calendar, since, 1)
    if urgent and (until is None or nag < until):
        return nag
    return working_time.next_morning(calendar, now) or nag


def lead_hears(calendar: LineCalendar, due: datetime) -> datetime:
    """From when an unwritten record is the lead's too: 30 minutes after the line has opened on
    the next open day after the one on which it was due (H09)."""
    morning = working_time.next_morning(calendar, due)
    return due + _A_DAY if morning is None else morning + LEAD_HEARS_AFTER_OPENING
