"""A handler of HTTP on loopback, served by a thread of its own."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_POLL_SECONDS = 0.02


class _Server(ThreadingHTTPServer):
    # A held request must not keep the process, or a story's end, waiting.
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        if isinstance(sys.exception(), ConnectionError):
            return  # whoever asked is gone: killed while its answer was held
        super().handle_error(request, client_address)


class HttpServer:
    """`base` is its address, `http://127.0.0.1:PORT`; port 0 takes a free one."""

    def __init__(self, handler: type[BaseHTTPRequestHandler], port: int = 0) -> None:
        self._http = _Server(("127.0.0.1", port), handler)
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(_POLL_SECONDS,), daemon=True
        )
        self.base = f"http://127.0.0.1:{self._http.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
