"""What the service knows of its own outages: how far the carrier's lists were read, how the test
calls of each morning went, when no server answered, what stands wrong. No patient data is here."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_dict, maybe_instant, public_id


class CarrierReading(SQLModel, table=True):
    """Up to which instant the carrier's own list of a line was read; `kind` is calls or texts.
    What came before `reads_from` was not ours to answer."""

    __tablename__ = "carrier_readings"

    line_id: int = Field(foreign_key="lines.id", primary_key=True)
    kind: str = Field(primary_key=True)
    reads_from: datetime = instant()
    read_until: datetime = instant()
    read_at: datetime = instant()


class Silence(SQLModel, table=True):
    """A stretch of time in which no server of ours answered the carrier."""

    __tablename__ = "silences"

    id: int | None = Field(default=None, primary_key=True)
    began_at: datetime = instant()
    ended_at: datetime = instant(index=True)


class Alarm(SQLModel, table=True):
    """One thing that is wrong with the service itself; `once` names it, `facts` are numbers and
    codes. It stands until `gone_at`, which of a mere event is set as it is raised, and is told at
    `told_at`."""

    __tablename__ = "alarms"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    kind: str = Field(index=True)
    line_id: int | None = Field(default=None, foreign_key="lines.id")
    once: str = Field(unique=True)
    facts: dict[str, Any] = json_dict()
    raised_at: datetime = instant()
    gone_at: datetime | None = maybe_instant(index=True)
    told_at: datetime | None = maybe_instant()


class LineCheck(SQLModel, table=True):
    """A test call to a line before it opens at `opens_at`, and when each of its steps was reached.
    `ends_at` is when it has failed if it is not settled by then; `passed` is None until then."""

    __tablename__ = "test_calls"
    __table_args__ = (UniqueConstraint("line_id", "opens_at"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id")
    opens_at: datetime = instant()
    began_at: datetime = instant()
    ends_at: datetime | None = maybe_instant(index=True)
    placed_at: datetime | None = maybe_instant()
    greeted_at: datetime | None = maybe_instant()
    keyed_at: datetime | None = maybe_instant()
    rung_at: datetime | None = maybe_instant()
    accepted_at: datetime | None = maybe_instant()
    joined_at: datetime | None = maybe_instant()
    settled_at: datetime | None = maybe_instant()
    external_id: str | None = None
    passed: bool | None = None
    failure: str | None = None
