"""The next fortnight's opening, as it is printed at start-up and by `setup` and `check`: with what
was closed by hand, now and to come."""

from contextlib import closing
from datetime import datetime

import pytest
from structlog.testing import capture_logs

from advice_line import main
from advice_line.assembly import build
from advice_line.cli.common import open_ledger
from advice_line.settings import Settings
from advice_line.staffing.rostering.roster import Roster
from advice_line.trust.roles import SYSTEM
from tests.cli.conftest import Command
from tests.directory.example import FILE

FIRE, MOVE = "fire alarm in room 7", "the department moves"


@pytest.fixture
def closed(site: Command) -> Command:
    """On Monday at nine: until half past ten, and next Friday's afternoon."""
    with open_ledger(writes=True) as ledger:
        roster = Roster(ledger)
        now = datetime.fromisoformat("2026-11-23T10:30")
        roster.close(SYSTEM, line="hotdoc", end=now, reason=FIRE)
        roster.close(
            SYSTEM,
            line="hotdoc",
            start=datetime.fromisoformat("2026-12-04T13:00"),
            end=datetime.fromisoformat("2026-12-07T09:00"),
            reason=MOVE,
        )
    return site


@pytest.mark.hazard("H05")
def test_check_and_setup_print_what_is_closed_by_hand(closed: Command) -> None:
    for word in ("check", "setup"):
        ran = closed(word, FILE)
        assert f"Mon 23 Nov 2026  08:00-19:00; closed 09:00-10:30: {FIRE}\n" in ran.out
        assert f"Fri 4 Dec 2026   08:00-19:00; closed 13:00-19:00: {MOVE}\n" in ran.out
        assert "Sat 5 Dec 2026   closed\n" in ran.out
    days = {row["date"]: row["closures"] for row in closed("check", FILE, "--json").of("opening")}
    assert days["2026-12-04"] == [{"time": "13:00-19:00", "reason": MOVE}]
    assert days["2026-11-24"] == []


@pytest.mark.hazard("H05")
@pytest.mark.hazard("H07")
@pytest.mark.usefixtures("closed")
def test_a_start_logs_it_without_what_somebody_typed() -> None:
    with closing(build(Settings())) as service, capture_logs() as logged:
        main.ready(service)
    told = {each["date"]: each.get("closed") for each in logged if each["event"] == "opening"}
    assert told["2026-11-23"] == "09:00-10:30"
    assert told["2026-12-04"] == "13:00-19:00"
    assert told["2026-11-24"] is None
    assert FIRE not in str(logged)
