"""The rota's rows. People and lines are opaque texts, so that no key points out of the rota.

Days and times of day are kept as the texts of `columns.py`: local wall clock, as people wrote them.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from rota.instants import UtcDateTime


class RotaCalendar(SQLModel, table=True):
    """One row a line. `version` is random and new whenever anything of the line's rota changes,
    so that a rota once loaded can be told apart from a newer one by one read."""

    __tablename__ = "rota_calendars"

    line_ref: str = Field(primary_key=True)
    version: str
    time_zone: str
    nation: str
    open: dict[str, list[str]] = Field(sa_column=Column(JSON, nullable=False))


class RotaClosedDay(SQLModel, table=True):
    __tablename__ = "rota_closed_days"

    line_ref: str = Field(primary_key=True, foreign_key="rota_calendars.line_ref")
    day: date = Field(primary_key=True)
    reason: str


class RotaPattern(SQLModel, table=True):
    __tablename__ = "rota_patterns"

    line_ref: str = Field(primary_key=True, foreign_key="rota_calendars.line_ref")
    key: str = Field(primary_key=True)
    valid_from: date
    valid_to: date | None = None
    cycle_weeks: int


class RotaSession(SQLModel, table=True):
    """`position` counts from 0 in the order in which the pattern lists its sessions."""

    __tablename__ = "rota_sessions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["line_ref", "pattern_key"], ["rota_patterns.line_ref", "rota_patterns.key"]
        ),
    )

    line_ref: str = Field(primary_key=True)
    pattern_key: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    week: int
    days: str
    time: str
    tier: str
    who: list[str] = Field(sa_column=Column(JSON, nullable=False))


class RotaCover(SQLModel, table=True):
    __tablename__ = "rota_covers"

    line_ref: str = Field(primary_key=True, foreign_key="rota_calendars.line_ref")
    key: str = Field(primary_key=True)
    tier: str
    who: list[str] = Field(sa_column=Column(JSON, nullable=False))
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
