"""What a backup says of itself: when it was taken, what is in it, and a proof that we made it."""

import json
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import JSON, Boolean, Date, Float, Integer, LargeBinary, String, Table, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from advice_line.ledger.heads import Head
from advice_line.ledger.vault import Vault
from rota.instants import UtcDateTime

FILE = "manifest.json"
_PURPOSE = "backup"
Kind = Literal["text", "integer", "float", "boolean", "instant", "date", "json", "bytes"]
# Before `DateTime` and `String`, of which they are kinds, come those of our own.
_KINDS: tuple[tuple[type, Kind], ...] = (
    (UtcDateTime, "instant"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "float"),
    (Date, "date"),
    (JSON, "json"),
    (LargeBinary, "bytes"),
    (String, "text"),
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableKept(_Shape):
    """`key` are the columns of the primary key, `own` those that point at rows of the same table:
    these are put in last."""

    name: str
    rows: int
    sha256: str
    columns: dict[str, Kind]
    key: list[str]
    own: list[str]

    @property
    def file(self) -> str:
        return f"tables/{self.name}.jsonl"


class Manifest(_Shape):
    schema_: Literal["advice-line-backup/1"] = Field("advice-line-backup/1", alias="schema")
    made_at: AwareDatetime = Field(description="The recovery point: all of before is in it")
    version: str
    migration: str
    data_keys: list[str] = Field(description="By their ids, under which something is sealed")
    head: Head
    tables: list[TableKept]
    mac: str = ""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


def kinds_of(table: Table) -> dict[str, Kind]:
    """Raises TypeError for a type of column that nobody thought of."""
    return {column.name: _kind(column.type) for column in table.columns}


def _kind(given: TypeEngine[Any]) -> Kind:
    for known, kind in _KINDS:
        if isinstance(given, known):
            return kind
    if isinstance(given, TypeDecorator):  # SQLModel's own kind of string
        return _kind(given.impl_instance)
    raise TypeError(f"{type(given).__name__} is no type of column that a backup knows")


def type_of(kind: Kind) -> TypeEngine[Any]:
    types: dict[Kind, TypeEngine[Any]] = {
        "text": Text(),
        "integer": Integer(),
        "float": Float(),
        "boolean": Boolean(),
        "instant": UtcDateTime(),
        "date": Date(),
        "bytes": LargeBinary(),
        # What is not there is not there: a JSON null would be another thing.
        "json": JSON(none_as_null=True),
    }
    return types[kind]


def signed(manifest: Manifest, vault: Vault) -> Manifest:
    mac = vault.sign(_said(manifest), _PURPOSE).hex()
    return manifest.model_copy(update={"mac": mac})


def is_ours(manifest: Manifest, vault: Vault) -> bool:
    """Whether somebody who holds this SECRET_KEY, or a former one that is held, made it, and nobody
    has changed it since."""
    return vault.is_signed_text(_said(manifest), _PURPOSE, manifest.mac)


def _said(manifest: Manifest) -> str:
    content = manifest.model_dump(mode="json", by_alias=True, exclude={"mac"})
    return json.dumps(content, sort_keys=True)
