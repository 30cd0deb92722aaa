"""All that is kept of one query or alert, opened for whoever asks what is kept of them: each row
that belongs to it by foreign keys, who saw it, and its sounds, mails, files and letters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, func, select
from sqlmodel import col

from advice_line.data_kinds import ErasureKind
from advice_line.data_life import owned
from advice_line.desk.trail import reading
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules import kept_words, look_words, subject_access
from advice_line.rules.subject_access import Whose
from advice_line.tables.alerts import Alert
from advice_line.tables.attachments import Attachment
from advice_line.tables.directory import Line, Organisation, Requester, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query

_PICTURE_OF, _FILE_NAME = "case_pictures.source", "attachments.sealed_name"
_NAMED = {
    table_of(Responder): Whose.STAFF,
    table_of(Requester): Whose.ASKER,
    table_of(Organisation): None,
    table_of(Line): None,
}


@dataclass(frozen=True)
class Cell:
    """`name` as the table has it, `label` in words. `look_over` is who else stands in it, `read`
    that somebody wrote it in their own words."""

    name: str
    value: str
    label: str
    look_over: str | None = None
    read: bool = False


@dataclass(frozen=True)
class Part:
    """One query, or an alert without one. `left_out` counts what is another's alone."""

    reference: str
    at: datetime
    tables: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]
    seen: tuple[Cell, ...]
    left_out: int

    @property
    def to_look_over(self) -> int:
        return sum(each.look_over is not None for each in self._cells())

    @property
    def to_read(self) -> int:
        return sum(each.read for each in self._cells())

    def _cells(self) -> Iterator[Cell]:
        rows = (row for _, rows in self.tables for row in rows)
        yield from (cell for row in (*rows, self.seen) for cell in row)


def counts(work: Work, row: Query | Alert) -> dict[str, int]:
    """How many rows of each table there are of it."""
    found: dict[str, int] = {}
    root = _root(row)
    for table in _tables(root):
        own = owned.condition(root, table, [row.id or 0])
        statement = select(func.count()).select_from(table).where(own)
        if count := work.session.execute(statement).scalar_one():
            found[table.name] = count
    return found


def part(
    work: Work, row: Query | Alert, kind: ErasureKind, asker: frozenset[str] = frozenset()
) -> Part:
    """`asker` is by what the trail names who asks, of each practice where they are or were."""
    tables: list[tuple[str, tuple[tuple[Cell, ...], ...]]] = []
    left_out = 0
    root = _root(row)
    for table in reversed(list(_tables(root))):
        rows = []
        own = owned.condition(root, table, [row.id or 0])
        for found in work.session.execute(select(table).where(own)).mappings():
            cells = list(_cells(work, table, dict(found)))
            kept = [(cell, whose) for cell, whose in cells if subject_access.goes_in(kind, whose)]
            left_out += len(cells) - len(kept)
            rows.append(tuple(_marked(kind, cell, whose) for cell, whose in kept))
        if shown := tuple(each for each in rows if each):
            tables.append((table.name, shown))
    at = row.received_at if isinstance(row, Query) else row.started_at
    seen = tuple(_seen(work, row, kind, asker))
    return Part(row.reference, at, tuple(tables), seen, left_out)


def _root(row: Query | Alert) -> Table:
    return owned.QUERIES if isinstance(row, Query) else owned.ALERTS


def _tables(root: Table) -> Iterator[Table]:
    yield from (each for each in owned.tables(root) if each.name not in subject_access.LEFT_OUT)


def _marked(kind: ErasureKind, cell: Cell, whose: Whose | None) -> Cell:
    if whose is None:
        return cell
    marked = subject_access.to_look_over(kind, whose)
    return replace(cell, look_over=marked, read=subject_access.to_read(whose, cell.value))


def _cells(work: Work, table: Table, row: dict[str, Any]) -> Iterator[tuple[Cell, Whose | None]]:
    for column in table.columns:
        value = row[column.name]
        if value is None or column.name in subject_access.LEFT_OUT_COLUMNS or _hashed(column):
            continue
        name = column.name.removeprefix("sealed_").removesuffix("_id").replace("_", " ")
        if f"{table.name}.{column.name}" == _PICTURE_OF:
            yield from _file(work, column, name, value)
        elif column.info.get("sealed"):
            yield from _opened(work, column, name, value)
        elif column.foreign_keys:
            yield from _named(work, column, name, value)
        elif value != []:
            shown = value.isoformat() if hasattr(value, "isoformat") else str(value)
            yield Cell(name, shown, kept_words.label(column.name)), None


def _file(work: Work, column: Column[Any], name: str, value: str) -> Iterator[tuple[Cell, Whose]]:
    """By its name, which stands in the file too; its mark would tell nobody anything."""
    kept = select(col(Attachment.sealed_name)).where(col(Attachment.public_id) == value)
    sealed = work.session.execute(kept).scalar_one_or_none()
    if sealed:
        called = work.vault.open(sealed, _FILE_NAME)
        label = kept_words.label(column.name, column.table.name)
        yield Cell(name, called, label), subject_access.COLUMNS[_FILE_NAME]


def _hashed(column: Column[Any]) -> bool:
    return column.name.endswith(("_mark", "_hash"))


def _opened(work: Work, column: Column[Any], name: str, value: str) -> Iterator[tuple[Cell, Whose]]:
    whole = f"{column.table.name}.{column.name}"
    whose, text = subject_access.COLUMNS[whole], work.vault.open(value, whole)
    try:
        said = json.loads(text) if text[:1] in "{[" else text
    except ValueError:
        said = text
    for key, each in subject_access.flat(said):
        inner = subject_access.of_whom(whose, key)
        label = kept_words.key(key) if key else kept_words.label(column.name)
        yield Cell(f"{name}: {key}".removesuffix(": "), each, label), inner


def _named(
    work: Work, column: Column[Any], name: str, value: Any
) -> Iterator[tuple[Cell, Whose | None]]:
    """A person, practice or line by name; other rows by nothing."""
    table = next(iter(column.foreign_keys)).column.table
    if table in _NAMED:
        found = work.session.execute(select(table).where(table.c.id == value)).mappings().first()
        if found is not None:
            whose = Whose.PROFESSIONAL if found.get("registration_body") else _NAMED[table]
            yield Cell(name, found["name"], kept_words.label(column.name)), whose


def _seen(
    work: Work, row: Query | Alert, kind: ErasureKind, asker: frozenset[str]
) -> Iterator[Cell]:
    """Whoever looked, of all lines of the trail that are looks at it."""
    own = (
        col(TrailEntry.query_id) == row.id
        if isinstance(row, Query)
        else col(TrailEntry.subject) == f"alert:{row.public_id}"
    )
    for each in reading.looks(work, own):
        what = look_words.LOOKS[each.action]
        why = f", {each.why}" if each.why else ""
        at = f"{each.at:%Y-%m-%dT%H:%M:%SZ}"
        cell = Cell(at, f"{each.who}: {what}{why}", kept_words.value(at))
        whose = Whose.ASKER if each.actor in asker else subject_access.of_actor(each.actor)
        # A reason given with a command is somebody's own words, though no person is named by it.
        yield _marked(kind, cell, whose or (Whose.WORDS if each.why else None))
