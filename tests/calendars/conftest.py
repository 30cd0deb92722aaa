"""A loopback peer that answers with what a test puts into it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@dataclass
class Peer:
    """`pieces` are sent one after the other, `pause` seconds apart; with `length` it says that so
    many bytes will come, and where `endless` it begins again at the end of the last piece."""

    url: str = ""
    status: int = 200
    location: str | None = None
    pieces: list[bytes] = field(default_factory=lambda: [CALENDAR])
    pause: float = 0.0
    length: int | None = None
    endless: bool = False
    asked: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def peer() -> Iterator[Peer]:
    here = Peer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            self.send_response(here.status)
            if here.location is not None:
                self.send_header("Location", here.location)
            if here.length is not None:
                self.send_header("Content-Length", str(here.length))
            self.end_headers()
            try:
                self._send()
            except OSError:
                return

        def _send(self) -> None:
            while True:
                for piece in here.pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    sleep(here.pause)
                if not here.endless or here.stopped.is_set():
                    return

        def log_message(self, *_words: object) -> None:
            """Nothing on stderr: the tests read what our own side says."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here.url = f"http://127.0.0.1:{server.server_port}/rota.ics"
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield here
        finally:
            here.stopped.set()
            server.shutdown()
            running.join()
