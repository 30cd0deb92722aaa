"""Socket Mode: the application connects to us, and is told by what it opened.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import json
import socket
import threading
from contextlib import suppress
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from integrations.sandbox.slack.posting import ANSWER_SECONDS
from integrations.sandbox.slack.workspace import APP, Workspace


class Sockets:
    """One listening port; each connection is told in turn, the newest first."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connections: list[ServerConnection] = []
        self._acks: dict[str, tuple[threading.Event, list[Any]]] = {}
        self._server: Server = serve(self._talk, "127.0.0.1", 0)
        self._port = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.answer_seconds = ANSWER_SECONDS
        # How many connections there have been.
        self.opened = 0

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.cut()
        self._server.shutdown()
        self._thread.join()

    def address(self) -> str:
        """What `apps.connections.open` hands out; each ticket is good for one connection."""
        ticket = self._workspace.new_id("X")
        return f"ws://127.0.0.1:{self._port}/link/?ticket={ticket}&app_id={APP}"

    def connected(self) -> bool:
        return bool(self._connections)

    def cut(self) -> None:
        """Every connection breaks, as where a firewall forgets it."""
        for connection in self._connections.copy():
            with suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)

    def refresh(self) -> None:
        """Ask the application to connect anew, as Slack does from time to time."""
        for connection in self._connections.copy():
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
            connection.close()

    def send(self, kind: str, payload: Any, retry: int, reason: str) -> tuple[int, bytes]:
        envelope = self._workspace.new_id("E")
        acked, said = self._acks[envelope] = (threading.Event(), [])
        message = {
            "type": kind,
            "envelope_id": envelope,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            message |= {"retry_attempt": retry, "retry_reason": reason}
        try:
            self._connections[-1].send(json.dumps(message))
        except (ConnectionClosed, OSError, IndexError):
            raise ConnectionError("the socket is gone") from None
        if not acked.wait(self.answer_seconds):
            raise TimeoutError("not acknowledged")
        return 200, json.dumps(said[0]).encode() if said[0] else b""

    def _talk(self, connection: ServerConnection) -> None:
        self._connections.append(connection)
        self.opened += 1
        try:
            connection.send(json.dumps({"type": "hello", "num_connections": 1}))
            with self._workspace.changing():
                pass
            for words in connection:
                self._acknowledged(json.loads(words))
        except (ConnectionClosed, OSError):
            return
        finally:
            self._connections.remove(connection)

    def _acknowledged(self, said: dict[str, Any]) -> None:
        waiting = self._acks.pop(str(said.get("envelope_id")), None)
        if waiting is not None:
            acked, payload = waiting
            payload.append(said.get("payload"))
            acked.set()
