"""What happens in the workspace reaches the application: at least once, signed, or by its socket.

An event that is not answered with 200 within three seconds comes again, three times at most. What a
person does (a press, a form, a command) comes once, and they see when nobody answers.
"""

import json
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from integrations.sandbox.slack import payloads
from integrations.sandbox.slack.posting import Post
from integrations.sandbox.slack.signing import signed_headers
from integrations.sandbox.slack.state import Tree
from integrations.sandbox.slack.workspace import Workspace

# Slack itself tries again at once, after a minute and after five; nobody waits for that here.
RETRY_SECONDS = (0.0, 0.2, 0.4)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Delivered:
    """One try: its kind, how it was answered (0 where it was not) and after how many seconds."""

    kind: str
    status: int
    seconds: float
    retry: int
    body: bytes


class Sockets(Protocol):
    """Connections of the application to us, instead of ours to it."""

    def connected(self) -> bool: ...

    def send(self, kind: str, payload: Any, retry: int, reason: str) -> tuple[int, bytes]:
        """Raises TimeoutError where it is not acknowledged in time."""
        ...


class Delivering:
    def __init__(self, workspace: Workspace, post: Post, address: str, sockets: Sockets) -> None:
        self._workspace = workspace
        self._post = post
        self._address = address
        self._sockets = sockets
        self._held: list[Tree] = []
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="slack events", daemon=True)
        self.retry_seconds: Sequence[float] = RETRY_SECONDS
        self.log: list[Delivered] = []

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def event(self, event: Tree) -> None:
        """To be told after what was told before."""
        envelope = payloads.envelope(self._workspace, event)
        if self._workspace.switches.held:
            self._held.append(envelope)
            return
        self._put(envelope)

    def let_go(self) -> None:
        """What was held comes now, the newest first."""
        held, self._held = self._held[::-1], []
        for envelope in held:
            self._put(envelope)

    def settle(self, seconds: float = 10.0) -> None:
        """Returns when all that was to be told has been, or was given up."""
        done = threading.Event()
        self._queue.put(done.set)
        if not done.wait(seconds):
            raise TimeoutError("Events are still on their way to the application.")

    def interaction(self, payload: Tree) -> Delivered:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return self._once("interactive", payload, body)

    def command(self, form: dict[str, str]) -> Delivered:
        return self._once("slash_commands", form, urlencode(form).encode())

    def _put(self, envelope: Tree) -> None:
        times = 2 if self._workspace.switches.doubled else 1
        for _ in range(times):
            self._queue.put(lambda: self._tell(envelope))

    def _tell(self, envelope: Tree) -> None:
        body = json.dumps(envelope).encode()
        reason = ""
        for retry, wait in enumerate((0.0, *self.retry_seconds)):
            time.sleep(wait)
            done = self._try("events_api", envelope, body, JSON, retry, reason)
            if done.status == 200:
                return
            reason = "http_error" if done.status else "http_timeout"

    def _once(self, kind: str, payload: Any, body: bytes) -> Delivered:
        if self._workspace.switches.doubled:
            self._try(kind, payload, body, FORM, 0, "")
        return self._try(kind, payload, body, FORM, 0, "")

    def _try(
        self, kind: str, payload: Any, body: bytes, content: str, retry: int, reason: str
    ) -> Delivered:
        began = time.monotonic()
        try:
            if self._sockets.connected():
                status, answer = self._sockets.send(kind, payload, retry, reason)
            else:
                headers = self._headers(body, content, retry, reason)
                status, answer = self._post(self._address, body, headers)
        except (ConnectionError, TimeoutError):
            status, answer = 0, b""
        if self._workspace.switches.strikes("unanswered"):
            status = 0
        done = Delivered(kind, status, time.monotonic() - began, retry, answer)
        self.log.append(done)
        return done

    def _headers(self, body: bytes, content: str, retry: int, reason: str) -> dict[str, str]:
        signed = signed_headers(self._workspace.signing_secret, self._workspace.signed_at(), body)
        headers = {"Content-Type": content, "User-Agent": "Slackbot 1.0", **signed}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return headers

    def _work(self) -> None:
        while (told := self._queue.get()) is not None:
            told()
