"""By when a written question is to be answered: the line's target for the urgency asked for, in
open hours only."""

from datetime import datetime

from advice_line.kinds import Urgency
from advice_line.ledger.work import Work
from advice_line.rules import question_targets
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line


def due_at(work: Work, line: Line, urgency: str | None, since: datetime) -> datetime:
    """Where nobody said how urgent it is, as what is not urgent."""
    calendar = on_duty.calendar(work.session, line.key)
    asked = Urgency(urgency) if urgency else Urgency.TWO_DAYS
    return question_targets.due_at(line.targets, asked, calendar, since)
