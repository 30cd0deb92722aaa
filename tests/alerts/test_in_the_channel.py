"""An alert is shown in its line's channel, without its patient and without anybody's words."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from advice_line.desk.alerting.door import Alerts
from integrations.sandbox.mail import MailServer
from integrations.sandbox.slack.state import Message
from tests.alerts.alerting import FIELDS, TALK, Alerting
from tests.chat.conftest import Opened, over
from tests.chat.room import CHANNEL
from tests.slack.ward import Ward, ward
from tests.stories.soundness import unsound
from tests.web.people import CANARIES

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


@pytest.mark.hazard("H07")
def test_slack_is_told_of_an_alert_and_nothing_of_its_patient_or_practice(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    path = tmp_path / "slack.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with ward(f"sqlite:///{path}", smtp_url=smtp) as here:
        _told_to_slack(here, Alerting(here.world, mail_server))
        assert unsound(here.world) == []


def _told_to_slack(here: Ward, alerting: Alerting) -> None:
    """As it starts and ends; what the archived channel refuses meanwhile is told by text alone."""
    reference = alerting.starts()
    here.sent()
    here.slack.workspace.channels[CHANNEL].archived = True
    alerting.answers("We cannot act on it")
    here.sent()
    assert any(reference in each for each in alerting.told("amara"))
    here.slack.workspace.channels[CHANNEL].archived = False
    alerting.withdraws()
    here.sent()
    started, ended = (_shown(each) for each in here.slack.messages(CHANNEL))
    assert f"URGENT alert {reference}: nobody has acknowledged it yet" in started
    assert f"https://advice.example.org/alerts/{reference}" in started
    assert f"URGENT alert {reference}: withdrawn" in ended
    asked = json.dumps([each.args for each in here.slack.asked])
    secrets = (*CANARIES, "Larkspur", "hilum", "Oak Lane", "Sam Example", "another patient")
    assert not [each for each in secrets if each in asked]


def _shown(message: Message) -> str:
    return json.dumps([message.text, message.blocks])
