"""What was asked again and again in a month of 3,000 approved cases, loading scikit-learn included:
by itself, and as its page asks for it, with the rows read and each word put as it is written.

    python -m benchmarks.case_clusters

Exit codes: 0 both within ten seconds of the processor's time; 1 not. The clock's time is printed
beside it: on a machine that does other things too it says little.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter, process_time
from typing import Any

from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.education.finding import repeats
from advice_line.education.finding.clusters import Text, clusters
from advice_line.kinds import CaseState
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.rules.topics import TOPICS
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from benchmarks.case_search import a_line
from tests.conftest import DATA_KEYS, SECRET_KEY

CASES, WORDS, QUESTIONS, MOST_SECONDS = 3_000, 25, 400, 10.0
FIRST = datetime(2026, 11, 2, 9, tzinfo=UTC)


def main() -> int:
    texts = _texts()
    took = [_took("by itself", lambda: clusters(texts))]
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        ledger = Ledger(
            Database(f"sqlite:///{name}/cases.sqlite3"), SystemClock(), Vault(DATA_KEYS, SECRET_KEY)
        )
        ledger.db.upgrade()
        line = _fill(ledger, texts)
        with ledger.look("benchmark") as work:
            took.append(_took("as a page", lambda: repeats.of_month(work, line, "2026-11", 5)))
        ledger.db.dispose()
    return 0 if max(took) <= MOST_SECONDS else 1


def _took(name: str, ask: Callable[[], Sequence[Any]]) -> float:
    began, worked = perf_counter(), process_time()
    found = ask()
    seconds = process_time() - worked
    print(
        f"{name:10} {CASES:,} cases, {len(found)} clusters: "
        f"{seconds:.1f} s of the processor, {perf_counter() - began:.1f} s of the clock"
    )
    return seconds


def _texts() -> list[Text]:
    random = Random(5)  # noqa: S311 # the same cases each time, and no secret
    asked = [
        [f"term{int(random.paretovariate(0.8)) % 3000:04d}" for _ in range(WORDS)]
        for _ in range(QUESTIONS)
    ]
    return [
        Text(
            number,
            frozenset({f"topic:{number % 9}"}),
            random.sample(random.choice(asked), 18)
            + [f"term{random.randrange(3000):04d}" for _ in range(5)],
        )
        for number in range(CASES)
    ]


def _fill(ledger: Ledger, texts: Sequence[Text]) -> Line:
    topics = tuple(TOPICS)
    with ledger.work("benchmark") as work:
        line = work.add(a_line())
        for text in texts:
            work.add(
                Case(
                    line_id=line.id or 0,
                    born_at=FIRST + timedelta(minutes=5 * text.id),
                    state=CaseState.APPROVED,
                    topic=topics[text.id % len(topics)],
                    practice_mark=f"mark{text.id % 60}",
                    question=" ".join(text.words),
                    words=" ".join(text.words),
                )
            )
    return line


if __name__ == "__main__":
    sys.exit(main())
