"""Until when a query that is offered to a colleague may be taken, in open time."""

from datetime import datetime, timedelta

from advice_line.kinds import Urgency
from advice_line.rules import working_time
from rota.opening import LineCalendar

# Its owner needs what is left to answer it themselves.
OWNER_NEEDS = timedelta(minutes=10)
AT_LEAST = timedelta(minutes=5)
_WITHIN = {
    Urgency.NOW: timedelta(minutes=5),
    Urgency.TODAY: timedelta(minutes=30),
    Urgency.TWO_DAYS: timedelta(hours=2),
}


def until(calendar: LineCalendar, asked: Urgency, due: datetime | None, now: datetime) -> datetime:
    """`due` is by when its answer is owed; None where none is, or the clock stands still."""
    wanted = working_time.add(calendar, now, _WITHIN[asked]) or now + _WITHIN[asked]
    soonest = working_time.add(calendar, now, AT_LEAST) or now + AT_LEAST
    latest = wanted if due is None else min(wanted, due - OWNER_NEEDS)
    return max(latest, soonest)
