"""The real worker with Socket Mode: cards go out, a press comes in by the connection that it has
opened, and it ends when it is told to."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advice_line.clock import FileClock
from advice_line.db import Database
from advice_line.desk.questions import arriving, askers
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.queries import Query
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.posting import loopback_post
from tests.chat.conftest import setup_file
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.drills.databases import sqlite_databases
from tests.servers.processes import Deployment, set_clock
from tests.slack.ward import AMARA, CHANNEL
from tests.stories.scene import PUBLIC_URL

pytestmark = pytest.mark.processes


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def asked(ledger: Ledger) -> int:
    with ledger.work("test") as work:
        asker = askers.of_address(work, "elmroad@example.org")
        line = lookups.lines(work.session)[0]
        words = "A mass on the chest film. What next?"
        question = Asked(
            channel=Channel.EMAIL,
            key="one",
            asker=asker,
            words=words,
            reply_by=Channel.EMAIL,
            urgency=Urgency.TODAY,
        )
        query, _ = arriving.opened(work, line, question)
        return query.id or 0


def owned(ledger: Ledger, query_id: int) -> bool:
    with ledger.look("test") as look:
        return look.session.get_one(Query, query_id).owner_id is not None


def test_a_card_goes_out_and_its_press_comes_in_by_the_workers_own_connection(
    tmp_path: Path,
) -> None:
    clock = tmp_path / "clock"
    set_clock(clock, "2026-11-23T10:00:00Z x1")
    slack = Miniature("http://127.0.0.1:1/slack/events", loopback_post())
    slack.workspace.user(AMARA, "Dr Amara Example")
    slack.workspace.channel(CHANNEL, "hot-doc", AMARA)
    with sqlite_databases(tmp_path, setup_file())() as url, slack:
        settings = {
            "DATABASE_URL": url,
            "PUBLIC_URL": PUBLIC_URL,
            "SECRET_KEY": SECRET_KEY,
            "DATA_KEYS": DATA_KEYS,
            "CLOCK_FILE": str(clock),
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.workspace.app_token,
            "SLACK_API_URL": slack.api_url,
            "WORKER_POLL_SECONDS": "0.2",
        }
        ledger = Ledger(Database(url), FileClock(clock), Vault(DATA_KEYS, SECRET_KEY))
        with Deployment(tmp_path, settings) as deployment:
            worker = deployment.start("worker", "worker")
            query_id = asked(ledger)
            until(slack.sockets.connected)
            slack.wait_for_messages(CHANNEL, 1, 20)
            slack.person(AMARA).clicks("Claim").sees("is yours", 20)
            assert owned(ledger, query_id)
            assert worker.stop() == 0
            assert b"xapp-" not in deployment.output()
            assert b"chest film" not in deployment.output()
        ledger.db.dispose()
