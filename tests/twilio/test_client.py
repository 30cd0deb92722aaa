"""Requests on the wire: always to the configured host, never on to another."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from advice_line.errors import DeliveryDelayed
from integrations.twilio.client import api_base
from integrations.twilio.telephone import TwilioTelephone
from tests.twilio.posting import ACCOUNT, LINE, PUBLIC, TOKEN

SOUND = bytes(range(256))
RECORDING = "RE" + "03" * 16


@dataclass
class Peer:
    """Somebody on loopback who answers every request with `status`, `kind` and `body`."""

    url: str = ""
    status: int = 200
    kind: str = "application/json"
    body: bytes = b"{}"
    location: str | None = None
    hangs_up: bool = False
    asked: list[tuple[str, str, str]] = field(default_factory=list)


def handler(peer: Peer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            login = self.headers.get("Authorization", "")
            peer.asked.append((self.command, self.path, login))
            if peer.hangs_up:
                return
            self.send_response(peer.status)
            self.send_header("Content-Type", peer.kind)
            self.send_header("Content-Length", str(len(peer.body)))
            if peer.location:
                self.send_header("Location", peer.location)
            self.end_headers()
            self.wfile.write(peer.body)

        do_GET = do_POST = answer

        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

    return Handler


@pytest.fixture
def peers() -> Iterator[tuple[Peer, Peer]]:
    """The configured host, and one it may point to."""
    pair, servers = (Peer(), Peer()), []
    for peer in pair:
        server = HTTPServer(("127.0.0.1", 0), handler(peer))
        peer.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
    yield pair
    for server in servers:
        server.shutdown()
        server.server_close()


def telephone(api_url: str) -> TwilioTelephone:
    return TwilioTelephone(
        account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC, api_url=api_url
    )


def send(api_url: str) -> str:
    return telephone(api_url).send_sms(
        sender=LINE, to="+447700900001", words="Reference K7Q2", outgoing="x1"
    )


@pytest.mark.parametrize(
    ("api_url", "base"),
    [
        ("https://api.twilio.com", "https://api.dublin.ie1.twilio.com"),
        ("https://API.twilio.com/", "https://api.dublin.ie1.twilio.com"),
        ("https://api.ashburn.us1.twilio.com", "https://api.ashburn.us1.twilio.com"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    ],
)
def test_the_vendors_bare_host_means_dublin(api_url: str, base: str) -> None:
    assert api_base(api_url) == base


def test_every_request_goes_to_the_configured_host(
    peers: tuple[Peer, Peer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edge and region in the environment mangle the SDK's own address; ours is the last word."""
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    api, _ = peers
    api.body, api.status = b'{"sid": "SM1"}', 201
    assert send(api.url) == "SM1"
    ((method, path, login),) = api.asked
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert login.startswith("Basic ")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_with_our_credentials(
    peers: tuple[Peer, Peer], status: int
) -> None:
    api, other = peers
    api.status, api.location = status, f"{other.url}/elsewhere"
    with pytest.raises(DeliveryDelayed, match=str(status)):
        send(api.url)
    with pytest.raises(DeliveryDelayed):
        telephone(api.url).fetch_recording(RECORDING)
    assert (len(api.asked), other.asked) == (2, [])


def test_sound_comes_back_byte_for_byte(peers: tuple[Peer, Peer]) -> None:
    api, _ = peers
    api.kind, api.body = "audio/x-wav", SOUND
    assert telephone(api.url).fetch_recording(RECORDING) == SOUND
    assert api.asked[0][1] == f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RECORDING}.wav"


def test_nobody_there_means_nothing_was_sent() -> None:
    with pytest.raises(DeliveryDelayed) as caught:
        send("http://127.0.0.1:1")
    assert (caught.value.code, caught.value.maybe_sent) == ("no-connection", False)


def test_a_connection_lost_after_sending_means_it_may_have_been(
    peers: tuple[Peer, Peer],
) -> None:
    api, _ = peers
    api.hangs_up = True
    with pytest.raises(DeliveryDelayed) as caught:
        send(api.url)
    assert (caught.value.code, caught.value.maybe_sent) == ("connection-lost", True)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"sid": null}'])
def test_a_done_that_names_nothing_may_have_been_sent(
    peers: tuple[Peer, Peer], body: bytes
) -> None:
    api, _ = peers
    api.status, api.body = 201, body
    with pytest.raises(DeliveryDelayed) as caught:
        send(api.url)
    assert (caught.value.code, caught.value.maybe_sent) == ("unreadable-answer", True)
