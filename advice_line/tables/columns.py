"""Column shapes shared by the tables: opaque ids, instants, lists, sealed text."""

import secrets
from typing import Any

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field

from rota.instants import UtcDateTime

# Crockford's base 32: no letter can be taken for a digit when it is read out on a call.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def opaque(length: int = 16) -> str:
    """A random public id: `length` characters of 5 bits each, safe in an address."""
    return "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(length))


def query_reference() -> str:
    """Eight characters in two groups, as a caller hears and writes it: K7Q2-M9FX. A figure is among
    them: by it a text tells the reference, written without its dash, from two words."""
    text = opaque(8)
    while not any(each.isdigit() for each in text):
        text = opaque(8)
    return f"{text[:4]}-{text[4:]}"


def case_reference() -> str:
    text = opaque(6)
    return f"C{text[:3]}-{text[3:]}"


def alert_reference() -> str:
    text = opaque(6)
    return f"A{text[:3]}-{text[3:]}"


def sealed() -> Any:
    """A column that only ever holds ciphertext of `ledger/vault.py` (or nothing)."""
    return Field(default=None, sa_column=Column(Text, nullable=True, info={"sealed": True}))


def json_list() -> Any:
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False))


def maybe_json_list() -> Any:
    """A list, or NULL where none was said."""
    return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


def json_dict() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def instant(*, index: bool = False) -> Any:
    """An instant in UTC that must be given."""
    return Field(sa_type=UtcDateTime, index=index)


def maybe_instant(*, index: bool = False) -> Any:
    """An instant in UTC, or None until it has happened."""
    return Field(default=None, sa_type=UtcDateTime, index=index)


def public_id() -> Any:
    return Field(default_factory=opaque, unique=True, max_length=26)
