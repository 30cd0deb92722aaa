"""A database of two lines, two hundred practices and as many queries over two years as are wanted,
with the rows of their calls, offers, promises, tasks, advice, cases and tracers, and their facts.

A part of them is put in as a rehearsal's past is, and its facts are made by the worker's own code,
which is timed; the rest are copies of these rows under other numbers, made by the database itself.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from sqlalchemy import Table, UniqueConstraint, func, insert, literal, select, true, union_all
from sqlmodel import SQLModel

from advice_line.audit.facts.keeping import Facts
from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.demo.seeding import filling
from advice_line.ledger import moving
from advice_line.ledger.once import table_of
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange import setting_up
from advice_line.tables.advice import Advice
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.cases import Case
from advice_line.tables.every import metadata
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.tables.receipts import HelpfulTap
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task
from advice_line.tables.tracers import Tracer, TracerAnswer
from advice_line.trust.roles import SYSTEM
from benchmarks import processor, site
from tests.conftest import DATA_KEYS, SECRET_KEY

LINES = ("hotdoc", "second")
LEAD = "lena"
PRACTICES = 200
FACTS: Sequence[type[SQLModel]] = (AuditQuery, AuditCall)
# In this order: each names rows of those before it.
OTHERS: Sequence[type[SQLModel]] = (
    *(Query, Contact, Case, Advice, Deflection, Offer, Task, Promise, RingBack, HelpfulTap),
    *(Tracer, TracerAnswer),
)


@dataclass(frozen=True)
class Filled:
    """How long it took, in seconds, to put in those `drawn`, to make their facts, and to copy."""

    ledger: Ledger
    drawn: int
    putting: float
    facts: float
    copying: float


def fill(url: str, queries: int, drawn: int, *, facts_alone: bool = False) -> Filled:
    """`queries` are a whole number of times `drawn`. `facts_alone`: nothing else is copied, which
    most measures do not read."""
    ledger = Ledger(Database(url), SystemClock(), Vault(DATA_KEYS, SECRET_KEY))
    ledger.db.upgrade()
    setting_up.set_up(ledger, _setup_file(), by=SYSTEM, reason=None)
    began = perf_counter()
    for seed, key in enumerate(LINES):
        filling.fill(ledger, key, filling.Wanted(drawn // len(LINES), seed))
    put = perf_counter()
    Facts(ledger).catch_up()
    made = perf_counter()
    _copy(ledger, queries // drawn, whole=not facts_alone)
    processor.analyse(ledger.db)
    return Filled(ledger, drawn, put - began, made - put, perf_counter() - made)


def _copy(ledger: Ledger, times: int, *, whole: bool) -> None:
    if times < 2:
        return
    with ledger.look("benchmark") as work:
        tables = [table_of(each) for each in (*OTHERS, *FACTS)]
        apart = {table: _highest(work.connection, table) for table in tables}
    for table in tables if whole else map(table_of, FACTS):
        _put(ledger, _copies(table, apart, times), bound=whole)


def _put(ledger: Ledger, copies: Any, *, bound: bool) -> None:
    """Facts that are copied alone name queries that are not there: they are not `bound`."""
    if ledger.db.sqlite and not bound:
        # Within a transaction, as all of the ledger's are, SQLite does not stop looking.
        words = copies.compile(ledger.db.engine, compile_kwargs={"literal_binds": True})
        with closing(sqlite3.connect(str(ledger.db.engine.url.database))) as connection:
            connection.execute(str(words))
            connection.commit()
        return
    with ledger.work("benchmark") as work:
        if not bound:
            work.connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        work.connection.execute(copies)
        if not ledger.db.sqlite:
            moving.set_sequences(work.session, metadata().sorted_tables)


def _highest(connection: Any, table: Table) -> int:
    (key,) = table.primary_key
    return int(connection.execute(select(func.max(key))).scalar() or 0)


def _copies(table: Table, apart: dict[Table, int], times: int) -> Any:
    (key,) = table.primary_key
    numbers = [select(literal(number).label("number")) for number in range(1, times)]
    copies = union_all(*numbers).subquery("copies")
    names, values = [], []
    for column in table.columns:
        target = next((each.column.table for each in column.foreign_keys), None)
        own = table if column is key and target is None else target
        value: Any = column
        if own in apart:
            value = column + copies.c.number * apart[own]
        elif _unique(table, column):
            value = column + literal("-") + func.cast(copies.c.number, column.type)
        names.append(column.name)
        values.append(value)
    those = select(*values).select_from(table.join(copies, true())).where(key <= apart[table])
    return insert(table).from_select(names, those)


def _unique(table: Table, column: Any) -> bool:
    alone = [index.columns for index in table.indexes if index.unique]
    alone += [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    return any(len(columns) == 1 and column.name in columns for columns in alone)


def _setup_file() -> str:
    """That of `site`, with a second line and more practices."""
    practices = [_practice(each) for each in range(site.PRACTICES + 1, PRACTICES + 1)]
    lines = [site.setup_file(), site.line("second", "+441632960801")]
    return "\n".join([*lines, *practices, _lead()])


def _lead() -> str:
    return f"""[[staff]]
key = "{LEAD}"
name = "Lena Example"
mobile = "+447700900077"
email = "{LEAD}@example.org"
roles = ["service_lead"]
"""


def _practice(number: int) -> str:
    return f"""[[organisations]]
key = "Y98{number:03}"
name = "Practice {number}"
kind = "practice"
email = "practice{number}@example.org"
"""
