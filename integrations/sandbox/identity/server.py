"""The provider over HTTP on loopback, for what the application asks of it by itself and for a real
browser, which is led back at once."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar, Protocol
from urllib.parse import parse_qsl

from integrations.sandbox.identity.refusals import Denied, Down, Wrong
from integrations.sandbox.identity.switches import Switches
from integrations.sandbox.serving import HttpServer


class Provider(Protocol):
    @property
    def switches(self) -> Switches: ...
    def visited(self, address: str) -> str: ...
    def signed_out(self, address: str) -> str: ...
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
            back = self._back()
            if back is None:
                self._send(200, self._answer(form))
            elif self.provider.switches.keeps:
                self._send(200, {"back": back})
            else:
                self._lead(back)
        except Wrong as wrong:
            self._send(400, {"error": str(wrong)})
        except Denied as denied:
            self._send(denied.status, {"error": denied.error})
        except Down:
            self.close_connection = True

    def _back(self) -> str | None:
        """Where a browser that was sent here goes on; None where it is no browser. Raises Wrong."""
        address = f"http://{self.headers.get('Host', '')}{self.path}"
        if self.command == "GET" and self.path.startswith("/authorize?"):
            return self.provider.visited(address)
        if self.command == "GET" and self.path.startswith("/signed-out?"):
            return self.provider.signed_out(address)
        return None

    def _lead(self, address: str) -> None:
        self.send_response(303)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.wfile.flush()

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


class Server(HttpServer):
    def __init__(self, provider: Provider, port: int) -> None:
        handler = type("IdentityHandler", (_Handler,), {"provider": provider})
        super().__init__(handler, port)
