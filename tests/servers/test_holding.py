"""The proxy holds a request or an answer, and what is held arrives at the release or never."""

import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from integrations.sandbox.mail import MailServer
from tests.servers.holding import Hold, HoldingProxy, anything, containing
from tests.servers.test_mail_server import LINE, SURGERY, TEXT


class Echo(socketserver.StreamRequestHandler):
    """Answers each line with itself in capitals, and remembers it."""

    heard: list[bytes]

    def handle(self) -> None:
        for line in self.rfile:
            self.heard.append(line)
            self.wfile.write(line.upper())


@pytest.fixture
def heard() -> list[bytes]:
    return []


@pytest.fixture
def proxy(heard: list[bytes]) -> Iterator[HoldingProxy]:
    handler = type("Listening", (Echo,), {"heard": heard})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as echo:
        thread = threading.Thread(target=echo.serve_forever, args=(0.01,))
        thread.start()
        with HoldingProxy(("127.0.0.1", echo.server_address[1])) as proxy:
            yield proxy
        echo.shutdown()
        thread.join()


@pytest.fixture
def peer(proxy: HoldingProxy) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        yield connection


def test_bytes_pass_both_ways(peer: socket.socket) -> None:
    peer.sendall(b"good morning\n")
    assert peer.recv(100) == b"GOOD MORNING\n"


def test_a_held_request_reaches_the_server_at_the_release(
    proxy: HoldingProxy, peer: socket.socket, heard: list[bytes]
) -> None:
    hold = proxy.hold_request(containing(b"second"))
    peer.sendall(b"first\n")
    assert peer.recv(100) == b"FIRST\n"
    peer.sendall(b"second\n")
    assert hold.wait() == b"second\n"
    assert heard == [b"first\n"]
    hold.release()
    assert peer.recv(100) == b"SECOND\n"


def test_a_rule_sees_what_is_split_over_two_chunks(
    proxy: HoldingProxy, peer: socket.socket, heard: list[bytes]
) -> None:
    hold = proxy.hold_request(containing(b"COMMIT\n"))
    first = proxy.hold_request(containing(b"COM"))
    peer.sendall(b"COM")
    first.wait()
    first.release()
    peer.sendall(b"MIT\n")
    assert hold.wait() == b"MIT\n"
    assert heard == []


def test_a_held_answer_is_withheld_although_the_server_acted(
    proxy: HoldingProxy, peer: socket.socket, heard: list[bytes]
) -> None:
    hold = proxy.hold_answer_to(containing(b"pay"))
    peer.sendall(b"pay\n")
    assert hold.wait() == b"PAY\n"
    assert heard == [b"pay\n"]
    hold.release()
    assert peer.recv(100) == b"PAY\n"


def test_an_answer_is_held_by_its_own_words(proxy: HoldingProxy, peer: socket.socket) -> None:
    hold = proxy.hold_answer(containing(b"NO"))
    peer.sendall(b"yes\n")
    assert peer.recv(100) == b"YES\n"
    peer.sendall(b"no\n")
    assert hold.wait() == b"NO\n"


def test_a_cut_reaches_nobody(proxy: HoldingProxy, peer: socket.socket, heard: list[bytes]) -> None:
    hold = proxy.hold_request(anything)
    peer.sendall(b"lost\n")
    hold.wait()
    hold.cut()
    assert peer.recv(100) == b""
    assert heard == []


def test_a_hold_is_for_one_connection_and_the_others_pass(
    proxy: HoldingProxy, peer: socket.socket
) -> None:
    hold = proxy.hold_request(anything)
    peer.sendall(b"held\n")
    hold.wait()
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as other:
        other.sendall(b"passes\n")
        assert other.recv(100) == b"PASSES\n"


def test_a_held_request_arrives_although_its_sender_is_gone(
    proxy: HoldingProxy, peer: socket.socket, heard: list[bytes]
) -> None:
    hold = proxy.hold_request(anything)
    answer = proxy.hold_answer(anything)
    peer.sendall(b"last words\n")
    hold.wait()
    peer.close()
    hold.release()
    assert answer.wait() == b"LAST WORDS\n"
    assert heard == [b"last words\n"]


def test_all_connections_are_cut_and_new_ones_are_taken(
    proxy: HoldingProxy, peer: socket.socket
) -> None:
    peer.sendall(b"before\n")
    assert peer.recv(100) == b"BEFORE\n"
    proxy.cut()
    assert peer.recv(100) == b""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as other:
        other.sendall(b"after\n")
        assert other.recv(100) == b"AFTER\n"


def test_nothing_held_is_said() -> None:
    with HoldingProxy(("127.0.0.1", 9)) as proxy, pytest.raises(TimeoutError):
        proxy.hold_request().wait(0)


def cut_when_reached(hold: Hold) -> None:
    hold.wait()
    hold.cut()


def test_a_mail_whose_answer_is_cut_was_taken() -> None:
    with MailServer() as mail, HoldingProxy(("127.0.0.1", mail.port)) as proxy:
        hold = proxy.hold_answer_to(containing(b"\r\n.\r\n"))
        cutter = threading.Thread(target=cut_when_reached, args=(hold,))
        cutter.start()
        connection = smtplib.SMTP("127.0.0.1", proxy.port, "test.example.org", timeout=10)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            connection.sendmail(LINE, [SURGERY], TEXT)
        connection.close()
        cutter.join()
        assert len(mail.messages) == 1
