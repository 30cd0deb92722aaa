"""How the directory is kept: whose word each detail is and when it was confirmed, files that were
looked over, what practices put right, and contact points that were shown to reach somebody."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_dict, maybe_instant, public_id, sealed


class DetailOrigin(SQLModel, table=True):
    """Of one part of what is known of an organisation or a responder: by which way it came
    (`origin`), what each source said of it last (`said`), by whom and when it was confirmed, and
    whose word they had (`said_by`). `differs` is what a file says where people put it otherwise:
    it waits for somebody to take it or to leave it."""

    __tablename__ = "detail_origins"
    __table_args__ = (
        UniqueConstraint("organisation_id", "part"),
        UniqueConstraint("responder_id", "part"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id")
    responder_id: int | None = Field(default=None, foreign_key="responders.id")
    part: str
    origin: str
    changed_at: datetime | None = maybe_instant()
    changed_by: str | None = None
    confirmed_at: datetime | None = maybe_instant()
    confirmed_by: str | None = None
    said_by: str | None = None
    said: dict[str, Any] = json_dict()
    differs: dict[str, Any] = json_dict()


class OrganisationPast(SQLModel, table=True):
    """What an organisation's network and the size of its list were `until` another network was
    recorded or, where `merges`, another organisation became a part of it."""

    __tablename__ = "organisation_pasts"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    until: datetime = instant()
    merges: bool = False
    network: str | None = None
    list_size: int | None = None


class DirectoryImport(SQLModel, table=True):
    """A file of organisations as it was read; nothing of it holds until it is saved. `content` is
    as `directory/imports/kept_json.py` writes it."""

    __tablename__ = "directory_imports"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    shape: str
    made_by: str
    made_by_name: str
    made_at: datetime = instant()
    state: str
    settled_at: datetime | None = maybe_instant()
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Correction(SQLModel, table=True):
    """What a practice says of a part of its own details, for the office to accept."""

    __tablename__ = "corrections"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    part: str
    value: dict[str, Any] = json_dict()
    made_by: str
    made_by_name: str
    made_at: datetime = instant()
    state: str = Field(index=True)
    settled_by: str | None = None
    settled_at: datetime | None = maybe_instant()
    reason: str | None = None


class VerifiedContact(SQLModel, table=True):
    """By a code that was typed it was shown that this address reaches this person. Bound to the
    address: a changed one is not verified."""

    __tablename__ = "verified_contacts"

    responder_id: int = Field(foreign_key="responders.id", primary_key=True)
    way: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    verified_at: datetime = instant()


class ContactChange(SQLModel, table=True):
    """A contact point of somebody was changed: `sealed_before` is where they are told of it, which
    is where it led or, where no text gets there, their address as it was."""

    __tablename__ = "contact_changes"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    responder_id: int = Field(foreign_key="responders.id", index=True)
    way: str
    sealed_before: str | None = sealed()
    changed_at: datetime = instant()
