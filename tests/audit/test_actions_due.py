"""What a meeting agreed belongs to the period of the line's own day by which it is due (H18)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from advice_line.audit import periods
from advice_line.audit.figures import counting
from advice_line.audit.measures import every
from advice_line.directory import lookups
from advice_line.tables.meetings import MeetingAction
from tests.audit.counted import Counted
from tests.education.held import held

MAY = datetime(2026, 5, 6, 11, 30, tzinfo=UTC)


@pytest.mark.hazard("H18")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("period", "due"),
    [("2026-Q2", date(2026, 6, 30)), ("2026-Q3", date(2026, 7, 1)), ("2026-09", date(2026, 9, 30))],
)
def test_on_the_first_and_the_last_day_of_a_summer(
    counted: Counted, period: str, due: date
) -> None:
    """There it is the day before in UTC when a day begins."""
    with counted.world.ledger.work("test") as work:
        line, person = lookups.lines(work.session)[0], counted.world.responder("amara")
        who, of = person.responder_id or 0, line.id or 0
        meeting = held(work, of, who, MAY, MAY + timedelta(hours=1))
        work.add(
            MeetingAction(
                meeting_id=meeting.id or 0,
                what="Tell the practices.",
                owner_id=who,
                by_day=due,
            )
        )
        wanted, measures = periods.read(period), [every.BY_ID["education.actions"]]
        (found,) = counting.count(work, line, wanted, measures).values()
        (after,) = counting.count(work, line, wanted.next, measures).values()
        (before,) = counting.count(work, line, wanted.before, measures).values()
    assert (before.denominator, found.denominator, after.denominator) == (0, 1, 0)
