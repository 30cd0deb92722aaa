"""By when what was asked in writing is to be answered, by the urgency its asker chose."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from advice_line.kinds import Urgency
from advice_line.rules import targets
from advice_line.rules.targets import Counting
from rota.opening import LineCalendar

DEFAULTS = {
    Urgency.NOW: "15 open min",
    Urgency.TODAY: "4 open hours",
    Urgency.TWO_DAYS: "1 open day",
}
# What a line's setup calls the last of them too.
_ROUTINE = "routine"


def due_at(
    given: Mapping[str, str], asked: Urgency, calendar: LineCalendar, since: datetime
) -> datetime:
    """Counted in open time, also where the line's target is of the plain clock: that is for who
    rings, and nobody reads at night."""
    text = given.get(asked) or (given.get(_ROUTINE) if asked is Urgency.TWO_DAYS else None)
    target = targets.read(text or DEFAULTS[asked])
    if target.counting is Counting.CLOCK:
        target = replace(target, counting=Counting.OPEN_TIME)
    return target.due(calendar, since)
