"""The audit over a million queries: what the facts and figures take to make, what a month's report
and a page of figures take to read, and DuckDB over the same facts beside them.

    python -m benchmarks.audit [--on postgresql] [--queries 1000000] [--drawn 20000] [--quick]

Exit codes: 0 every figure is the same by DuckDB, a month's figures are counted anew within five
seconds and any page opens within half a second at p99; 1 not.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from advice_line.audit import periods
from advice_line.audit.figures import counting, reading
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit.reports import gathering
from advice_line.audit.reports.gathering import Manner
from advice_line.audit_kinds import ChartReading, PeriodKind
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from benchmarks import audit_pages, audit_site
from benchmarks.audit_took import Took
from benchmarks.audit_yardstick import Yardstick
from tests.servers.postgres import running_postgres

REPORT_MS, PAGE_MS = 5000.0, 500.0
SMALL, MONTHS, WEEKS, ROUNDS = 5, 12, 104, 30
MANNER = Manner(SMALL, ChartReading.EXCEL, "", "")
OF_FACTS = [each for each in every.MEASURES if not isinstance(each.how, Reckoned)]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--queries", type=int, default=1_000_000)
    parser.add_argument("--drawn", type=int, default=20_000)
    parser.add_argument("--quick", action="store_true", help="facts alone, and no pages")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        if given.on == "sqlite":
            return _measure(f"sqlite:///{name}/audit.sqlite3", given, Path(name))
        with running_postgres(Path(name)) as server, server.database() as url:
            return _measure(url, given, Path(name))


def _measure(url: str, given: argparse.Namespace, folder: Path) -> int:
    filled = audit_site.fill(url, given.queries, given.drawn, facts_alone=given.quick)
    ledger = filled.ledger
    print(f"{given.queries:,} queries, {filled.drawn:,} of them drawn in {filled.putting:.0f} s")
    print(f"facts   {filled.facts / filled.drawn * 1000:8.2f} ms a query")
    print(f"copying {filled.copying:8.0f} s")
    report = _reports(ledger, Yardstick(ledger, folder))
    pages = 0.0 if given.quick else max(_read(ledger), _pages(ledger, url))
    ledger.db.dispose()
    return 0 if report <= REPORT_MS and pages <= PAGE_MS else 1


def _reports(ledger: Ledger, yardstick: Yardstick) -> float:
    """Every measure of twelve months of each line, counted anew, and by DuckDB in the same run."""
    whole, ours, theirs = Took(ledger), Took(ledger), Took(ledger)
    with ledger.look("benchmark") as work:
        for line in lookups.lines(work.session):
            for month in periods.up_to(reading.newest(work, line, PeriodKind.MONTH), MONTHS):
                whole.of(partial(counting.count, work, line, month, every.MEASURES))
                counted = ours.of(partial(counting.count, work, line, month, OF_FACTS))
                told = theirs.of(partial(yardstick.count, line, month, OF_FACTS))
                _hold_to(counted, told, month)
    whole.tell("a month's report, all measures counted anew")
    ours.tell("  those that are counted from facts")
    theirs.tell("  the same by DuckDB, equal in every figure")
    return whole.centile(99)


def _read(ledger: Ledger) -> float:
    """What pages and reports read of the figures that are kept."""
    began = perf_counter()
    Figures(ledger, SMALL).catch_up()
    print(f"figures {perf_counter() - began:8.0f} s for all periods of two years, once")
    slowest = 0.0
    for name, asked in _READ.items():
        took = Took(ledger)
        for place in range(ROUNDS):
            with ledger.look("benchmark") as work:
                line = lookups.lines(work.session)[place % len(audit_site.LINES)]
                took.of(partial(asked, work, line, place))
        took.tell(name)
        slowest = max(slowest, took.centile(99))
    return slowest


def _pages(ledger: Ledger, url: str) -> float:
    slowest = 0.0
    for name, took in audit_pages.timed(ledger, url):
        took.tell(f"page: {name}")
        slowest = max(slowest, took.centile(99))
    return slowest


def _of(kind: PeriodKind, count: int) -> Callable[..., Sequence[Period]]:
    return lambda work, line: periods.up_to(reading.newest(work, line, kind), count)


_READ: dict[str, Callable[..., object]] = {
    "a month's report": lambda work, line, _: gathering.gather(
        work, line, reading.newest(work, line, PeriodKind.MONTH), MANNER
    ),
    "all measures of a month": lambda work, line, _: reading.whole(
        work, line, reading.newest(work, line, PeriodKind.MONTH)
    ),
    "all measures over twelve months": lambda work, line, _: reading.figures(
        work, line, _of(PeriodKind.MONTH, MONTHS)(work, line), every.MEASURES
    ),
    "one measure over two years of weeks": lambda work, line, place: reading.figures(
        work,
        line,
        _of(PeriodKind.WEEK, WEEKS)(work, line),
        [every.MEASURES[place % len(every.MEASURES)]],
    ),
}


def _hold_to(ours: Mapping[str, Raw], theirs: Mapping[str, Raw], month: Period) -> None:
    """Raises ValueError where the two differ."""
    wrong = [name for name, raw in ours.items() if not _same(raw, theirs[name])]
    if wrong:
        raise ValueError(f"{month.key}: DuckDB has other figures of {', '.join(wrong)}.")


def _same(one: Raw, other: Raw) -> bool:
    counted = (one.numerator, one.denominator, one.eligible)
    return counted == (other.numerator, other.denominator, other.eligible) and all(
        (here is None) == (there is None) and abs((here or 0) - (there or 0)) < 1e-6
        for here, there in ((one.median, other.median), (one.ninetieth, other.ninetieth))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
