"""An alert is shown in its line's channel, without its patient and without anybody's words."""

import json
from collections.abc import Iterator
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


@pytest.fixture
def at(sqlite_template: Path, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "channel.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with over(f"sqlite:///{path}") as opened:
        yield opened


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H04")
def test_the_card_of_an_alert_shows_how_it_stands_until_it_is_over(at: Opened) -> None:
    hospital = at(MONDAY)
    world, room = hospital.world, hospital.room
    amara, alerts = world.responder("amara"), Alerts(world.ledger)
    reference = alerts.start(amara, FIELDS | {"word": "critical"}, "form")
    world.settle()
    (posted,) = room.told[CHANNEL]
    assert posted.lines == (f"CRITICAL alert {reference}: somebody must ring its practice.",)
    assert posted.link == f"https://advice.example.org/alerts/{reference}"
    assert posted.due is not None
    world.wait(2 * 3600)
    world.settle()
    assert room.changed[-1][1].lines[-1] == "This is late."
    alerts.spoke(amara, reference, TALK | {"spoke_time": "12:00"}, "spoke")
    world.settle()
    ended = room.changed[-1][1]
    assert ended.lines == (f"CRITICAL alert {reference}: spoken and read back.",)
    assert ended.due is None
    count = len(room.changed)
    world.wait(24 * 3600)
    world.settle()
    assert (len(room.changed), room.told[CHANNEL]) == (count, [posted])
    assert {each for each, _ in room.changed} == set(room.attempts.values())
    assert "Larkspur" not in repr((room.told[CHANNEL], room.changed))


@pytest.mark.hazard("H04")
def test_a_card_whose_answer_was_lost_or_that_was_taken_away_is_true_in_the_end(
    at: Opened,
) -> None:
    hospital = at(MONDAY)
    world, room = hospital.world, hospital.room
    amara, alerts = world.responder("amara"), Alerts(world.ledger)
    room.loses_answers = True
    reference = alerts.start(amara, FIELDS, "form")
    world.settle()
    room.loses_answers = False
    world.wait(60)
    world.settle()
    assert len(room.told[CHANNEL]) == 1
    room.down = True
    alerts.withdraw(amara, reference, {"reason": "Another patient's scan."}, "withdrawn")
    world.settle()
    world.wait(2 * 3600)
    world.settle()
    room.down = False
    room.attempts.clear()
    world.wait(600)
    world.settle()
    assert [each.lines[0] for each in room.told[CHANNEL]] == [
        f"URGENT alert {reference}: nobody has acknowledged it yet.",
        f"URGENT alert {reference}: withdrawn, and somebody must ring to say so.",
    ]


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
    """As it starts and ends; what the archived channel refuses meanwhile is told by text, and shown
    once it takes something again."""
    reference = alerting.starts()
    here.sent()
    here.slack.workspace.channels[CHANNEL].archived = True
    alerting.answers("We cannot act on it")
    here.sent()
    assert any(reference in each for each in alerting.told("amara"))
    here.slack.workspace.channels[CHANNEL].archived = False
    alerting.withdraws()
    here.world.wait(360)
    here.sent()
    (card,) = (_shown(each) for each in here.slack.messages(CHANNEL))
    assert f"https://advice.example.org/alerts/{reference}" in card
    assert f"URGENT alert {reference}: withdrawn" in card
    asked = json.dumps([each.args for each in here.slack.asked])
    secrets = (*CANARIES, "Larkspur", "hilum", "Oak Lane", "Sam Example", "another patient")
    assert not [each for each in secrets if each in asked]


def _shown(message: Message) -> str:
    return json.dumps([message.text, message.blocks])
