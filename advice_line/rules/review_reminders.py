"""When the owner of a page of guidance is reminded to look at it again, by working days of its
line: four weeks before, one week before, on the day, and each four weeks once it is overdue, when
the lead of the service hears of it too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from advice_line.guidance_kinds import ReviewStage

BEFORE, SOON, AGAIN = timedelta(weeks=4), timedelta(weeks=1), timedelta(weeks=4)
_TO_LEADS = frozenset({ReviewStage.OVERDUE})
# No stretch of closed days is as long.
_LONGEST_CLOSED = 30


@dataclass(frozen=True)
class Reminder:
    """`on` is the day from which it is due; what is told once is told by stage and day."""

    stage: ReviewStage
    on: date

    @property
    def to_leads(self) -> bool:
        return self.stage in _TO_LEADS


def due(review_on: date, today: date, is_worked: Callable[[date], bool]) -> Reminder | None:
    """The one that holds today; None while it is early. A reminder that would fall on a day off
    comes on the working day before, one of what is overdue on the working day after."""
    late = today - review_on
    if late > timedelta(0):
        rounds = (late - timedelta(days=1)) // AGAIN
        on = _following(review_on + timedelta(days=1) + rounds * AGAIN, is_worked)
        if on <= today:
            return Reminder(ReviewStage.OVERDUE, on)
        if rounds:
            earlier = review_on + timedelta(days=1) + (rounds - 1) * AGAIN
            return Reminder(ReviewStage.OVERDUE, _following(earlier, is_worked))
    stages = (
        (ReviewStage.AT, timedelta(0)),
        (ReviewStage.SOON, SOON),
        (ReviewStage.BEFORE, BEFORE),
    )
    for stage, ahead in stages:
        on = _preceding(review_on - ahead, is_worked)
        if on <= today:
            return Reminder(stage, on)
    return None


def _following(day: date, is_worked: Callable[[date], bool]) -> date:
    days = (day + timedelta(days=each) for each in range(_LONGEST_CLOSED))
    return next((each for each in days if is_worked(each)), day)


def _preceding(day: date, is_worked: Callable[[date], bool]) -> date:
    days = (day - timedelta(days=each) for each in range(_LONGEST_CLOSED))
    return next((each for each in days if is_worked(each)), day)
