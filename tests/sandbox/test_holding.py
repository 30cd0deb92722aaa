"""REST requests withheld, for stories that kill whoever waits for the answer."""

import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.server import CarrierServer
from tests.sandbox.conftest import LINE, MOBILE


@pytest.fixture
def base(carrier: Carrier) -> Iterator[str]:
    with CarrierServer(carrier) as server:
        yield server.base


class Sender(threading.Thread):
    """Sends one SMS over HTTP; `outcome` is the status, or the name of the error."""

    def __init__(self, base: str, carrier: Carrier) -> None:
        super().__init__(daemon=True)
        self._address = f"{base}/2010-04-01/Accounts/{carrier.account.sid}/Messages.json"
        self._auth = (carrier.account.sid, carrier.account.token)
        self.outcome = ""

    def run(self) -> None:
        form = {"To": MOBILE, "From": LINE, "Body": "Hello"}
        try:
            answer = requests.post(self._address, data=form, auth=self._auth, timeout=10)
        except requests.RequestException as error:
            self.outcome = type(error).__name__
        else:
            self.outcome = str(answer.status_code)


def caught(control: InProcessControl, hold: str) -> None:
    """Wait, on the machine's own time, until another thread's request has been caught."""
    arrived = threading.Event()
    for _ in range(500):
        if control.held(hold):
            return
        arrived.wait(0.01)
    raise AssertionError("nothing was held")


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
def test_a_held_request_is_taken_in_and_answered_when_released(
    base: str, carrier: Carrier, control: InProcessControl, when: str, stored: int
) -> None:
    hold = control.hold("POST", "/Messages.json", "before" if when == "before" else "after")
    sender = Sender(base, carrier)
    sender.start()
    caught(control, hold)
    assert len(control.messages()) == stored
    assert sender.outcome == ""
    control.release(hold)
    sender.join(5)
    assert sender.outcome == "201"
    assert len(control.messages()) == 1


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
def test_a_held_request_may_be_dropped(
    base: str, carrier: Carrier, control: InProcessControl, when: str, stored: int
) -> None:
    hold = control.hold("POST", "/Messages.json", "before" if when == "before" else "after")
    sender = Sender(base, carrier)
    sender.start()
    caught(control, hold)
    control.release(hold, answered=False)
    sender.join(5)
    assert sender.outcome == "ConnectionError"
    assert len(control.messages()) == stored


def test_only_what_was_named_is_held(
    base: str, carrier: Carrier, control: InProcessControl
) -> None:
    hold = control.hold("POST", "/Calls.json")
    sender = Sender(base, carrier)
    sender.start()
    sender.join(5)
    assert sender.outcome == "201"
    assert control.held(hold) == []


def test_time_can_pass_while_a_request_is_held(
    base: str, carrier: Carrier, control: InProcessControl
) -> None:
    hold = control.hold("POST", "/Messages.json", "after")
    sender = Sender(base, carrier)
    sender.start()
    caught(control, hold)
    control.advance(5)
    assert len(control.inbox(MOBILE)) == 1
    control.release(hold)
    sender.join(5)


def test_a_request_whose_sender_is_killed_in_the_middle_of_it_is_none(
    base: str, carrier: Carrier, control: InProcessControl
) -> None:
    there = urlsplit(base)
    path = f"/2010-04-01/Accounts/{carrier.account.sid}/Messages.json"
    head = f"POST {path} HTTP/1.1\r\nHost: {there.netloc}\r\nContent-Length: 99\r\n\r\n"
    with socket.create_connection((there.hostname or "", there.port or 0), timeout=10) as wire:
        wire.sendall(head.encode() + b"To=%2B44")
        wire.shutdown(socket.SHUT_WR)
        assert wire.recv(1) == b"", "hung up on, without an answer"
    assert (control.rest_log(), control.faults()) == ([], [])
