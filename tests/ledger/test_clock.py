"""A rehearsal's time is one line of a file, the same for every process that reads it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advice_line.clock import FileClock, SystemClock
from advice_line.errors import Misconfigured

CHANGE = datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_without_a_rate_it_stands_still_until_the_file_changes(file: Path) -> None:
    clock = FileClock(file)
    file.write_text("2026-10-25T00:59:59Z\n")
    os.utime(file, (0, 0))
    assert clock.now() == CHANGE
    file.write_text("2026-10-25T01:00:00Z")
    assert clock.now() == CHANGE + timedelta(seconds=1)


def test_with_a_rate_it_runs_from_the_files_change_time(file: Path) -> None:
    file.write_text("2026-10-25T00:59:59Z x60")
    an_hour_ago = (SystemClock().now() - timedelta(hours=1)).timestamp()
    os.utime(file, (an_hour_ago, an_hour_ago))
    first, second = FileClock(file).now(), FileClock(file).now()
    assert CHANGE + timedelta(hours=60) <= first <= second < CHANGE + timedelta(hours=72)


@pytest.mark.parametrize(
    "line",
    ["", "now", "2026-10-25T00:59:59", "2026-10-25T00:59:59Z 60", "2026-13-25T00:59:59Z x60"],
)
def test_a_line_that_is_no_instant_says_what_one_looks_like(file: Path, line: str) -> None:
    file.write_text(line)
    with pytest.raises(Misconfigured, match="2026-10-25T00:59:59Z x60"):
        FileClock(file).now()


def test_a_missing_file_says_so_too(file: Path) -> None:
    with pytest.raises(Misconfigured, match="CLOCK_FILE clock cannot be read"):
        FileClock(file).now()


def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
