"""The miniature mail server's control face over HTTP, for processes that cannot call it.

GET    /messages[?to=ADDRESS]            every mail kept, oldest first
GET    /messages?at_least=N&seconds=S    the same once there are N; 504 if they do not come
DELETE /messages                         forget them
GET    /held[?at_least=N&seconds=S]      the mails whose answer is held
POST   /held/release                     keep them all and answer
POST   /held/drop       {"keep": false}  close their connections; `keep` takes them all the same
GET    /switches                         as they stand
PUT    /switches        {"hold": true}   turn those that are named
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol, Unpack
from urllib.parse import parse_qs, urlsplit

from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.mail_store import MailStore
from integrations.sandbox.mail_switches import Changes, Switches, changes_from_json
from integrations.sandbox.serving import HttpServer

DEFAULT_WAIT_SECONDS = 10.0


class Controlled(Protocol):
    """What the control face needs of the mail server."""

    store: MailStore
    switches: Switches

    def set(self, **changes: Unpack[Changes]) -> None: ...


class Control:
    """One method for each request; what they return is sent as JSON."""

    def __init__(self, server: Controlled) -> None:
        self._server = server
        self.routes: Mapping[tuple[str, str], Callable[[dict[str, str], object], object]] = {
            ("GET", "/messages"): self.messages,
            ("DELETE", "/messages"): self.forget,
            ("GET", "/held"): self.held,
            ("POST", "/held/release"): self.release,
            ("POST", "/held/drop"): self.drop,
            ("GET", "/switches"): self.switches,
            ("PUT", "/switches"): self.turn,
        }

    def messages(self, query: dict[str, str], _body: object) -> object:
        if "at_least" in query:
            self._server.store.wait_for_kept(*_waiting(query))
        wanted = query.get("to")
        kept = self._server.store.kept
        return _listed(mail for mail in kept if wanted is None or mail.is_for(wanted))

    def forget(self, _query: dict[str, str], _body: object) -> object:
        self._server.store.forget()
        return []

    def held(self, query: dict[str, str], _body: object) -> object:
        if "at_least" in query:
            self._server.store.wait_for_held(*_waiting(query))
        return _listed(held.mail for held in self._server.store.held)

    def release(self, _query: dict[str, str], _body: object) -> object:
        held = self._server.store.held
        for one in held:
            one.release()
        return {"released": len(held)}

    def drop(self, _query: dict[str, str], body: object) -> object:
        keep = body.get("keep", False) if isinstance(body, Mapping) else None
        if not isinstance(keep, bool):
            raise ValueError('expected {"keep": true} or {"keep": false}')
        held = self._server.store.held
        for one in held:
            one.drop(keep=keep)
        return {"dropped": len(held)}

    def switches(self, _query: dict[str, str], _body: object) -> object:
        return self._server.switches.as_json()

    def turn(self, _query: dict[str, str], body: object) -> object:
        self._server.set(**changes_from_json(body))
        return self._server.switches.as_json()


@contextmanager
def control_face(server: Controlled, port: int = 0) -> Iterator[str]:
    """Serve it on loopback; yields its address, `http://127.0.0.1:PORT`."""
    http = HttpServer(_handler(Control(server)), port)
    http.start()
    try:
        yield http.base
    finally:
        http.stop()


def _handler(control: Control) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            route = control.routes.get((self.command, parts.path))
            if route is None:
                return self._send(HTTPStatus.NOT_FOUND, {"error": "no such request"})
            try:
                return self._send(HTTPStatus.OK, route(query, json.loads(raw) if raw else {}))
            except TimeoutError as error:
                return self._send(HTTPStatus.GATEWAY_TIMEOUT, {"error": str(error)})
            except ValueError as error:
                return self._send(HTTPStatus.BAD_REQUEST, {"error": str(error)})

        do_GET = do_POST = do_PUT = do_DELETE = _answer

        def _send(self, status: HTTPStatus, answer: object) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Requests are not logged: a query may name an address."""

    return Handler


def _listed(mails: Iterable[KeptMail]) -> list[dict[str, Any]]:
    return [mail.as_json() for mail in mails]


def _waiting(query: Mapping[str, str]) -> tuple[int, float]:
    return int(query["at_least"]), float(query.get("seconds", DEFAULT_WAIT_SECONDS))
