"""Finding cases by their words among a million of 60 words each, at the index, without HTTP.

    python -m benchmarks.case_search [--on postgresql] [--cases 1000000]

Exit codes: 0 two ordinary words, newest first, within 50 milliseconds at p99; 1 not.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.education.finding import case_index
from advice_line.kinds import CaseState
from advice_line.ledger.once import table_of
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.rules import case_words
from advice_line.rules.case_words import Asked
from advice_line.rules.topics import MODALITIES, TOPICS
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from benchmarks import figures, processor
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.postgres import running_postgres

WORDS, MOST_MS, ROUNDS, BATCH, PAGE = 60, 50.0, 200, 10_000, 21
# How often a word is asked together with another: as in any language few are common, most rare.
ORDINARY = range(20, 400)
ASIDE = {
    "one very common word": Asked(case_words.typed("term0001")),
    "two very common words": Asked(case_words.typed("term0001 term0002")),
    "a rare word": Asked(case_words.typed("term4990")),
    "a word that no case has": Asked(case_words.typed("nothing")),
    "filters alone": Asked((), {"topic": ["spine"], "modality": ["mri"]}),
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.case_search")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--cases", type=int, default=1_000_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        if given.on == "sqlite":
            return _measure(f"sqlite:///{name}/cases.sqlite3", given.cases)
        with running_postgres(Path(name)) as server, server.database() as url:
            return _measure(url, given.cases)


def _measure(url: str, cases: int) -> int:
    ledger = Ledger(Database(url), SystemClock(), Vault(DATA_KEYS, SECRET_KEY))
    ledger.db.upgrade()
    began = perf_counter()
    _fill(ledger, cases)
    processor.analyse(ledger.db)
    print(f"{cases:,} cases put in within {perf_counter() - began:.0f} s")
    random = Random(6)  # noqa: S311 # the same searches each time, and no secret
    ordinary = [
        Asked(case_words.typed(" ".join(f"term{each:04d}" for each in random.sample(ORDINARY, 2))))
        for _ in range(ROUNDS)
    ]
    p99 = _took(ledger, "two ordinary words", ordinary)
    for name, asked in ASIDE.items():
        _took(ledger, name, [asked] * 20)
    ledger.db.dispose()
    return 0 if p99 <= MOST_MS else 1


def _took(ledger: Ledger, name: str, asked: Sequence[Asked]) -> float:
    took = []
    found: case_index.Found | None = None
    with ledger.look("benchmark") as work:
        for each in (*asked[:6], *asked):
            began = perf_counter()
            found = case_index.find(work.connection, each, PAGE)
            took.append((perf_counter() - began) * 1000)
    measured = sorted(took[min(6, len(asked)) :])
    middle, p99 = figures.centile(measured, 50), figures.centile(measured, 99)
    total = "many" if found is None or found.total is None else found.total
    print(f"{name:26} p50 {middle:8.2f} ms   p99 {p99:8.2f} ms   last found {total}")
    return p99


def a_line() -> Line:
    return Line(
        key="hotdoc",
        name="Example",
        number="+441632960000",
        email="advice@example.org",
        time_zone="Europe/London",
        switchboard="+441632960999",
    )


def _fill(ledger: Ledger, cases: int) -> None:
    with ledger.work("benchmark") as work:
        line = work.add(a_line()).id
    rows = _rows(line or 0)
    for _ in range(0, cases, BATCH):
        with ledger.work("benchmark") as work:
            work.connection.execute(table_of(Case).insert(), [next(rows) for _ in range(BATCH)])


def _rows(line: int) -> Iterator[dict[str, Any]]:
    random = Random(5)  # noqa: S311 # the same cases each time, and no secret
    born, number = datetime(2016, 1, 1, tzinfo=UTC), 0
    while True:
        number += 1
        terms = (f"term{int(random.paretovariate(0.8)) % 5000:04d}" for _ in range(WORDS))
        yield {
            "reference": f"C{number:08}",
            "line_id": line,
            "born_at": born + timedelta(minutes=5 * number),
            "state": CaseState.APPROVED.value,
            "topic": random.choice(list(TOPICS)),
            "modality": random.choice(list(MODALITIES)),
            "guidelines": [],
            "words": " ".join(terms),
        }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
