"""Socket Mode: the same by a connection that we open, which is opened again whenever it breaks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_sdk.socket_mode import SocketModeClient

from advice_line.ports.chat_desk import ThreadWords
from integrations.slack.socket_mode import SocketMode
from tests.slack.desk import BUSY, CHANNEL, Wired


@contextmanager
def listening(here: Wired, **seconds: float) -> Iterator[None]:
    """Stopped also where a test fails: what is left running goes on into the tests after it."""
    token = here.slack.workspace.app_token
    socket = SocketMode(here.ours.bolt, here.desk, token, here.slack.api_url, **seconds)
    socket.start()
    try:
        yield
    finally:
        socket.stop()


@pytest.fixture
def connected(here: Wired) -> Iterator[Wired]:
    with listening(here, again_seconds=0.1, ping_seconds=0.1):
        here.until(here.slack.sockets.connected)
        yield here


def test_presses_forms_and_words_come_by_the_connection_and_by_the_next(connected: Wired) -> None:
    """Firewalls forget connections, and Slack itself asks to be connected to anew."""
    connected.form_before_amara()
    connected.amara.chooses("Why", "A test").submits().sees("It is done.")
    connected.slack.sockets.cut()
    connected.until(lambda: connected.slack.sockets.opened == 2)
    connected.slack.sockets.refresh()
    connected.until(lambda: connected.slack.sockets.opened == 3)
    (message,) = connected.slack.messages(CHANNEL)
    connected.amara.writes(CHANNEL, "hello", under=message)
    connected.told()
    connected.until(lambda: bool(connected.desk.of(ThreadWords)))
    assert {each.status for each in connected.slack.delivered} == {200}


def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(connected: Wired) -> None:
    connected.posted()
    (message,) = connected.slack.messages(CHANNEL)
    connected.told()
    connected.desk.fails["keep"] = BUSY
    connected.slack.sockets.answer_seconds = 0.3
    connected.slack.delivering.retry_seconds = (0.1, 0.1, 0.1)
    connected.amara.writes(CHANNEL, "again please", under=message)
    connected.until(lambda: connected.slack.delivered[-1].status == 0)
    connected.desk.fails.clear()
    connected.told()
    connected.until(lambda: len(connected.desk.of(ThreadWords)) == 1)


def test_a_slack_that_cannot_be_reached_at_first_is_tried_until_it_can(here: Wired) -> None:
    here.slack.switches.down = True
    with listening(here, again_seconds=0.05):
        here.until(lambda: len(here.slack.asked) > 1)
        here.slack.switches.down = False
        here.until(here.slack.sockets.connected)


def test_it_stops_while_slack_cannot_be_reached(here: Wired) -> None:
    here.slack.switches.down = True
    with listening(here, again_seconds=60):
        here.until(lambda: bool(here.slack.asked))


def test_it_stops_where_the_kit_does_not_end_its_own_session(
    here: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A race in the kit: its thread may begin the session with a state that `connect` replaces, and
    never hears that it is to end."""
    never = threading.Event()
    whole = SocketModeClient.close

    def close(client: SocketModeClient) -> None:
        never.wait()
        whole(client)

    monkeypatch.setattr(SocketModeClient, "close", close)
    try:
        with listening(here, close_seconds=0.1):
            here.until(here.slack.sockets.connected)
    finally:
        never.set()
    here.until(lambda: not here.slack.sockets.connected())


def test_the_desk_is_told_whether_the_connection_stands(here: Wired) -> None:
    """Slack takes its token no more, and then another one."""
    here.slack.switches.revoked = True
    with listening(here, again_seconds=0.05, ping_seconds=0.1, tell_seconds=0.05):
        here.until(lambda: len(here.desk.alive) > 1)
        assert not any(here.desk.alive)
        here.slack.switches.revoked = False
        # We count a connection a moment before Slack does, and it cuts those that it counts.
        here.until(lambda: here.desk.alive[-1] and here.slack.sockets.connected())
        here.slack.switches.revoked = True
        here.slack.sockets.cut()
        here.until(lambda: not here.desk.alive[-1])
