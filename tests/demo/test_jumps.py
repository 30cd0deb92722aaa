"""How far the demonstration's clock goes on at once: over bank holidays, weekends and a change of
the clocks."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from advice_line.demo import fictional
from advice_line.demo.jumps import JUMPS
from advice_line.directory.setup import reading as setup_reading
from advice_line.directory.setup import rows as setup_rows

CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
BEFORE_SUMMER = datetime(2027, 3, 26, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("jump", "now", "wanted"),
    [
        ("hour", CHRISTMAS_EVE, datetime(2026, 12, 24, 11, 0, tzinfo=UTC)),
        # Boxing Day is a Saturday and a bank holiday, as is the Monday that stands for it.
        ("tomorrow", CHRISTMAS_EVE, datetime(2026, 12, 27, 9, 0, tzinfo=UTC)),
        ("two_days", CHRISTMAS_EVE, datetime(2026, 12, 30, 10, 1, tzinfo=UTC)),
        ("month", SUNDAY, datetime(2026, 12, 29, 9, 1, tzinfo=UTC)),
        # Good Friday to Wednesday: Easter Monday is none, and four in the afternoon is BST by then.
        ("two_days", BEFORE_SUMMER, datetime(2027, 3, 31, 15, 1, tzinfo=UTC)),
    ],
)
def test_it_lands_where_people_work(jump: str, now: datetime, wanted: datetime) -> None:
    text = fictional.setup_text(SUNDAY, Path("/var/spool/advice-line/record"))
    (line,) = setup_reading.read(text).file().lines
    assert JUMPS[jump](setup_rows.calendar(line), now) == wanted
