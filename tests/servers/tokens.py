"""Gives out access tokens for a refresh token, and tells a mail server whose they are.

with TokenServer("advice@example.org") as tokens, running_dovecot(..., token_info=tokens.info):
    AccessTokens(tokens.url, "client", tokens.refresh_token)
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class TokenServer:
    """`consented` is taken away by a person at the provider; `revoke` ends every access token."""

    def __init__(self, user: str, *, expires_in: int = 3600) -> None:
        self.user, self.expires_in = user, expires_in
        self.refresh_token = "refresh-1"
        self.consented = True
        self.asked: list[dict[str, str]] = []
        # What the next questions after a code get for an answer; then the person has agreed.
        self.still: list[str] = []
        self.client_known = True
        self._valid: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_port}/token"

    @property
    def info(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/info?access_token="

    @property
    def device_url(self) -> str:
        return f"http://localhost:{self._server.server_port}/devicecode"

    def revoke(self) -> None:
        self._valid.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def code(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """RFC 8628 §3.2."""
        self.asked.append(form)
        if not self.client_known:
            return 400, {"error": "invalid_client", "error_description": "Not found.\nTrace: 1"}
        return 200, {
            "device_code": "device-1",
            "user_code": "WDJB-MJHT",
            "verification_uri": "https://login.example.org/device",
            "expires_in": 900,
            "interval": 0,
        }

    def give(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        self.asked.append(form)
        if form.get("grant_type") == DEVICE_GRANT and self.still:
            return 400, {"error": self.still.pop(0)}
        if form.get("grant_type") == DEVICE_GRANT:
            return 200, {"access_token": "access-0", "refresh_token": self.refresh_token}
        if not self.consented or form.get("refresh_token") != self.refresh_token:
            return 400, {"error": "invalid_grant", "error_description": "ask the person"}
        token = f"access-{len(self.asked)}"
        self._valid.add(token)
        self.refresh_token = f"refresh-{len(self.asked) + 1}"
        return 200, {
            "access_token": token,
            "expires_in": self.expires_in,
            "refresh_token": self.refresh_token,
        }

    def tell(self, token: str) -> tuple[int, dict[str, object]]:
        if token not in self._valid:
            return 400, {"error": "invalid_token"}
        return 200, {"email": self.user, "active": "yes"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                given = {k: v[0] for k, v in parse_qs(body).items()}
                is_code = self.path == "/devicecode"
                self._answer(*(server.code(given) if is_code else server.give(given)))

            def do_GET(self) -> None:
                given = parse_qs(urlsplit(self.path).query).get("access_token", [""])
                self._answer(*server.tell(given[0]))

            def _answer(self, status: int, content: dict[str, object]) -> None:
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler
