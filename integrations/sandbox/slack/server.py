"""Slack over HTTP on loopback: the Web API under /api/, and the addresses to answer a person by."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from integrations.sandbox.serving import HttpServer
from integrations.sandbox.slack import response_urls
from integrations.sandbox.slack.control import PREFIX, Controlled, answer
from integrations.sandbox.slack.methods import Methods
from integrations.sandbox.slack.refusals import Broken, Lost, Refused, TooMany
from integrations.sandbox.slack.state import Tree
from integrations.sandbox.slack.workspace import Workspace

_API, _RESPONSE = "/api/", "/response/"


class _Handler(BaseHTTPRequestHandler):
    """Bound to one workspace by `Server`."""

    protocol_version = "HTTP/1.1"
    # One segment for head and body: two of them wait 40 ms for each other's acknowledgement.
    wbufsize = -1
    methods: ClassVar[Methods]
    workspace: ClassVar[Workspace]
    controlled: ClassVar[Controlled]

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what was asked is in `Methods.asked`."""

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith(PREFIX):
            self._send(*answer(self.controlled, self.path.removeprefix(PREFIX), _json(body)))
            return
        try:
            self._send(200, self._answer(body))
        except Refused as refused:
            self._send(200, refused.body())
        except TooMany as too_many:
            wait = {"Retry-After": str(too_many.retry_after)}
            self._send(429, {"ok": False, "error": "ratelimited"}, wait)
        except Broken:
            self._send(500, None)
        except Lost:
            self.close_connection = True

    def _answer(self, body: bytes) -> Tree:
        parts = urlsplit(self.path)
        args = dict(parse_qsl(parts.query)) | _read(body, self.headers.get("Content-Type", ""))
        if parts.path.startswith(_RESPONSE):
            return response_urls.answer(self.workspace, parts.path.removeprefix(_RESPONSE), args)
        if not parts.path.startswith(_API):
            raise Refused("unknown_method")
        return self.methods.call(parts.path.removeprefix(_API), self._token(args), args)

    def _token(self, args: Tree) -> str:
        given = self.headers.get("Authorization", "")
        return given.removeprefix("Bearer ") or str(args.pop("token", ""))

    def _send(self, status: int, tree: Any, headers: dict[str, str] | None = None) -> None:
        body = b"" if tree is None else json.dumps(tree).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-OAuth-Scopes", ",".join(sorted(self.workspace.switches.scopes)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # whoever asked is gone


def _read(body: bytes, content_type: str) -> Tree:
    """The arguments, from JSON or from a form."""
    if content_type.startswith("application/json"):
        return _json(body)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _json(body: bytes) -> Tree:
    given: Any = json.loads(body or b"{}")
    return given if isinstance(given, dict) else {}


class Server(HttpServer):
    def __init__(self, controlled: Controlled, methods: Methods, port: int = 0) -> None:
        workspace = controlled.workspace
        bound = {"methods": methods, "workspace": workspace, "controlled": controlled}
        handler = type("SlackHandler", (_Handler,), bound)
        super().__init__(handler, port)
