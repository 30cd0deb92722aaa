"""What a whole call costs, webhook by webhook: `python -m benchmarks.phone`.

A thousand callers press 1, a responder accepts, they part: first as 50 an hour come, which is one
after the other, then at 20 a second at random instants. Beside them the floor: a bare route that
commits one row for each of the same number of requests, at the same pace. Exit codes as
`python -m benchmarks`.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks import running, site
from benchmarks.calls import PATH
from benchmarks.conversation import Conversation, Timed
from benchmarks.figures import centile
from benchmarks.load import HOST
from tests.servers.processes import Deployment

CALLS_A_SECOND = 20.0
AT_ONCE = 40
WITHIN = (0.05, 0.3, 1.0)
SLOWEST, TO_RING = 5.0, 1.0

Call = Callable[[HTTPConnection, str], Timed]


@dataclass(frozen=True)
class Line:
    """One row of the table; times in seconds, `within` the shares answered in `WITHIN`."""

    name: str
    webhooks: int
    within: tuple[float, ...]
    p99: float
    slowest: float
    to_ring: float | None


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phone")
    parser.add_argument("--calls", type=int, default=1000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        try:
            print("\n".join(_table(list(_measured(Path(name), given.calls)))))
        except ValueError as failed:
            print(failed, file=sys.stderr)
            return 1
    return 0


def _measured(folder: Path, calls: int) -> Iterator[Line]:
    database_url = f"sqlite:///{folder / 'site.sqlite3'}"
    with Deployment(folder, site.settings(database_url)) as deployment:
        deployment.run("db", "upgrade")
        (folder / "site.toml").write_text(site.setup_file(menu=True), encoding="utf-8")
        deployment.run("setup", "site.toml")
        web = running.serve(deployment)
        deployment.start("worker", "worker")
        slow = [_whole(web.port, caller) for caller in _callers(calls)]
        fast = _at_random(web.port, calls, lambda port, caller: _whole(port, caller))
        each = round(sum(len(one.latencies) for one in fast) / len(fast))
        floor = running.floor(deployment, f"sqlite:///{folder / 'floor.sqlite3'}", 1)
        bare = _at_random(floor.port, calls, lambda port, _caller: _bare(port, each))
    yield _line("ours, 50 an hour", slow)
    yield _line("ours, 20 a second", fast)
    yield _line("floor, 20 a second", bare)


def _callers(calls: int) -> Iterator[str]:
    for place in range(calls):
        yield site.CALLERS[place % len(site.CALLERS)]


def _whole(port: int, caller: str) -> Timed:
    with _connection(port) as connection:
        return Conversation(connection, caller).held()


def _bare(port: int, requests: int) -> Timed:
    timed = Timed()
    with _connection(port) as connection:
        for _ in range(requests):
            began = time.perf_counter()
            connection.request("POST", PATH, "x=" + "x" * 400)
            connection.getresponse().read()
            timed.latencies.append(time.perf_counter() - began)
    return timed


@contextmanager
def _connection(port: int) -> Iterator[HTTPConnection]:
    """One for each call: what lies idle between calls is closed by the server."""
    connection = HTTPConnection(HOST, port, timeout=15)
    try:
        yield connection
    finally:
        connection.close()


def _at_random(port: int, calls: int, call: Callable[[int, str], Timed]) -> list[Timed]:
    """An open loop: they come whether we keep up or not."""
    chance = random.Random(1)  # noqa: S311 # repeatable, not secret
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = []
        for caller in _callers(calls):
            begun.append(pool.submit(call, port, caller))
            time.sleep(chance.expovariate(CALLS_A_SECOND))
        return [each.result() for each in begun]


def _line(name: str, timed: Sequence[Timed]) -> Line:
    latencies = sorted(value for each in timed for value in each.latencies)
    ringing = sorted(each.to_ring for each in timed if each.to_ring is not None)
    within = tuple(sum(v <= limit for v in latencies) / len(latencies) for limit in WITHIN)
    return Line(
        name,
        len(latencies),
        within,
        centile(latencies, 99),
        latencies[-1],
        centile(ringing, 99) if ringing else None,
    )


def _table(lines: Sequence[Line]) -> Iterator[str]:
    limits = "".join(f"{f'<= {limit * 1000:.0f} ms':>12}" for limit in WITHIN)
    yield f"{'':<20}{'webhooks':>10}{limits}{'p99 ms':>9}{'slowest':>9}{'to ring p99':>13}"
    for each in lines:
        shares = "".join(f"{share:>12.2%}" for share in each.within)
        ring = f"{each.to_ring * 1000:>10.1f} ms" if each.to_ring is not None else f"{'':>13}"
        times = f"{each.p99 * 1000:>9.1f}{each.slowest * 1000:>9.1f}"
        yield f"{each.name:<20}{each.webhooks:>10}{shares}{times}{ring}"
    ours = [each for each in lines if each.to_ring is not None]
    met = all(each.slowest <= SLOWEST for each in ours)
    yield f"none above {SLOWEST:.0f} s: {'met' if met else 'missed'}"
    met = all(each.to_ring is not None and each.to_ring <= TO_RING for each in ours)
    yield f"from the key to the ring within {TO_RING:.0f} s at p99: {'met' if met else 'missed'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
