"""How fast what is due is done, and that it is done once: `python -m benchmarks.sweep`.

A hundred thousand call backs that somebody owes fell due within the last hour. Four processes sweep
them, as so many workers would after an outage: each looks for the longest due, takes a row by a
guarded update, tells the lead and puts the next date, a transaction for each. Nothing is sent: the
carrier is off. Afterwards every task must have climbed exactly one rung, with one line in the trail
and one row for each person told; exit code 1 where one did twice or not at all. No test holds a
time.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from advice_line.assembly import Service, build
from advice_line.clock import SetClock
from advice_line.desk.owners.climbing import WITH_LEAD
from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Busy
from advice_line.kinds import Channel, QueryState, TaskKind, TaskState
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import SYSTEM
from benchmarks import site

ROWS, WORKERS, MOST_AT_ONCE = 100_000, 4, 5_000
_DUE_WITHIN = timedelta(hours=1)
# The clock stands still: what takes longer than a step of the ladder would be due once more.
_AT = datetime(2026, 11, 29, 12, 40, tzinfo=UTC)


@dataclass(frozen=True)
class Swept:
    """By one worker: rows that it took, how often the database was busy, seconds of a processor."""

    fired: int
    busy: int
    cpu: float


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--on", choices=["postgresql", "sqlite"], action="append")
    parser.add_argument("--as-worker", metavar="URL", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.as_worker:
        _work(given.as_worker)
        return 0
    print(f"{'database':<12}{'rows':>9}{'workers':>9}{'seconds':>9}{'a second':>10}{'cpu ms':>8}")
    try:
        for on in given.on or ["postgresql", "sqlite"]:
            print(_measured(on, given.rows, given.workers), flush=True)
    except ValueError as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


def _measured(on: str, rows: int, workers: int) -> str:
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        folder = Path(name)
        if on == "sqlite":
            return _of(on, f"sqlite:///{folder / 'site.sqlite3'}", rows, workers)
        with site.postgres(folder) as server, server.database() as url:
            return _of(on, url, rows, workers)


def _of(on: str, url: str, rows: int, workers: int) -> str:
    """Raises ValueError where something was done twice or not at all."""
    service = _service(url)
    try:
        service.ledger.db.upgrade()
        setting_up.set_up(service.ledger, site.setup_file(), by=SYSTEM, reason=None)
        _make_due(service, rows)
        began = time.perf_counter()
        done = _swept(url, workers)
        seconds = time.perf_counter() - began
        _look(service, rows, done)
    finally:
        service.close()
    cpu = sum(each.cpu for each in done) * 1000 / rows
    busy = sum(each.busy for each in done)
    more = f", and was busy {busy} times" if busy else ""
    shares = " + ".join(str(each.fired) for each in done)
    return (
        f"{on:<12}{rows:>9}{workers:>9}{seconds:>9.0f}{rows / seconds:>10.0f}{cpu:>8.1f}\n"
        f"done by each: {shares}{more}; every row once"
    )


def _service(url: str) -> Service:
    """Without a carrier: what is told waits."""
    given = site.settings(url)
    return build(
        Settings(
            _env_file=None,
            database_url=given["DATABASE_URL"],
            public_url=given["PUBLIC_URL"],
            secret_key=SecretStr(given["SECRET_KEY"]),
            data_keys=SecretStr(given["DATA_KEYS"]),
        ),
        clock=SetClock(_AT),
    )


def _make_due(service: Service, rows: int) -> None:
    chance = random.Random(1)  # noqa: S311 # instants, no secrets
    with service.ledger.look("benchmark") as look:
        line_id, now = lookups.lines(look.session)[0].id or 0, look.now
    for start in range(0, rows, MOST_AT_ONCE):
        count = min(MOST_AT_ONCE, rows - start)
        with service.ledger.work("benchmark") as work:
            _insert(work.session, line_id, now, count, chance)


def _insert(
    session: Session, line_id: int, now: datetime, count: int, chance: random.Random
) -> None:
    before = session.exec(select(func.max(Query.id))).one() or 0
    ids = range(before + 1, before + count + 1)
    ago = [timedelta(seconds=chance.uniform(1, _DUE_WITHIN.total_seconds())) for _ in ids]
    queries = [_query(line_id, now - 2 * _DUE_WITHIN).model_dump() | {"id": each} for each in ids]
    tasks = [_task(each, now - due).model_dump() for each, due in zip(ids, ago, strict=True)]
    session.execute(insert(Query), queries)
    session.execute(insert(Task), [_without_id(each) for each in tasks])


def _query(line_id: int, at: datetime) -> Query:
    return Query(
        line_id=line_id,
        state=QueryState.WAITING,
        channel=Channel.CALL,
        received_at=at,
        identified_by=IdentifiedBy.NUMBER,
    )


def _task(query_id: int, due: datetime) -> Task:
    return Task(
        query_id=query_id,
        kind=TaskKind.RING_BACK,
        made_at=due - _DUE_WITHIN,
        due_at=due,
        act_at=due,
        state=TaskState.OPEN,
    )


def _without_id(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "id"}


def _look(service: Service, rows: int, done: Sequence[Swept]) -> None:
    """Raises ValueError unless each task has climbed once, and each was told of once."""
    with service.ledger.look("benchmark") as work:
        now = select(func.count()).select_from(Task)
        climbed = work.session.exec(now.where(col(Task.rung) == WITH_LEAD)).one()
        lines = select(func.count()).where(col(TrailEntry.action) == "task.climbed")
        trail = work.session.exec(lines).one()
        named = select(func.count(func.distinct(col(TrailEntry.subject)))).where(
            col(TrailEntry.action) == "task.climbed"
        )
        apart = work.session.exec(named).one()
        told = work.session.exec(select(func.count()).select_from(Outgoing)).one()
        about = select(func.count(func.distinct(col(Outgoing.subject_id))))
        once = work.session.exec(about).one()
    # What a pass had done before it found the database busy is not in what it says.
    fired = sum(each.fired for each in done)
    counted = fired == rows or (fired < rows and any(each.busy for each in done))
    found = {"climbed": climbed, "trail": trail, "tasks in it": apart}
    found |= {"told": told, "tasks told of": once}
    if set(found.values()) != {rows} or not counted:
        raise ValueError(f"Of {rows} rows: {found}")


def _swept(url: str, workers: int) -> list[Swept]:
    """All begin once each has loaded what it needs. Raises ValueError where one fails."""
    command = [sys.executable, "-m", "benchmarks.sweep", "--as-worker", url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    started = [
        subprocess.Popen(command, cwd=site.ROOT, text=True, **pipes)  # type: ignore[call-overload]
        for _ in range(workers)
    ]
    for each in started:
        each.stdout.readline()
    for each in started:
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate()[0] for each in started]
    if any(each.returncode for each in started):
        raise ValueError("A worker failed.")
    return [Swept(**json.loads(each)) for each in said]


def _work(url: str) -> None:
    service = _service(url)
    print("ready", flush=True)
    sys.stdin.readline()
    began, fired, busy = time.process_time(), 0, 0
    while _due(service):
        try:
            fired += service.sweeps.climb_tasks()
        except Busy:
            busy += 1
    cpu = time.process_time() - began
    service.close()
    print(json.dumps({"fired": fired, "busy": busy, "cpu": cpu}))


def _due(service: Service) -> bool:
    first = service.sweeps.next_task()
    return first is not None and first <= service.clock.now()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
