"""`make drills`: kill the service at 200 random instants over each database and compare."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from shutil import copyfile

from tests.drills.calls import CALLS
from tests.drills.drill import Databases, Drill, prepare
from tests.drills.forks import Forks
from tests.drills.instants import draw
from tests.servers.postgres import running_postgres


def sqlite_databases(folder: Path) -> Databases:
    template = folder / "template.sqlite3"
    prepare(f"sqlite:///{template}")

    @contextmanager
    def fresh() -> Iterator[str]:
        with tempfile.TemporaryDirectory(prefix="drill-") as own:
            copyfile(template, Path(own) / "site.sqlite3")
            yield f"sqlite:///{own}/site.sqlite3"

    return fresh


def main() -> int:
    p = argparse.ArgumentParser()
    p.add_argument("--kills", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    failed = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        forks = stack.enter_context(Forks())
        server = stack.enter_context(running_postgres(folder))
        name = server.template("drill", prepare)
        for kind, databases in {"sqlite": sqlite_databases(folder), "postgresql": lambda: server.database(name)}.items():
            drill = Drill(forks, databases)
            began = time.monotonic()
            for n in range(a.kills):
                chance = Random(f"{a.seed} {kind} {n}")
                call = CALLS[n % len(CALLS)]
                instant = draw(chance, drill.undisturbed(call).spans)
                t = time.monotonic()
                found = drill.findings(call, instant)
                if found:
                    failed += 1
                    print(kind, n, call.name, instant, *found, sep="\n   ")
                elif a.kills < 13: print(kind, n, call.name, instant, "ok", time.monotonic() - t)
            print(kind, time.monotonic() - began)
    print(failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
