"""The rota's rows: what is known of each line and person, by which change it came and went.

Nothing is overwritten: a fact that no longer holds is ended by the change that ended it, so that
what was known at any earlier instant can be told for ever. People and lines are opaque texts, so
that no key points out of the rota.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from rota.instants import UtcDateTime


class RotaLine(SQLModel, table=True):
    """`version` is new whenever anything of the line's rota changes, and never used twice, so that
    a rota once loaded can be told apart from a newer one by one read. It begins with the id of the
    change that made it."""

    __tablename__ = "rota_lines"

    line_ref: str = Field(primary_key=True)
    version: str


class RotaChange(SQLModel, table=True):
    """One act upon rotas: when, by whom, with whose agreement, and why. `by` and `agreed_by` are
    texts of the caller; `act` names the kind of change, such as `absence.recorded`."""

    __tablename__ = "rota_changes"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    by: str
    act: str
    agreed_by: str | None = None
    reason: str | None = None


class RotaFact(SQLModel, table=True):
    """One value of `facts.py`, as JSON in the texts of the setup file. `line_ref` is None for what
    holds on every line (an absence, a pause); `ended_in` is None while it holds."""

    __tablename__ = "rota_facts"

    id: int | None = Field(default=None, primary_key=True)
    line_ref: str | None = Field(default=None, index=True, foreign_key="rota_lines.line_ref")
    kind: str
    key: str
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    made_in: int = Field(foreign_key="rota_changes.id")
    ended_in: int | None = Field(default=None, foreign_key="rota_changes.id", index=True)
