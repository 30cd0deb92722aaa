"""How fast the trail is verified, and what a line of it adds to an event:
`python -m benchmarks.trail`.

A million lines as a site writes them are put into a fresh database and chained; then the whole
chain is read and held against its links, as `advice-line audit verify` does. Then events are
written with and without their line of the trail, in turns. The machine's load is printed beside it:
by the clock the figures are good on a machine at rest alone. No test holds a time. Exit code 1
where the chain does not fit.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.ledger.once import table_of
from advice_line.ledger.proving import prove
from advice_line.ledger.trail import BEGINNING, linked
from advice_line.ledger.trail_lines import canonical, text_of
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import InboxEvent, TrailEntry
from benchmarks import site

LINES, EVENTS, BATCH = 1_000_000, 400, 5_000
_AT = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
_ACTIONS = ("query.seen", "offer.made", "record.opened", "letter.opened", "sound.kept")
_TRAIL = table_of(TrailEntry)
_KEY = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trail")
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--on", choices=["sqlite", "postgresql"], action="append")
    given = parser.parse_args(arguments)
    print(
        f"{'database':<12}{'lines':>9}{'verified in s':>15}{'cpu s':>8}"
        f"{'a line adds ms':>16}{'cpu ms':>8}{'load':>9}"
    )
    for on in given.on or ["sqlite", "postgresql"]:
        with _fresh(on) as ledger:
            wall, cpu_adds = _adds(ledger)
            _fill(ledger.db, given.lines)
            begun, cpu = time.perf_counter(), time.process_time()
            with ledger.look("system") as look:
                proof = prove(look.session)
            took, spent = time.perf_counter() - begun, time.process_time() - cpu
            load = os.getloadavg()[0]
            print(
                f"{on:<12}{proof.lines:>9}{took:>15.1f}{spent:>8.1f}"
                f"{wall:>16.3f}{cpu_adds:>8.3f}{load:>9.1f}",
                flush=True,
            )
            if proof.faults or proof.lines != given.lines:
                print("the chain does not fit", file=sys.stderr)
                return 1
    return 0


@contextmanager
def _fresh(on: str) -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        folder = Path(name)
        if on == "sqlite":
            yield _ledger(f"sqlite:///{folder / 'site.sqlite3'}")
            return
        with site.postgres(folder) as server, server.database() as url:
            ledger = _ledger(url)
            yield ledger
            ledger.db.dispose()


def _ledger(url: str) -> Ledger:
    database = Database(url)
    database.upgrade()
    return Ledger(database, SystemClock(), Vault(_KEY, "a-secret-of-at-least-32-characters"))


def _fill(database: Database, lines: int) -> None:
    link = BEGINNING
    for start in range(0, lines, BATCH):
        rows: list[dict[str, Any]] = []
        for number in range(start, min(start + BATCH, lines)):
            row = _row(number + 1)
            at = row["at"].isoformat(timespec="microseconds")
            link = linked(link, _text(row, at))
            rows.append({**row, "chain": link})
        with database.writing() as session:
            session.execute(insert(_TRAIL), rows)


def _row(position: int) -> dict[str, Any]:
    return {
        "id": 10_000 + position,
        "at": _AT + timedelta(seconds=position),
        "actor": f"responder:r{position % 40}",
        "action": _ACTIONS[position % len(_ACTIONS)],
        "query_id": position // 20,
        "subject": f"query:{position // 20}" if position % 3 else None,
        "detail": {"sound": "message", "seconds": position} if position % 2 else {},
        "chain_position": position,
    }


def _text(row: dict[str, Any], at: str) -> str:
    return text_of(
        row["chain_position"],
        row["id"],
        at,
        row["actor"],
        row["action"],
        row["query_id"],
        row["subject"],
        canonical(row["detail"]),
    )


def _adds(ledger: Ledger) -> tuple[float, float]:
    """Milliseconds by the clock and of a processor, by the medians of events that write one row
    with and without a line; those of the database's own processes are not in the second."""
    walls: dict[bool, list[float]] = {False: [], True: []}
    cpus: dict[bool, list[float]] = {False: [], True: []}
    for number in range(2 * EVENTS):
        logged = number % 2 == 1
        begun, cpu = time.perf_counter(), time.thread_time()
        with ledger.work("system") as work:
            work.add(InboxEvent(source="bench", external_id=str(number), received_at=work.now))
            if logged:
                work.record("event.taken", query=number, seconds=number)
        walls[logged].append(time.perf_counter() - begun)
        cpus[logged].append(time.thread_time() - cpu)
    return _apart(walls), _apart(cpus)


def _apart(times: dict[bool, list[float]]) -> float:
    return 1000 * (statistics.median(times[True]) - statistics.median(times[False]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
