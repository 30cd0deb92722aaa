"""Facts are kept up: what the trail says has changed is made anew, and all of it where their
definition is another than it was. Any number of workers may do it; what is made twice is the same.

A query whose record has gone is left as it was counted: its rows no longer tell it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlmodel import SQLModel, col, select

from advice_line.audit.facts import bundles, of_call, of_query, told_of
from advice_line.audit.facts.bundles import Bundle
from advice_line.audit.facts.open_time import OpenTime
from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.asker_roles import AskerRole
from advice_line.tables.audit_facts import AuditCall, AuditQuery, AuditReading, AuditStale
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require
from rota import store

# Raised when any fact is to be counted otherwise; all are then made anew.
VERSION = 2
# Callers wait while a batch is written, where one database serves all.
BATCH = 200
# A line of the trail is dated when its transaction began, which may have been long before it could
# be read: no transaction lasts for so long.
OVERLAP = timedelta(minutes=5)
_A_SECOND = timedelta(seconds=1)
_OF_MESSAGES = ("messages", "messages_failed")


class Facts:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self) -> int:
        """How many queries' facts are new or other than they were."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            reading = _reading(work)
            since, now = reading.read_until, work.now
        if since is None:
            return 0
        with self._ledger.look(SYSTEM.label) as work:
            ids = told_of.queries(work, since - OVERLAP)
        done = sum(self._make(batch) for batch in _batches(ids))
        with self._ledger.work(SYSTEM.label) as work:
            work.update(_reading(work), read_until=now)
        return done

    def rebuild(self) -> int:
        """The next of those that are to be made anew; how many, 0 when none are."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            row = work.session.get(AuditReading, 1)
            if row is not None and row.version == VERSION and row.query_id is None:
                return 0
        with self._ledger.work(SYSTEM.label) as work:
            after = _reading(work).query_id
            if after is None:
                return 0
            wanted = select(Query.id).where(col(Query.id) > after).order_by(col(Query.id))
            ids = [each or 0 for each in work.session.exec(wanted.limit(BATCH))]
        if ids:
            self._make(ids)
        with self._ledger.work(SYSTEM.label) as work:
            work.update(_reading(work), query_id=ids[-1] if ids else None)
        return len(ids)

    def catch_up(self) -> None:
        """All that is to be done, however long it takes."""
        while self.rebuild():
            pass
        self.keep()

    def _make(self, ids: Sequence[int]) -> int:
        with self._ledger.look(SYSTEM.label) as work:
            made = make(work, ids)
            work.let_go()
        with self._ledger.work(SYSTEM.label) as work:
            hold(work)
            return write(work, made)


class Made:
    """Facts of some queries, as columns."""

    def __init__(self) -> None:
        self.queries: list[dict[str, Any]] = []
        self.calls: list[dict[str, Any]] = []


def make(work: Work, ids: Sequence[int]) -> Made:
    """From the rows that others keep."""
    made = Made()
    found = [each for each in bundles.of(work, ids) if each.query.emptied_at is None]
    lines = {each.id: each for each in work.session.exec(select(Line))}
    clocks: dict[int, OpenTime] = {}
    for each in found:
        line = lines[each.query.line_id]
        if each.query.line_id not in clocks:
            since = min(_since(one) for one in found if one.query.line_id == line.id)
            known = store.hours_known(work.session, line.key, work.now)
            clocks[each.query.line_id] = OpenTime(known, since, work.now + _A_SECOND)
        zone, clock = ZoneInfo(line.time_zone), clocks[each.query.line_id]
        made.queries.append(of_query.fact(each, zone, clock, work.now))
        made.calls += [
            of_call.fact(each, contact, zone, clock, counted=of_query.counted(each))
            for contact in of_call.calls(each)
        ]
    return made


def write(work: Work, made: Made) -> int:
    """How many queries' facts are other than they were; their days are stale then."""
    changed = _write(work, AuditQuery, "query_id", made.queries)
    return len(changed | _write(work, AuditCall, "contact_id", made.calls))


def _write(work: Work, table: type[SQLModel], key: str, rows: Sequence[dict[str, Any]]) -> set[int]:
    new = changed(work, table, key, rows)
    stand = _standing(work, table, key, new)
    fresh = [row | {"made_at": work.now} for row in new if row[key] not in stand]
    if fresh:
        work.connection.execute(insert(table_of(table)), fresh)
    for row in new:
        if row[key] in stand:
            own = getattr(table, key) == row[key]
            changing = update(table).where(own).values(**row, made_at=work.now)
            work.connection.execute(changing)
    days = {(row["line_id"], row["day"]) for row in (*new, *stand.values())}
    for line_id, day in sorted(days):
        insert_once(work.session, AuditStale, ("line_id", "day"), line_id=line_id, day=day)
    return {row["query_id"] for row in new}


def changed(
    work: Work, table: type[SQLModel], key: str, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Those that are not kept, or are kept otherwise."""
    stand = _standing(work, table, key, rows)
    defaults = {
        name: field.default for name, field in table.model_fields.items() if not field.is_required()
    }
    whole = [_still(defaults | row, stand.get(row[key])) for row in rows]
    return [row for row in whole if not _same(row, stand.get(row[key]))]


def _still(row: dict[str, Any], before: Any) -> dict[str, Any]:
    """What had its time, or was erased, before the query's record stays counted."""
    return row | _role_still(row, before) | _messages_still(row, before)


def _role_still(row: dict[str, Any], before: Any) -> dict[str, Any]:
    """Of whoever was erased."""
    if "asker_role" not in row or row["asker_role"] is not None:
        return {}
    return {"asker_role": AskerRole.NOT_SAID if before is None else before["asker_role"]}


def _messages_still(row: dict[str, Any], before: Any) -> dict[str, Any]:
    """Their rows go before the query's: fewer of them are there then."""
    if before is None or "messages" not in row:
        return {}
    there = sum(row[name] for name in _OF_MESSAGES)
    counted = {name: before[name] for name in _OF_MESSAGES}
    return {} if there >= sum(counted.values()) else counted


def _same(row: dict[str, Any], before: Any) -> bool:
    if before is None:
        return False
    return all(before[name] == value for name, value in row.items() if name != "made_at")


def _standing(
    work: Work, table: type[SQLModel], key: str, rows: Sequence[dict[str, Any]]
) -> dict[int, Any]:
    target = table_of(table)
    wanted = target.select().where(target.c[key].in_([row[key] for row in rows]))
    return {row[key]: row for row in work.connection.execute(wanted).mappings()}


def hold(work: Work) -> None:
    """Until the transaction ends, nobody else marks a day as stale or takes such marks away: one
    that came between would be lost on PostgreSQL."""
    work.change(AuditReading, col(AuditReading.id) == 1, id=1)


def _reading(work: Work) -> AuditReading:
    """The row, which begins anew where the definition is another."""
    insert_once(
        work.session, AuditReading, ("id",), id=1, version=VERSION, query_id=0, read_until=work.now
    )
    row = work.session.get_one(AuditReading, 1)
    if row.version != VERSION:
        work.update(row, version=VERSION, query_id=0, read_until=work.now)
    return row


def _since(bundle: Bundle) -> datetime:
    begun = (each.started_at for each in bundle.contacts)
    return min([bundle.query.received_at, *begun]) - _A_SECOND


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
