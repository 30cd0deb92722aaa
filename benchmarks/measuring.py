"""Our service and the floor under the same load on one database: in turns, in one run."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import calls, figures, running, site
from benchmarks.figures import Figures
from benchmarks.load import Job, Outcome
from benchmarks.running import Memory, Server
from tests.servers.processes import Child, Deployment

CALLS_A_SECOND = 20.0
OPEN_CONNECTIONS = 16


@dataclass(frozen=True)
class Plan:
    """How much is asked, in rounds of at most `seconds` or `most` requests each."""

    rounds: int = 3
    seconds: float = 2.5
    most: int = 3000
    warm_up: int = 100
    open_seconds: float = 15.0
    rest_seconds: float = 3.0
    connections: tuple[int, ...] = (1, 16)

    @property
    def open_calls(self) -> int:
        """Twice the mean, so that they never run out by chance."""
        return round(2 * CALLS_A_SECOND * self.open_seconds)

    @property
    def calls(self) -> int:
        """The most that a whole run can need."""
        closed = len(self.connections) * (self.rounds * self.most + self.warm_up)
        return 1 + self.warm_up + self.open_calls + closed


@dataclass(frozen=True)
class Pair:
    """Side by side at so many connections; `ratio` is our throughput over the floor's."""

    connections: int
    ours: Figures
    floor: Figures
    ratio: float


@dataclass(frozen=True)
class Measured:
    """What one database gave: `inserts` by table for one call; memory by process at rest, fresh
    and after the calls of the open loop."""

    inserts: Mapping[str, int]
    pairs: tuple[Pair, ...]
    open_loop: Figures
    fresh: Mapping[str, Memory]
    used: Mapping[str, Memory]


class Caller:
    """Puts prepared requests to one server, each once: a second time would be a retry, which is
    answered from the inbox."""

    def __init__(self, server: Server, requests: Path) -> None:
        self._server = server
        self._requests = requests
        self._next = 0
        self.answered = 0

    def calls(
        self, count: int, seconds: float, connections: int, rate: float | None = None
    ) -> Outcome:
        job = Job(
            self._server.port, str(self._requests), self._next, count, seconds, connections, rate
        )
        self._next += count
        before = running.cpu_seconds(self._server.child)
        outcome = running.load(job)
        outcome.cpu_seconds = running.cpu_seconds(self._server.child) - before
        self.answered += len(outcome.latencies)
        return outcome


def measure(database_url: str, floor_url: str, folder: Path, plan: Plan) -> Measured:
    """Raises ValueError when a request failed or rows are missing afterwards."""
    requests = folder / "requests.json"
    calls.write_requests(requests, plan.calls, site.CALLERS)
    with Deployment(folder, site.settings(database_url)) as deployment:
        deployment.run("db", "upgrade")
        (folder / "site.toml").write_text(site.setup_file(), encoding="utf-8")
        deployment.run("setup", "site.toml")
        web, worker = running.serve(deployment), deployment.start("worker", "worker")
        processes = {"serve": web.child, "worker": worker}
        worker.wait_until(lambda: site.rows(database_url)["heartbeats"] > 0)
        ours = Caller(web, requests)
        fresh = _at_rest(processes, plan)
        inserts = _inserts_of_a_call(database_url, ours, plan)
        before = site.rows(database_url)
        open_loop = _open_loop(ours, plan)
        used = _at_rest(processes, plan)
        worker.stop()
        floor = Caller(running.floor(deployment, floor_url, sum(inserts.values())), requests)
        pairs = tuple(_side_by_side(ours, floor, count, plan) for count in plan.connections)
        _hold_to(inserts, ours.answered - 1, before, site.rows(database_url))
    return Measured(inserts, pairs, figures.of([open_loop]), fresh, used)


def _at_rest(processes: Mapping[str, Child], plan: Plan) -> dict[str, Memory]:
    time.sleep(plan.rest_seconds)
    return {name: running.memory(child) for name, child in processes.items()}


def _inserts_of_a_call(database_url: str, ours: Caller, plan: Plan) -> dict[str, int]:
    before = site.rows(database_url)
    figures.of([ours.calls(1, plan.seconds, 1)])
    after = site.rows(database_url)
    return {table: after[table] - before[table] for table in after if after[table] > before[table]}


def _open_loop(ours: Caller, plan: Plan) -> Outcome:
    ours.calls(plan.warm_up, plan.seconds, OPEN_CONNECTIONS)
    return ours.calls(plan.open_calls, plan.open_seconds, OPEN_CONNECTIONS, CALLS_A_SECOND)


def _side_by_side(ours: Caller, floor: Caller, connections: int, plan: Plan) -> Pair:
    for each in (ours, floor):
        each.calls(plan.warm_up, plan.seconds, connections)
    turns = [
        [each.calls(plan.most, plan.seconds, connections) for each in (ours, floor)]
        for _ in range(plan.rounds)
    ]
    mine, floors = [turn[0] for turn in turns], [turn[1] for turn in turns]
    return Pair(connections, figures.of(mine), figures.of(floors), figures.ratio(mine, floors))


def _hold_to(
    inserts: Mapping[str, int], calls: int, before: Mapping[str, int], after: Mapping[str, int]
) -> None:
    """Every call that was answered must be there, whole."""
    for table, each in inserts.items():
        if after[table] - before[table] != each * calls:
            raise ValueError(f"{calls} calls, but {after[table] - before[table]} rows in {table}.")
