"""Whole queries, and alerts without one, whose time is up: what they hold goes. A child's is kept
until a birthday, for which its date of birth is looked at while it is here."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table
from sqlmodel import col, select

from advice_line.data_kinds import Extent
from advice_line.data_life import emptying, owned
from advice_line.data_life.rows import Found
from advice_line.desk.query import over
from advice_line.ledger.work import Work
from advice_line.rules import retention
from advice_line.rules.record import Patient
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust import holds
from advice_line.trust.deletions import Gone

_SEALED = {Query: "queries.sealed_patient", Alert: "alerts.sealed_patient"}


def going(
    work: Work, line: Line, before: datetime, today: date, *, held: bool = False
) -> Iterator[Found]:
    """Those that go; or that would, were they not `held`. `before` is by when they were over."""
    for row, ended in work.session.exec(_queries(line, before, held=held)):
        if not _of_a_child(work, line, row, ended, today):
            yield Found((row.id,), f"queries:{row.public_id}", row.received_at)
    for alert in work.session.exec(_alerts(line, before, held=held)):
        ended = alert.ended_at or before
        if not _of_a_child(work, line, alert, ended, today):
            yield Found((alert.id,), f"alerts:{alert.public_id}", alert.started_at)


def remove(work: Work, line: Line, before: datetime, found: Found) -> list[Gone]:
    """What went: nothing where it has been opened again meanwhile, or is held."""
    root = owned.QUERIES if found.name.startswith("queries:") else owned.ALERTS
    if not _still(work, line, before, root, found.key[0]):
        return []
    gone = emptying.empty(work, root, found.key[0], found.at, Extent.ALL)
    query = found.key[0] if root is owned.QUERIES else None
    work.record("record.deleted", query=query, subject=found.name, objects=len(gone))
    return [each for each in gone if each.name != found.name] + [Gone(found.name, found.at)]


def _still(work: Work, line: Line, before: datetime, root: Table, row_id: int) -> bool:
    """It is locked from here on."""
    if root is owned.QUERIES:
        own = _queries(line, before, held=False).where(col(Query.id) == row_id)
        return work.session.exec(own.with_for_update(of=Query)).first() is not None
    alert = _alerts(line, before, held=False).where(col(Alert.id) == row_id)
    return work.session.exec(alert.with_for_update()).first() is not None


def _queries(line: Line, before: datetime, *, held: bool) -> Any:
    hold = holds.on_query(col(Query.id))
    return (
        select(Query, over.since())
        .where(
            col(Query.line_id) == line.id,
            col(Query.emptied_at).is_(None),
            over.before(before),
            hold if held else ~hold,
        )
        .order_by(col(Query.id))
    )


def _alerts(line: Line, before: datetime, *, held: bool) -> Any:
    """Those of a query go with it."""
    hold = holds.on_alert()
    return (
        select(Alert)
        .where(
            col(Alert.line_id) == line.id,
            col(Alert.query_id).is_(None),
            col(Alert.emptied_at).is_(None),
            col(Alert.ended_at) <= before,
            col(Alert.act_at).is_(None),
            hold if held else ~hold,
        )
        .order_by(col(Alert.id))
    )


def patient_of(work: Work, row: Query | Alert) -> Patient | None:
    """None where nobody is known, or it is gone."""
    sealed = row.sealed_patient
    return Patient.from_json(work.vault.open(sealed, _SEALED[type(row)])) if sealed else None


def _of_a_child(work: Work, line: Line, row: Query | Alert, ended: datetime, today: date) -> bool:
    patient = patient_of(work, row)
    if patient is None or patient.date_of_birth is None:
        return False
    return retention.child_is_kept(line.retention, patient.date_of_birth, ended.date(), today)
