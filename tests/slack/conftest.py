"""A loopback peer that answers every request with what a test puts into it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.slack.desk import Desk, Wired, wired


@dataclass
class Peer:
    """`asked` keeps path and Authorization of each request."""

    url: str = ""
    status: int = 200
    body: str = "{}"
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def peer() -> Iterator[Peer]:
    here = Peer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            here.asked.append((self.path, self.headers.get("Authorization")))
            body = here.body.encode()
            self.send_response(here.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Nothing on stderr: the tests read what our own side says."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here.url = f"http://127.0.0.1:{server.server_port}/api/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield here
        server.shutdown()
        thread.join()


@pytest.fixture
def here() -> Iterator[Wired]:
    with wired(Desk()) as made:
        yield made
