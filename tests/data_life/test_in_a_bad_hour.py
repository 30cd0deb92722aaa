"""Two who delete at once, and days that only some years have."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from advice_line.data_kinds import Kept
from advice_line.data_life.running import Deleting
from advice_line.ledger.work import Ledger
from advice_line.rules import retention
from tests.data_life import world as worlds
from tests.data_life.test_running import _receipts_are_whole, left

LEAP = date(2008, 2, 29)


@pytest.mark.hazard("H14")
def test_two_runs_at_once_delete_each_thing_once_with_one_line_of_a_receipt(
    ledger: Ledger,
) -> None:
    world = worlds.populate(ledger, 5)
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(Deleting(ledger).run) for _ in range(2)]:
            done.result()
    Deleting(ledger).run()
    with ledger.look("test") as work:
        assert left(work) == set(worlds.expected(world))
    _receipts_are_whole(ledger, world)


@pytest.mark.parametrize(
    ("ended", "today", "kept"),
    [
        (date(2024, 2, 28), date(2033, 2, 28), True),  # 15 when it ended, and 24 still
        (date(2024, 2, 28), date(2033, 3, 1), False),
        (date(2025, 12, 1), date(2033, 3, 1), True),  # 17 when it ended: a year longer
        (date(2025, 12, 1), date(2034, 3, 1), False),
        (date(2026, 2, 28), date(2026, 3, 1), True),  # a day before their 18th birthday
        (date(2026, 3, 1), date(2026, 3, 2), False),
    ],
)
def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march(
    ended: date, today: date, kept: bool
) -> None:
    assert retention.child_is_kept({}, LEAP, ended, today) is kept


def test_eight_years_hold_two_leap_days() -> None:
    ended = datetime(2024, 2, 29, 12, tzinfo=UTC)
    gone = datetime(2032, 2, 29, 12, tzinfo=UTC)
    assert retention.before({}, Kept.RECORD, gone) == ended
    assert retention.before({}, Kept.RECORD, gone - timedelta(seconds=1)) < ended
