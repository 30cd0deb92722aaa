"""`make bench`: what one incoming call costs on each database, beside the least that it could.

    python -m benchmarks --quick            # seconds instead of minutes, and rougher
    python -m benchmarks --on sqlite --json figures.json

Nothing is written unless a file is named. Exit codes: 0 measured, whatever the figures; 1 when a
call failed or its rows are missing; 2 when PostgreSQL is not installed, with the line that does it.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks import site, table
from benchmarks.measuring import Measured, Plan, measure

SQLITE, POSTGRESQL = "sqlite", "postgresql"
QUICK = Plan(rounds=2, seconds=0.5, most=1000, warm_up=20, open_seconds=3.0, rest_seconds=1.0)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    plan = QUICK if given.quick else Plan()
    try:
        measured = {on: _measured(on, plan) for on in given.on or (SQLITE, POSTGRESQL)}
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        print(f"{missing}, or measure one alone: --on {SQLITE}", file=sys.stderr)
        return 2
    except ValueError as failed:
        print(failed, file=sys.stderr)
        return 1
    print("\n".join(table.lines(measured)))
    if given.json:
        kept = {on: asdict(each) for on, each in measured.items()}
        given.json.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="a rough look")
    parser.add_argument("--on", action="append", choices=[SQLITE, POSTGRESQL], help="this one only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    return parser


def _measured(on: str, plan: Plan) -> Measured:
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        folder = Path(name)
        with _databases(on, folder) as (ours, floor):
            return measure(ours, floor, folder, plan)


@contextmanager
def _databases(on: str, folder: Path) -> Iterator[tuple[str, str]]:
    """One for the service and one for the floor, so that neither grows the other's tables."""
    if on == SQLITE:
        yield f"sqlite:///{folder / 'site.sqlite3'}", f"sqlite:///{folder / 'floor.sqlite3'}"
        return
    with site.postgres(folder) as server, server.database() as ours, server.database() as floor:
        yield ours, floor


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
