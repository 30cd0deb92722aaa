"""A line as the setup file's example has it, and the instants the stories name."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rota.opening import ClosedDay, LineCalendar, Nation, OpeningHours

LONDON = ZoneInfo("Europe/London")


def london(text: str) -> datetime:
    """A local wall-clock time in London, such as "2026-11-23 18:50"."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.fixture(scope="session")
def calendar() -> LineCalendar:
    """Monday to Friday 08:00 to 19:00, in England, closed on Christmas Eve 2026."""
    return LineCalendar(
        time_zone="Europe/London",
        nation=Nation.ENGLAND,
        hours=OpeningHours.from_texts({"mon-fri": ["08:00-19:00"]}),
        closed_days=(ClosedDay(date(2026, 12, 24), "site closed"),),
    )
