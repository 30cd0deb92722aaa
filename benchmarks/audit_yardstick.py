"""The same measures over the same rows of facts by DuckDB, as the yardstick of how fast it can be
and of whether it is right: figures of both must be equal."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Boolean, Date, DateTime, Integer, Table, select
from sqlalchemy.dialects import postgresql

from advice_line.audit.figures import counting
from advice_line.audit.measures.definition import Facts, Measure, Raw, Spread
from advice_line.audit.periods import Period
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.directory import Line

_TABLES: Sequence[Facts] = (AuditQuery, AuditCall)
_KINDS = ((Boolean, "BOOLEAN"), (Integer, "BIGINT"), (DateTime, "TIMESTAMP"), (Date, "DATE"))


class Yardstick:
    """Holds the facts in memory. It counts with two threads, as there are two cores."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._duck = duckdb.connect()
        self._duck.execute("SET threads = 2")
        for facts in _TABLES:
            table = table_of(facts)
            columns = ", ".join(f"{each.name} {_kind(each.type)}" for each in table.columns)
            self._duck.execute(f"CREATE TABLE {table.name} ({columns})")
            file = folder / f"{table.name}.csv"
            _write(ledger, table, file)
            self._duck.execute(f"COPY {table.name} FROM '{file}' (FORMAT csv, NULLSTR '')")
            file.unlink()

    def count(self, line: Line, period: Period, measures: Sequence[Measure]) -> Mapping[str, Raw]:
        """Of the measures that are counted from facts."""
        found: dict[str, Raw] = {}
        for facts in _TABLES:
            ours = [each for each in measures if getattr(each.how, "facts", None) is facts]
            where = counting.of_line(facts, line, period)
            found |= self._counts([each for each in ours if not _timed(each)], where)
            for each in ours:
                if isinstance(each.how, Spread):
                    found[each.id] = self._spread(each.how, where)
        return found

    def _counts(self, measures: Sequence[Measure], where: Sequence[Any]) -> dict[str, Raw]:
        wanted = [column for each in measures for column in counting.columns_of(each.how)]  # type: ignore[arg-type]
        row = self._row(_words(select(*wanted).where(*where)))
        threes = zip(row[0::3], row[1::3], row[2::3], strict=True)
        return {
            each.id: Raw(int(above), int(below), int(eligible))
            for each, (above, below, eligible) in zip(measures, threes, strict=True)
        }

    def _spread(self, how: Spread, where: Sequence[Any]) -> Raw:
        rows = _words(select(how.value.label("value")).where(*where, how.of))
        centiles = "quantile_cont(value, 0.5), quantile_cont(value, 0.9)"
        eligible, known, middle, ninetieth = self._row(
            f"SELECT count(*), count(value), {centiles} FROM ({rows})"  # noqa: S608 # our own words
        )
        return Raw(known, known, eligible, middle, ninetieth)

    def _row(self, words: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] | None = self._duck.execute(words).fetchone()
        assert found is not None
        return found


def _timed(measure: Measure) -> bool:
    return isinstance(measure.how, Spread)


def _words(wanted: Any) -> str:
    """DuckDB speaks PostgreSQL's dialect."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(wanted.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _kind(of: Any) -> str:
    return next((name for kind, name in _KINDS if isinstance(of, kind)), "VARCHAR")


def _write(ledger: Ledger, table: Table, file: Path) -> None:
    with ledger.look("benchmark") as work, file.open("w", encoding="utf-8", newline="") as out:
        streamed = work.connection.execution_options(yield_per=10_000)
        csv.writer(out).writerows(streamed.execute(select(*table.columns)))
