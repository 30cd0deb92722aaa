"""What a test has written into a database of PostgreSQL is deleted for the next test, and only a
database that is then as it was when it was made is used again: to copy and to drop one costs the
server twice as much: several hundred files each time.
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

# Whatever changes a table, a rule or a constraint leaves a younger transaction in one of these.
_CATALOGUES = ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc", "pg_type")
_CALLED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True)
class Condition:
    """Its definitions, the rows of each table that has any, and each sequence that was asked."""

    defined: tuple[Any, ...]
    rows: dict[str, str]
    called: dict[str, int]


def condition(connection: psycopg.Connection) -> Condition:
    rows = {table: _content(connection, table) for table in _filled(connection)}
    return Condition(_defined(connection), rows, dict(_all(connection, SQL(_CALLED))))


def emptied(address: str, new: Condition) -> bool:
    """Delete what is there beyond `new`; whether it is then the same. Whoever is still connected
    is thrown out."""
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(_OTHERS)
            _empty(connection, new)
            return condition(connection) == new
    except psycopg.Error:
        return False


def _empty(connection: psycopg.Connection, new: Condition) -> None:
    # Neither a foreign key nor a trigger that forbids it is in the way.
    connection.execute("SET session_replication_role = replica")
    filled = [table for table in _filled(connection) if table not in new.rows]
    for table in filled:
        connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
    if filled:
        # What is written next begins at the first page again, as in a copy.
        connection.execute(SQL("VACUUM {}").format(SQL(", ").join(map(Identifier, filled))))
    for name, _ in _all(connection, SQL(_CALLED)):
        if name not in new.called:
            connection.execute("SELECT setval(quote_ident(%s), 1, false)", [name])


def _filled(connection: psycopg.Connection) -> list[str]:
    tables = [name for (name,) in _all(connection, SQL(_TABLES))]
    if not tables:
        return []
    asked = (
        SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(Literal(name), Identifier(name))
        for name in tables
    )
    return [name for (name,) in _all(connection, SQL(" UNION ALL ").join(asked))]


def _content(connection: psycopg.Connection, table: str) -> str:
    asked = SQL("SELECT md5(string_agg(each::text, ',' ORDER BY each::text)) FROM {} AS each")
    return str(_all(connection, asked.format(Identifier(table)))[0][0])


def _defined(connection: psycopg.Connection) -> tuple[Any, ...]:
    each = SQL("(SELECT (count(*), max(xmin::text::bigint))::text FROM {})")
    asked = SQL(", ").join(each.format(Identifier(name)) for name in _CATALOGUES)
    return _all(connection, SQL("SELECT {}").format(asked))[0]


def _all(connection: psycopg.Connection, asked: SQL | Composed) -> list[tuple[Any, ...]]:
    return connection.execute(asked).fetchall()
