"""What setup did to one table of its file: added or updated a row, or left it as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import SQLModel

from advice_line.ledger.work import Work

# What a column or an attribute is called in the file, where that differs.
_FIELDS = {
    "start": "from",
    "end": "to",
    "line_id": "line",
    "person_ref": "person",
    "registration_body": "registration",
    "registration_number": "registration",
    "registration_expires": "registration",
}


class Done(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Change:
    """`kind` is "line", "organisation", …; `fields` are those an update changed. What is kept was
    changed by other hands since the file said so first, and stays as it is."""

    done: Done
    kind: str
    key: str
    fields: tuple[str, ...] = ()


def put(
    work: Work, table: type[SQLModel], row: SQLModel | None, columns: Mapping[str, Any]
) -> list[str]:
    """The names of the columns that changed; all of them for a new row."""
    if row is None:
        work.add(table(**columns))
        return list(columns)
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if changed:
        work.update(row, **changed)
    return list(changed)


def change_of(kind: str, key: str, known: bool, changed: Sequence[str]) -> Change:
    if not known:
        return Change(Done.ADDED, kind, key)
    names = dict.fromkeys(_FIELDS.get(name, name) for name in changed)
    return Change(Done.UPDATED if names else Done.UNCHANGED, kind, key, tuple(names))
