"""What the rota exchanges with the world: feeds, imports, subscribed calendars and proposals.

No patient data is here. People and lines are named by their keys, as the rota names them.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id, sealed


class RotaFeed(SQLModel, table=True):
    """A secret address at which calendar programs read a line's duties or one person's; exactly one
    of `line_key` and `person_key` is there. The secret is derived from `public_id`, never kept."""

    __tablename__ = "rota_feeds"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_key: str | None = Field(default=None, index=True)
    person_key: str | None = Field(default=None, index=True)
    made_by_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    made_at: datetime = instant()
    last_read_at: datetime | None = maybe_instant()
    revoked_at: datetime | None = maybe_instant()


class RotaImport(SQLModel, table=True):
    """A file that was looked through and waits to be accepted; `content` is what it came to, as
    `staffing/exchange/import_json.py` writes it. `version` is that of the rota it was held
    against."""

    __tablename__ = "rota_imports"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_key: str = Field(index=True)
    version: str
    made_by: str
    made_at: datetime = instant()
    expires_at: datetime = instant(index=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    accepted_at: datetime | None = maybe_instant()
    discarded_at: datetime | None = maybe_instant()


class RotaSource(SQLModel, table=True):
    """A calendar elsewhere whose entries are duty here. Its address is often its secret, so it is
    sealed. `failure` says why the last try brought nothing; what the last good one brought stays.
    `left_out` are sentences on entries of the last good one that name nobody, `against` on what is
    against the duty that it brought."""

    __tablename__ = "rota_sources"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_key: str = Field(index=True)
    tier: str
    sealed_url: str | None = sealed()
    host: str
    made_by: str
    made_at: datetime = instant()
    next_due: datetime | None = maybe_instant(index=True)
    last_tried_at: datetime | None = maybe_instant()
    last_good_at: datetime | None = maybe_instant()
    failure: str | None = None
    left_out: list[str] = json_list()
    against: list[str] = json_list()
    shifts: int = 0
    ended_at: datetime | None = maybe_instant()


class RotaProposal(SQLModel, table=True):
    """Who might take a period's open sessions. Nothing of it holds until it is accepted; `content`
    is as `staffing/plans/proposal_json.py` writes it, `version` the rota's that it was made for."""

    __tablename__ = "rota_proposals"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_key: str = Field(index=True)
    first_day: date
    last_day: date
    version: str
    solver: str
    made_by: str
    made_at: datetime = instant()
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    revision: int = 0
    accepted_at: datetime | None = maybe_instant()
    refused_at: datetime | None = maybe_instant()
    settled_by: str | None = None
    reason: str | None = None
