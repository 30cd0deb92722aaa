"""An alert is shown in its line's channel, without its patient and without anybody's words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from advice_line.desk.alerting.door import Alerts
from tests.alerts.alerting import FIELDS, TALK
from tests.chat.conftest import Opened, over
from tests.chat.room import CHANNEL

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.hazard("H07")
def test_an_alert_is_told_to_its_channel_as_it_starts_climbs_and_ends(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "channel.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with over(f"sqlite:///{path}") as at:
        _told(at)


def _told(at: Opened) -> None:
    hospital = at(MONDAY)
    world, room = hospital.world, hospital.room
    amara, alerts = world.responder("amara"), Alerts(world.ledger)
    reference = alerts.start(amara, FIELDS | {"word": "critical"}, "form")
    world.settle()
    alerts.spoke(amara, reference, TALK, "spoke")
    world.settle()
    told = [each.lines[0] for each in room.told[CHANNEL]]
    assert told[0].startswith(f"CRITICAL alert {reference}: somebody must ring its practice")
    assert told[-1].startswith(f"CRITICAL alert {reference}: spoken and read back")
    links = {each.link for each in room.told[CHANNEL]}
    assert links == {f"https://advice.example.org/alerts/{reference}"}
    assert not any("Larkspur" in repr(each) for each in room.told[CHANNEL])
