"""What may not be deleted, what may not be taught, what was asked to be erased, and the receipts of
what went. No words of a patient or a requester are here, but for sealed reasons."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id, sealed


class LegalHold(SQLModel, table=True):
    """What it stands on is kept until it is lifted. `kind` (a `data_kinds.HoldKind`) says which of
    the columns after it name that: a query, a patient or a requester by a keyed hash, a requester
    or an organisation of the directory, or what reached a line from `from_at` until `until_at`."""

    __tablename__ = "legal_holds"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    kind: str
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    patient_hash: str | None = Field(default=None, index=True)
    requester_id: int | None = Field(default=None, foreign_key="requesters.id")
    requester_mark: str | None = None
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id")
    line_id: int | None = Field(default=None, foreign_key="lines.id")
    from_at: datetime | None = maybe_instant()
    until_at: datetime | None = maybe_instant()
    made_at: datetime = instant()
    made_by: str
    made_name: str
    sealed_reason: str | None = sealed()
    lifted_at: datetime | None = maybe_instant(index=True)
    lifted_by: str | None = None
    lifted_name: str | None = None
    sealed_lifted_reason: str | None = sealed()


class TeachingObjection(SQLModel, table=True):
    """A patient or a requester (`objector`, a `data_kinds.Objector`) does not want to be taught
    about: one query, or all of a patient's, the later ones too. `made_by` is who wrote it down;
    `own_page` that the requester did so themselves."""

    __tablename__ = "teaching_objections"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    objector: str
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    patient_hash: str | None = Field(default=None, index=True)
    own_page: bool = False
    made_at: datetime = instant()
    made_by: str
    made_name: str
    lifted_at: datetime | None = maybe_instant(index=True)
    lifted_by: str | None = None
    lifted_name: str | None = None


class Erasure(SQLModel, table=True):
    """What information governance has decided to erase, once a second person has confirmed it. A
    patient or requester is named by a keyed hash, which is all that is needed to do it again after
    an older backup was restored; `queries` are the public ids of those that went."""

    __tablename__ = "erasures"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    kind: str
    extent: str
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    patient_hash: str | None = Field(default=None, index=True)
    requester_id: int | None = Field(default=None, foreign_key="requesters.id")
    requester_mark: str | None = None
    queries: list[str] = json_list()
    state: str = Field(index=True)
    asked_at: datetime = instant()
    asked_by: str
    asked_name: str
    sealed_reason: str | None = sealed()
    settled_at: datetime | None = maybe_instant()
    settled_by: str | None = None
    settled_name: str | None = None
    receipt_id: int | None = Field(default=None, foreign_key="deletion_receipts.id")


class DeletionReceipt(SQLModel, table=True):
    """What went, by retention or by one erasure. It is open until `closed_at`: whatever goes
    meanwhile stands in it. `digest` is over all of it, and stands in the trail; `signature` is
    what only this deployment can make of that."""

    __tablename__ = "deletion_receipts"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    cause: str
    opened_at: datetime = instant()
    closed_at: datetime | None = maybe_instant(index=True)
    objects: int = 0
    digest: str | None = None
    signature: str | None = None


class DeletedBatch(SQLModel, table=True):
    """Objects of one class that went in one transaction: how many, the `oldest` and the `newest`,
    by which `rule`, and a keyed hash of the name of each, by which anybody who has a name can tell
    that it went, and nobody can read one."""

    __tablename__ = "deleted_batches"

    id: int | None = Field(default=None, primary_key=True)
    receipt_id: int = Field(foreign_key="deletion_receipts.id", index=True)
    at: datetime = instant()
    line_key: str | None = None
    kept: str
    rule: str = Field(sa_column=Column(Text, nullable=False))
    count: int
    oldest: datetime = instant()
    newest: datetime = instant()
    marks: list[str] = json_list()
