"""The provider over HTTP on loopback, for what the application asks of it by itself."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Protocol
from urllib.parse import parse_qsl

from integrations.sandbox.identity.refusals import Denied, Down

_POLL_SECONDS = 0.02


class Provider(Protocol):
    def discovery(self) -> dict[str, Any]: ...
    def keys(self) -> dict[str, Any]: ...
    def tokens(self, form: dict[str, str]) -> dict[str, Any]: ...
    def userinfo(self, bearer: str) -> dict[str, Any]: ...


class _Handler(BaseHTTPRequestHandler):
    """Bound to one provider by `Server`."""

    wbufsize = -1
    provider: ClassVar[Provider]

    def do_GET(self) -> None:
        self._handle({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._handle(dict(parse_qsl(body.decode(), keep_blank_values=True)))

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what was asked is in `Miniature.log`."""

    def _handle(self, form: dict[str, str]) -> None:
        try:
            self._send(200, self._answer(form))
        except Denied as denied:
            self._send(denied.status, {"error": denied.error})
        except Down:
            self.close_connection = True

    def _answer(self, form: dict[str, str]) -> dict[str, Any]:
        asked = (self.command, self.path)
        if asked == ("GET", "/.well-known/openid-configuration"):
            return self.provider.discovery()
        if asked == ("GET", "/keys"):
            return self.provider.keys()
        if asked == ("POST", "/token"):
            return self.provider.tokens(form)
        if asked == ("GET", "/userinfo"):
            given = self.headers.get("Authorization", "")
            return self.provider.userinfo(given.removeprefix("Bearer "))
        raise Denied("not_found", 404)

    def _send(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class Server:
    def __init__(self, provider: Provider, port: int) -> None:
        handler = type("IdentityHandler", (_Handler,), {"provider": provider})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        self._http.block_on_close = False
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
