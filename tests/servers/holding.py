"""A proxy on loopback that can stand between us and any server and hold what passes.

    with HoldingProxy(("127.0.0.1", mail.port)) as proxy:
        hold = proxy.hold_answer_to(containing(b"DATA"))
        ...  # something sends through proxy.port
        hold.wait()  # it hangs now
        hold.release()  # or hold.cut()

It knows no protocol: a rule sees the bytes that went one way on one connection since the hold was
set, and holds from the chunk that fulfils it. What is held is passed on at `release`, also when
the other side is gone by then, as bytes on a wire would be.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self

Rule = Callable[[bytes], bool]

_SEEN_LIMIT = 1 << 20
_CHUNK = 1 << 16


class Way(Enum):
    REQUEST = "from the client to the server"
    ANSWER = "from the server to the client"


def anything(_seen: bytes) -> bool:
    return True


def containing(words: bytes) -> Rule:
    return lambda seen: words in seen


class Hold:
    """One thing to hold, once. `held` is the chunk that was stopped, empty until then."""

    def __init__(self, trigger: Way, stops: Way, rule: Rule) -> None:
        self.held = b""
        self._trigger, self._stops, self._rule = trigger, stops, rule
        self._seen: dict[Connection, bytes] = {}
        self._triggered_by: Connection | None = None
        self._lock = threading.Lock()
        self._hit, self._settled = threading.Event(), threading.Event()
        self._pass_on = True

    def wait(self, seconds: float = 10.0) -> bytes:
        """The chunk that is held, once there is one. Raises TimeoutError after `seconds`."""
        if not self._hit.wait(seconds):
            raise TimeoutError(f"nothing was held within {seconds} s")
        return self.held

    def release(self) -> None:
        """Pass on what is held; a hold that has not been reached is called off."""
        self._settled.set()

    def cut(self) -> None:
        """Close both sides of the connection, or will as soon as the rule is fulfilled; what is
        held reaches nobody."""
        self._pass_on = False
        self._settled.set()

    def passes(self, connection: "Connection", way: Way, chunk: bytes) -> bool:
        """Called for each chunk before it goes on; blocks while held. False means: cut."""
        called_off = self._settled.is_set() and self._pass_on
        if called_off or not self._stops_here(connection, way, chunk):
            return True
        self._settled.wait()
        return self._pass_on

    def _stops_here(self, connection: "Connection", way: Way, chunk: bytes) -> bool:
        with self._lock:
            if self._hit.is_set():
                return False
            if way is self._trigger and self._triggered_by is None:
                seen = (self._seen.get(connection, b"") + chunk)[-_SEEN_LIMIT:]
                self._seen[connection] = seen
                if self._rule(seen):
                    self._triggered_by = connection
            if way is not self._stops or connection is not self._triggered_by:
                return False
            self.held = chunk
            self._hit.set()
            return True


class Connection:
    """A client's connection and ours to the server, with a thread for each way."""

    def __init__(self, proxy: "HoldingProxy", client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._sockets = (client, server)
        self._threads = [
            threading.Thread(target=self._pump, args=(Way.REQUEST, client, server), daemon=True),
            threading.Thread(target=self._pump, args=(Way.ANSWER, server, client), daemon=True),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def cut(self) -> None:
        for side in self._sockets:
            with suppress(OSError):  # the side may be closed already
                side.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        for thread in self._threads:
            thread.join()
        for side in self._sockets:
            side.close()

    def _pump(self, way: Way, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):  # either side went away: the other one is told below
            while chunk := source.recv(_CHUNK):
                if not all(hold.passes(self, way, chunk) for hold in self._proxy.holds):
                    self.cut()
                    return
                sink.sendall(chunk)
        with suppress(OSError):  # the sink may be gone as well
            sink.shutdown(socket.SHUT_WR)


class HoldingProxy:
    """Listens on a free port of 127.0.0.1 (`port`) and passes bytes to and from `target`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.holds: tuple[Hold, ...] = ()
        self._target = target
        self._connections: list[Connection] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        # A shutdown wakes the thread that waits in accept(); a close alone would not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        for hold in self.holds:
            hold.cut()
        self.cut()
        for connection in self._connections:
            connection.finish()

    def hold_request(self, rule: Rule = anything) -> Hold:
        """Stop the request that fulfils the rule: the server never sees it until the release."""
        return self._hold(Hold(Way.REQUEST, Way.REQUEST, rule))

    def hold_answer(self, rule: Rule = anything) -> Hold:
        """Stop the answer that fulfils the rule."""
        return self._hold(Hold(Way.ANSWER, Way.ANSWER, rule))

    def hold_answer_to(self, rule: Rule = anything) -> Hold:
        """Let the request that fulfils the rule reach the server and stop what it answers."""
        return self._hold(Hold(Way.REQUEST, Way.ANSWER, rule))

    def cut(self) -> None:
        """Close every connection; new ones are still taken."""
        with self._lock:
            for connection in self._connections:
                connection.cut()

    def _hold(self, hold: Hold) -> Hold:
        self.holds = (*self.holds, hold)
        return hold

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # the proxy is being closed
                return
            try:
                server = socket.create_connection(self._target, timeout=10)
            except OSError:  # what the client sees when the server itself refuses it
                client.close()
                continue
            server.settimeout(None)
            connection = Connection(self, client, server)
            with self._lock:
                self._connections.append(connection)
            connection.start()
