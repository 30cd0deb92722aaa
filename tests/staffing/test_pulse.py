"""The dead-man's switch: the monitor hears from a line in hours, and of nothing else (H13)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import NoReturn

import pytest

from advice_line.clock import SetClock
from advice_line.errors import Busy
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange import setting_up
from advice_line.staffing.pulse import Pulse
from advice_line.trust.roles import SYSTEM
from integrations.heartbeat.ping import ping
from tests.stories.world import HOTDOC

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Monitor(HTTPServer):
    heard = 0
    status = 200


class _Hears(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.heard += 1
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: what it heard is counted."""


@pytest.fixture
def monitor() -> Iterator[Monitor]:
    with Monitor(("127.0.0.1", 0), _Hears) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def pulse(ledger: Ledger, monitor: Monitor) -> Pulse:
    setting_up.set_up(ledger, HOTDOC.read_text(encoding="utf-8"), by=SYSTEM)
    return Pulse(ledger, lambda: ping(f"http://127.0.0.1:{monitor.server_port}/beat"))


@pytest.mark.hazard("H13")
def test_in_hours_the_monitor_hears_each_beat(pulse: Pulse, monitor: Monitor) -> None:
    assert (pulse.beat(), pulse.beat(), monitor.heard) == (1, 1, 2)


def test_on_a_sunday_it_hears_nothing(pulse: Pulse, monitor: Monitor, clock: SetClock) -> None:
    clock.instant = SUNDAY
    assert (pulse.beat(), monitor.heard) == (0, 0)


def test_a_monitor_that_is_down_stops_nothing(
    pulse: Pulse, monitor: Monitor, ledger: Ledger, clock: SetClock
) -> None:
    monitor.status = 503
    assert pulse.beat() == 0
    with ledger.look("test") as work:
        assert upkeep.last_beat(work.session) == clock.now()


@pytest.mark.hazard("H13")
def test_a_database_that_cannot_be_written_is_silence(
    pulse: Pulse, monitor: Monitor, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger.db, "writing", _away)
    with pytest.raises(Busy):
        pulse.beat()
    assert monitor.heard == 0


def _away() -> NoReturn:
    raise Busy
