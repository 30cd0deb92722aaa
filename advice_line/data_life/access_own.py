"""What is kept of somebody besides queries: their entry in the directory, and what they or others
have said of their data. Legal holds are not in it: a person decides whether that may be told."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from advice_line.data_kinds import ErasureKind
from advice_line.data_life.access_rows import Cell
from advice_line.data_life.whose import Whose
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules import kept_words
from advice_line.tables.data_life import Erasure, TeachingObjection
from advice_line.tables.directory import Requester, RequesterAddress, RequesterPhone
from advice_line.tables.practices import PracticeIdentity, PracticeMember, PracticePasskey

_OF_DIRECTORY = (
    (Requester, col(Requester.id)),
    (RequesterPhone, col(RequesterPhone.requester_id)),
    (RequesterAddress, col(RequesterAddress.requester_id)),
    (PracticeMember, col(PracticeMember.requester_id)),
    (PracticePasskey, col(PracticePasskey.requester_id)),
    (PracticeIdentity, col(PracticeIdentity.requester_id)),
)
TABLES = frozenset(
    table_of(each).name
    for each in (*(model for model, _ in _OF_DIRECTORY), TeachingObjection, Erasure)
)
_NOT_SHOWN = ("id", "public_id", "requester_id", "organisation_id", "query_id", "receipt_id")


def of(work: Work, whose: Whose) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """By table, one row each."""
    if whose.kind is ErasureKind.PATIENT:
        for table in (TeachingObjection, Erasure):
            yield from _rows(work, table, col(table.patient_hash) == whose.patient_hash)
    elif whose.requester_id is not None:
        for model, own in _OF_DIRECTORY:
            yield from _rows(work, model, own == whose.requester_id)


def _rows(
    work: Work, model: Any, own: ColumnElement[bool]
) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    table = table_of(model)
    for row in work.session.execute(table.select().where(own)).mappings():
        yield table.name, tuple(_cells(table, dict(row)))


def _cells(table: Any, row: dict[str, Any]) -> Iterator[Cell]:
    for column in table.columns:
        value = row[column.name]
        hidden = column.info.get("sealed") or column.name.endswith(("_hash", "_mark"))
        if value is not None and not hidden and column.name not in _NOT_SHOWN:
            shown = value.isoformat() if hasattr(value, "isoformat") else str(value)
            yield Cell(column.name.replace("_", " "), shown, kept_words.label(column.name))
