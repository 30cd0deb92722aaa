"""The load generator, a process of its own: sends prepared requests and times the answers.

    python -m benchmarks.load < job.json

Closed: each connection sends its next request when it has its answer. Open: requests fall due at
random instants at a mean rate, whatever the server does; the time that one waits for a free
connection counts. Bounded by `count` and `seconds`, whichever comes first; loopback only.
"""

import asyncio
import json
import random
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

HOST = "127.0.0.1"
# What is still under way when the time is up may take this long to come back.
LAST_SECONDS = 10.0
_GOOD = b"HTTP/1.1 200"
# In the address at which a call comes back that heard "one moment": nothing is kept of it yet.
_PUT_OFF = b"again="
_LENGTH = b"content-length:"
_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Job:
    """`requests` is a JSON file of whole HTTP requests, of which `count` are sent from `first` on;
    `rate` is calls a second of an open loop, None for a closed one."""

    port: int
    requests: str
    first: int
    count: int
    seconds: float
    connections: int
    rate: float | None = None
    seed: int = 1


@dataclass
class Outcome:
    """Latencies in seconds of the requests that were taken. `put_off` counts those that were told
    "one moment" because the database was busy, `failures` what was not answered 200. What the
    server spent of a processor meanwhile (`cpu_seconds`) is filled in by who can see it."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    put_off: int = 0
    failures: int = 0
    cpu_seconds: float = 0.0


class Connection(asyncio.Protocol):
    """One request at a time; the loop is told when its answer is whole."""

    def __init__(self, loop: "Loop") -> None:
        self._loop = loop
        self._answer = bytearray()
        self._whole = 0
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def send(self, request: bytes, began: float) -> None:
        self._began = began
        self._answer.clear()
        self._whole = 0
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if not self._whole:
            end = self._answer.find(_END_OF_HEAD)
            if end < 0:
                return
            self._whole = end + len(_END_OF_HEAD) + _body_length(bytes(self._answer[:end]))
        if len(self._answer) >= self._whole:
            self._loop.answered(self, perf_counter() - self._began, bytes(self._answer))

    def connection_lost(self, _error: Exception | None) -> None:
        self._loop.lost()


class Loop:
    """What both kinds of load have in common: the requests to send and the times measured."""

    def __init__(self, job: Job, requests: Sequence[bytes]) -> None:
        self._job = job
        self._waiting = deque(requests)
        self._under_way = 0
        self._over = asyncio.Event()
        self._until = 0.0
        self.outcome = Outcome()

    async def run(self) -> Outcome:
        """Raises TimeoutError when answers stay away, ConnectionError when one is cut off."""
        running = asyncio.get_running_loop()
        connections = [
            (await running.create_connection(lambda: Connection(self), HOST, self._job.port))[1]
            for _ in range(self._job.connections)
        ]
        began = perf_counter()
        self._until = began + self._job.seconds
        self.begin(connections)
        async with asyncio.timeout(self._job.seconds + LAST_SECONDS):
            await self._over.wait()
        self.outcome.seconds = perf_counter() - began
        for connection in connections:
            connection.transport.abort()
        return self.outcome

    def begin(self, connections: Sequence[Connection]) -> None:
        for connection in connections:
            self._next(connection)

    def answered(self, connection: Connection, seconds: float, answer: bytes) -> None:
        self._under_way -= 1
        if not answer.startswith(_GOOD):
            self.outcome.failures += 1
        elif _PUT_OFF in answer:
            self.outcome.put_off += 1
        else:
            self.outcome.latencies.append(seconds)
        self._next(connection)

    def lost(self) -> None:
        if not self._over.is_set():
            self.outcome.failures += self._under_way
            self._over.set()

    def _next(self, connection: Connection) -> None:
        if self._waiting and perf_counter() < self._until:
            self._send(connection, self._waiting.popleft(), perf_counter())
        elif not self._under_way:
            self._over.set()

    def _send(self, connection: Connection, request: bytes, began: float) -> None:
        self._under_way += 1
        connection.send(request, began)


class OpenLoop(Loop):
    """Calls arrive as they do in life: independently of each other and of how we fare."""

    def begin(self, connections: Sequence[Connection]) -> None:
        self._free = deque(connections)
        self._due: deque[float] = deque()
        self._chance = random.Random(self._job.seed)  # noqa: S311 # repeatable, not secret
        self._to_come = len(self._waiting)
        self._fall_due()

    def _fall_due(self) -> None:
        if self._to_come and perf_counter() < self._until:
            self._to_come -= 1
            self._due.append(perf_counter())
            self._serve()
            wait = self._chance.expovariate(self._job.rate or 1.0)
            asyncio.get_running_loop().call_later(wait, self._fall_due)
            return
        self._to_come = 0
        self._end()

    def _serve(self) -> None:
        while self._free and self._due:
            self._send(self._free.popleft(), self._waiting.popleft(), self._due.popleft())

    def _next(self, connection: Connection) -> None:
        self._free.append(connection)
        self._serve()
        self._end()

    def _end(self) -> None:
        if not (self._to_come or self._due or self._under_way):
            self._over.set()


def _body_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    return 0


def main() -> None:
    job = Job(**json.load(sys.stdin))
    texts = json.loads(Path(job.requests).read_text(encoding="ascii"))
    requests = [text.encode("latin-1") for text in texts[job.first : job.first + job.count]]
    loop = Loop(job, requests) if job.rate is None else OpenLoop(job, requests)
    json.dump(asdict(asyncio.run(loop.run())), sys.stdout)


if __name__ == "__main__":
    main()
