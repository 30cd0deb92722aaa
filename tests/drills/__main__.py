"""`make drills`: kill the service at 200 random instants over each database, and compare each call
with the same call left in peace. The databases are drilled at the same time, each by a process.

    python -m tests.drills --seed 7 --kills 20 --first 140 --on sqlite   # tell some of them again
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import in_memory
from tests.drills.databases import Databases, postgresql_databases, sqlite_databases
from tests.drills.drill import Drill
from tests.drills.forks import Forks
from tests.drills.random_kills import kills
from tests.servers.postgres import running_postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def main() -> int:
    in_memory.settle()
    given = _parser().parse_args()
    if given.on is None:
        return _on_both(sys.argv[1:])
    with _drill(given.on) as drill:
        return _kill(drill, given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.drills")
    parser.add_argument("--kills", type=int, default=200, help="how many lives, over each database")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--on", choices=[SQLITE, POSTGRESQL], help="this database only")
    return parser


def _on_both(arguments: list[str]) -> int:
    running = [
        subprocess.Popen([sys.executable, "-m", "tests.drills", *arguments, "--on", kind])
        for kind in (SQLITE, POSTGRESQL)
    ]
    # Each is waited for, whatever the other came to.
    return max([abs(process.wait()) for process in running])


def _kill(drill: Drill, given: argparse.Namespace) -> int:
    began = time.monotonic()
    differ = 0
    for killed in kills(drill, f"{given.seed} {given.on}", given.kills, given.first):
        if killed.findings:
            differ += 1
            _print(f"DIFFERS   {given.on} {killed}")
    seconds = time.monotonic() - began
    _print(
        f"{given.on}: seed {given.seed}, {given.kills} lives killed, {differ} differ, "
        f"{seconds:.0f} s"
    )
    return 1 if differ else 0


@contextmanager
def _drill(kind: str) -> Iterator[Drill]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="drills-")))
        databases: Databases
        if kind == SQLITE:
            databases = sqlite_databases(folder)
        else:
            databases = postgresql_databases(stack.enter_context(running_postgres(folder)))
        yield Drill(stack.enter_context(Forks()), databases, {})


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
