"""Queries and calls of a line as the audit's facts, without anybody having lived them; and the
figures made of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, func, select

from advice_line.audit.facts import keeping
from advice_line.audit.figures.rolled_up import Figures
from advice_line.kinds import Channel, QueryState
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.asker_roles import AskerRole
from advice_line.tables.audit_facts import AuditCall, AuditQuery, AuditReading
from advice_line.tables.columns import opaque, query_reference
from advice_line.tables.queries import Contact, Query

SMALL = 5
_QUERY: dict[str, Any] = {
    "hour": 10,
    "channel": Channel.CALL,
    "organisation_id": 1,
    "organisation_kind": "practice",
    "asker_role": AskerRole.GP,
    "counted": True,
    "state": QueryState.CLOSED,
    "written": False,
    "reached": True,
    "answered": True,
    "in_hours": True,
    "advised": True,
    "sent": True,
}
_CALL: dict[str, Any] = {
    "hour": 10,
    "organisation_id": 1,
    "counted": True,
    "over": True,
    "in_hours": True,
    "offered": True,
    "answered": True,
    "wait": 30,
    "talk": 240,
}


def queries(
    ledger: Ledger, days: Iterable[tuple[date, int, Mapping[str, Any]]], line: int = 1
) -> None:
    """So many of each day, each as `_QUERY` but for what is given."""
    _fill(ledger, AuditQuery, _QUERY, days, line)


def calls(
    ledger: Ledger, days: Iterable[tuple[date, int, Mapping[str, Any]]], line: int = 1
) -> None:
    """Each is of a query of its own that is nobody's question."""
    _fill(ledger, AuditCall, _CALL, days, line)


def figures(ledger: Ledger, small: int = SMALL) -> None:
    Figures(ledger, small).catch_up()


def _fill(ledger: Ledger, table: Any, usual: Mapping[str, Any], days: Any, line: int) -> None:
    with ledger.work("test") as work:
        if work.session.get(AuditReading, 1) is None:
            work.add(AuditReading(id=1, version=keeping.VERSION, read_until=work.now))
        rows = [
            {**_empty(table), **usual, **given, "line_id": line, "day": day}
            | {"weekday": day.weekday(), "made_at": work.now}
            for day, number, given in days
            for _ in range(number)
        ]
        first = _queries(work, [(row["day"], row["hour"]) for row in rows], line)
        for place, row in enumerate(rows):
            row["query_id"] = first + place
        if table is AuditCall:
            _contacts(work, rows)
        if rows:
            work.connection.execute(insert(table_of(table)), rows)


def _queries(work: Work, at: list[tuple[date, int]], line: int) -> int:
    """Their ids follow one another; the first."""
    first = (work.session.exec(select(func.max(col(Query.id)))).one() or 0) + 1
    rows = [
        {
            "id": first + place,
            "public_id": opaque(),
            "reference": query_reference(),
            "line_id": line,
            "state": QueryState.CLOSED,
            "version": 1,
            "channel": Channel.CALL,
            "received_at": _at(day, hour),
            "late_entry": False,
            "during_outage": False,
            "identified_by": "hint",
            "verified": False,
        }
        for place, (day, hour) in enumerate(at)
    ]
    if rows:
        work.connection.execute(insert(table_of(Query)), rows)
    return first


def _contacts(work: Work, rows: list[dict[str, Any]]) -> None:
    first = (work.session.exec(select(func.max(col(Contact.id)))).one() or 0) + 1
    made = [
        {
            "id": first + place,
            "public_id": opaque(),
            "query_id": row["query_id"],
            "channel": Channel.CALL,
            "direction": "in",
            "external_id": opaque(),
            "started_at": _at(row["day"], row["hour"]),
            "queue_round": 0,
        }
        for place, row in enumerate(rows)
    ]
    if made:
        work.connection.execute(insert(table_of(Contact)), made)
    for place, row in enumerate(rows):
        row["contact_id"] = first + place


def _empty(table: Any) -> dict[str, Any]:
    """Every column: what may be empty is, what may not is nothing."""
    return {
        each.name: None if each.nullable else False if each.type.python_type is bool else 0
        for each in table_of(table).columns
    }


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
