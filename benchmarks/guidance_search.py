"""Finding guidance by its words among 5,000 pages, at the door, without HTTP: what a processor
spent on it, PostgreSQL's own included, which other programs of the machine leave alone.

    python -m benchmarks.guidance_search [--on postgresql]

Exit codes: 0 each search within five milliseconds at the median, also of words that most pages or
all have; 1 not; 2 where what PostgreSQL spends cannot be seen (it needs Linux's /proc).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.directory.guidance import rows
from advice_line.directory.guidance.reading import ReadingGuidance
from advice_line.guidance_kinds import Audience
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance
from advice_line.trust.roles import NOBODY
from benchmarks import figures, processor
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.postgres import running_postgres

PAGES, WORDS, MOST_MS = 5_000, 300, 5.0
# psycopg has PostgreSQL prepare what it is asked a fifth time.
BEFORE, ROUNDS = 6, 100
# Of a page's words some are in many others, as in any language; the last are in every page, "page"
# in every title.
ASKED = (
    *("term0012 term0700", "term0040", "term0001", "ter nothing", "knee pain scan"),
    *("everywhere", "scan everywhere", "page"),
)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.guidance_search")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        if given.on == "sqlite":
            return _measure(f"sqlite:///{name}/guidance.sqlite3")
        with running_postgres(Path(name)) as server, server.database() as url:
            return _measure(url)


def _measure(url: str) -> int:
    ledger = Ledger(Database(url), SystemClock(), Vault(DATA_KEYS, SECRET_KEY))
    ledger.db.upgrade()
    _fill(ledger)
    processor.analyse(ledger.db)
    try:
        counted = processor.Processor(ledger.db)
    except processor.Unseen as error:
        print(error)
        return 2
    door = ReadingGuidance(ledger, Audience.EVERYONE)
    medians = []
    for wanted in ASKED:
        for _ in range(BEFORE):
            door.listed(NOBODY, None, None, wanted)
        took = []
        for _ in range(ROUNDS):
            began = counted.spent()
            found = door.listed(NOBODY, None, None, wanted).pages
            took.append(counted.spent() - began)
        medians.append(figures.centile(sorted(took), 50))
        p99 = figures.centile(sorted(took), 99)
        print(f"{wanted:20} {len(found):3} found   {medians[-1]:6.2f} ms   p99 {p99:6.2f} ms")
    ledger.db.dispose()
    return 0 if max(medians) <= MOST_MS else 1


def _fill(ledger: Ledger) -> None:
    random = Random(5)  # noqa: S311 # the same pages each time, and no secret
    with ledger.work("benchmark") as work:
        work.add(
            Line(
                key="hotdoc",
                name="Example",
                number="+441632960000",
                email="advice@example.org",
                time_zone="Europe/London",
                switchboard="+441632960999",
            )
        )
        for number in range(PAGES):
            body = [f"term{int(random.paretovariate(0.8)) % 5000:04d}" for _ in range(WORDS)]
            row = work.add(
                Guidance(
                    key=f"page-{number}",
                    title=f"Page {number} of term{number % 900}",
                    address="",
                    owner="Dr Chidi Example",
                    review_on=date(2999, 1, 1),
                    keywords=["knee pain"] if number % 50 == 0 else [],
                    body_areas=["lower_limb"],
                )
            )
            rows.index(work, row, f"{' '.join(body)} everywhere scan")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
