"""A calendar is read from where it is, and from nowhere that an address must not lead to."""

import socket
from time import monotonic

import pytest

from advice_line.errors import NotRead
from integrations.calendars.reading import HttpCalendars
from tests.calendars.conftest import CALENDAR, Peer

HERE = HttpCalendars(local=True, seconds=5.0, most_bytes=100_000)
OUTSIDE = HttpCalendars(local=False, seconds=5.0)


def refused(reader: HttpCalendars, url: str) -> str:
    with pytest.raises(NotRead) as error:
        reader.read(url)
    return error.value.sentence


def test_what_is_there_is_read(peer: Peer) -> None:
    assert HERE.read(f"{peer.url}?key=secret") == CALENDAR
    assert peer.asked == ["/rota.ics?key=secret"]


def test_a_redirection_is_followed_and_held_to_the_same_rules(peer: Peer) -> None:
    peer.status, peer.location = 302, "/rota.ics"
    assert "without end" in refused(HERE, peer.url)
    assert len(peer.asked) == 4
    peer.location = "https://calendar.example.org/rota.ics"
    assert refused(HERE, peer.url) == "A rehearsal reads calendars on this machine only."
    peer.location = "file:///etc/passwd"
    assert "This is not an address" in refused(HERE, peer.url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://calendar.example.org/rota.ics", "must start with https://"),
        ("file:///etc/passwd", "This is not an address"),
        ("ftp://calendar.example.org/x", "must start with https://"),
        ("https://user:word@calendar.example.org/x", "may not hold a name or a password"),
        ("https://[broken/x", "This is not an address"),
        ("https://calendar.example.org:99999/x", "This is not an address"),
        ("rota", "This is not an address"),
        (f"https://calendar.example.org/{'x' * 2000}", "This is not an address"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(url: str, said: str) -> None:
    assert said in refused(OUTSIDE, url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - what a name resolves to
        "224.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:10.0.0.7",
        "64:ff9b::a00:7",
        "2002:a00:7::1",
        "192.0.0.192",
        "::10.0.0.7",
        "::ffff:0:a00:7",
        "64:ff9b:1::a00:7",
        "fec0::1",
    ],
)
def test_a_name_that_leads_into_the_sites_own_network_is_never_connected_to(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is called, and also if only one of its addresses does."""
    _resolves_to(monkeypatch, "93.184.216.34", address)
    monkeypatch.setattr(socket, "create_connection", _never)
    said = refused(OUTSIDE, "https://calendar.example.org/rota.ics")
    assert said == "The address leads to a network that may not be read from."


def test_the_connection_is_made_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that resolves otherwise the next time is not asked again."""
    _resolves_to(monkeypatch, "93.184.216.34")
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert timeout <= 5
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    said = refused(OUTSIDE, "https://calendar.example.org/secret.ics")
    assert said == "The calendar's server did not answer."
    assert connected == [("93.184.216.34", 443)]


def _resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)


def _never(*_args: object, **_kwargs: object) -> socket.socket:
    raise AssertionError("connected")


def test_a_name_that_is_nowhere_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    said = refused(OUTSIDE, "https://calendar.example.org/rota.ics")
    assert said == 'There is no server of the name "calendar.example.org".'


@pytest.mark.parametrize("status", [401, 404, 500, 204])
def test_an_answer_that_is_no_calendar_is_said(peer: Peer, status: int) -> None:
    peer.status, peer.pieces = status, []
    assert refused(HERE, peer.url) == (
        f"The calendar's server answered {status}, not with a calendar."
    )


def test_what_is_too_large_is_not_read_to_its_end(peer: Peer) -> None:
    peer.pieces, peer.length = [b"x" * 50_000_000], 50_000_000
    assert refused(HERE, peer.url) == "The calendar has more than 0.1 MB, or never ends."


def test_what_never_ends_is_left(peer: Peer) -> None:
    peer.pieces, peer.endless = [b"x" * 10_000], True
    assert "never ends" in refused(HERE, peer.url)


def test_what_trickles_in_is_left_when_its_time_is_up(peer: Peer) -> None:
    peer.pieces, peer.pause, peer.endless = [b"x"], 0.05, True
    began = monotonic()
    said = refused(HttpCalendars(local=True, seconds=0.5), peer.url)
    assert "too slow" in said
    assert monotonic() - began < 3


def test_what_breaks_off_is_not_taken_for_whole(peer: Peer) -> None:
    peer.length = 1_000
    assert refused(HERE, peer.url) == "The calendar's server broke off before the end."


def test_where_nobody_listens_it_is_said(peer: Peer) -> None:
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    assert refused(HERE, f"http://127.0.0.1:{port}/") == "The calendar's server did not answer."
    assert peer.asked == []
